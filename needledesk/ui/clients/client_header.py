"""The head of a client's page: who it is, what must not be overlooked, and when the next session may be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.visits import VisitState
from needledesk.ui.clients import overview as told
from needledesk.ui.clients.interval_words import CourseWords, IntervalWords, course, interval
from needledesk.ui.clients.overview import Overview
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.avatar import Avatar
from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.course_bar import CourseBar
from needledesk.ui.widgets.flow import Flow
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class ClientHeader(QWidget):
    """Picture, name, facts, alerts, interval card, and the course as far as it is agreed.

    `folded`: there is no room for the list, so a button brings it back.
    """

    list_requested = Signal()

    def __init__(self, overview: Overview, folded: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = IconButton("panel-left-open", "Show client list")
        if not folded:
            self.panel.hide()
        self.panel.clicked.connect(self.list_requested)
        details = overview.client.details
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Avatar(details.initials, 64), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(_who(overview), 1)
        words = interval(overview)
        if words is not None:
            row.addWidget(IntervalCard(words), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        so_far = course(overview)
        if so_far is not None:
            column.addLayout(_course(overview, so_far))


class IntervalCard(Card):
    """The usual window of the next session, and where today lies in it."""

    def __init__(self, words: IntervalWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setMinimumWidth(Theme.current().scaled(178))
        self.body.setContentsMargins(13, 9, 13, 9)
        self.body.setSpacing(2)
        self.body.addWidget(Text(words.heading, "lab"))
        self.body.addWidget(Text(words.day, "date"))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(IconView(words.icon, words.tone, 16))
        line.addWidget(Text(words.line, "lab", words.tone, wrap=True), 1)
        self.body.addLayout(line)
        self.setAccessibleName(f"{words.heading}: {words.day}, {words.line}")


def _who(overview: Overview) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(Text(overview.client.details.name, "client", wrap=True))
    column.addWidget(Text(told.line(overview), "body", "ink2", wrap=True))
    alerts = overview.client.details.alerts
    if alerts:
        chips = QWidget()
        flow = Flow(8)
        chips.setLayout(flow)
        for alert in alerts:
            flow.addWidget(Chip.for_alert(alert))
        column.addSpacing(6)
        column.addWidget(chips)
    column.addStretch(1)
    return column


def _course(overview: Overview, told: CourseWords) -> QHBoxLayout:
    agreed, unfinished = overview.client.details.course, overview.unfinished
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Text("Course", "lab"))
    if agreed:
        bar = CourseBar()
        bar.setMinimumWidth(120)
        under_way = unfinished is not None and unfinished.state is VisitState.OPEN
        bar.show_course(overview.sessions, agreed, under_way)
        row.addWidget(bar, 1)
    words = QWidget()
    flow = Flow(4)
    words.setLayout(flow)
    for text, role, tone in _course_words(told, ";" if not agreed else ","):
        flow.addWidget(Text(text, role, tone))
    row.addWidget(words)
    if not agreed:
        row.addStretch(1)
    return row


def _course_words(told: CourseWords, mark: str) -> list[tuple[str, str, str]]:
    """Text, role and tone of each part, the marks between them at the ends, where a line may break."""
    tone = "decide" if told.unusual else "ink2"
    parts = [(told.place, "lab", "primary"), (told.usual, "small", tone), (told.rhythm, "small", "ink2")]
    there = [part for part in parts if part[0]]
    marks = [mark if told.usual and number == 0 else " ·" for number in range(len(there) - 1)]
    return [(text + after, role, tone) for (text, role, tone), after in zip(there, [*marks, ""], strict=True)]
