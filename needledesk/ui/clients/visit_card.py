"""One visit on the timeline: its date, its mark, and a card that opens it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.domain.visits import TimelineEntry, VisitState
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.step_strip import Step, strip
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.thumbnail import Thumbnail
from needledesk.ui.widgets.timeline_dot import TimelineDot


class VisitCard(QAbstractButton):
    """A card of the timeline. `thumbnails` wait for their pictures, by the photo's id."""

    def __init__(self, entry: TimelineEntry, steps: tuple[Step, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.under_way = entry.state in (VisitState.OPEN, VisitState.FINISHED)
        self.go_on = Button("Continue", "arrow-right", "tonal", 48)
        shown = () if self.under_way else entry.photos  # the visit under way has its steps to show
        self.thumbnails = {photo: Thumbnail(f"Photo {place}") for place, photo in enumerate(shown, 1)}
        self.setAccessibleName(_spoken(entry))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if self.under_way else Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 12, 15, 12)
        column.setSpacing(10)
        column.addLayout(self._upper(entry))
        if steps:
            column.addWidget(Hairline())
            column.addLayout(strip(steps))

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground and border: 2 px in the first colour for the visit under way."""
        painter, theme, rect = QPainter(self), Theme.current(), QRectF(self.rect())
        strokes.begin(painter)
        line = "primary" if self.under_way else "line_strong" if self.underMouse() else "line"
        ground = theme.colour("sunken" if self.isDown() else "surface")
        strokes.box(painter, rect, ground, theme.colour(line), 2 if self.under_way else 1)
        if self.hasFocus():
            strokes.focus_ring(painter, rect)

    def _upper(self, entry: TimelineEntry) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(self._words(entry), 1)
        pictures = QHBoxLayout()
        pictures.setSpacing(4)
        for thumbnail in self.thumbnails.values():
            pictures.addWidget(thumbnail)
        row.addLayout(pictures)
        if self.under_way:
            self.go_on.setAccessibleName(f"Continue session {entry.session}")
            row.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.go_on.setParent(self)
            self.go_on.hide()
        return row

    def _words(self, entry: TimelineEntry) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(_title(entry, self.under_way))
        for line in entry.lines:
            words.addWidget(Text(line, "small", "ink2", wrap=True))
        if entry.status_text and not self.under_way and not entry.title.startswith(entry.status_text):
            row = QHBoxLayout()
            row.setContentsMargins(0, 3, 0, 0)
            row.setSpacing(6)
            row.addWidget(MarkView(entry.status, 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(entry.status_text, "small", "ink2", wrap=True), 1)
            words.addLayout(row)
        words.addStretch(1)
        return words


class TimelineRow(QWidget):
    """A visit with its date at the left and its mark on the line. `opened` says which visit was pressed."""

    opened = Signal(int)

    def __init__(
        self, entry: TimelineEntry, steps: tuple[Step, ...], first: bool, last: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._first, self._last = first, last
        self.card = VisitCard(entry, steps)
        self._mark = TimelineDot(_kind(entry))
        self.card.clicked.connect(lambda: self.opened.emit(entry.visit))
        self.card.go_on.clicked.connect(lambda: self.opened.emit(entry.visit))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 12)
        row.setSpacing(0)
        row.addLayout(_date(entry))
        row.addSpacing(11)
        row.addLayout(_pushed_down(self._mark))
        row.addSpacing(11)
        row.addWidget(self.card, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The line that joins the marks."""
        middle = self._mark.geometry().center()
        top = middle.y() if self._first else 0
        bottom = middle.y() if self._last else self.height()
        line = QRectF(middle.x(), top, 2, bottom - top)
        strokes.fill(QPainter(self), line, Theme.current().colour("line"))


def _title(entry: TimelineEntry, under_way: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(0)
    rest = " in progress"
    if under_way and entry.title.endswith(rest):
        row.addWidget(Text(entry.title[: -len(rest)], "h2"))
        row.addWidget(Text(rest, "h2", "primary"), 1)
    else:
        row.addWidget(Text(entry.title, "h2" if under_way else "h3", wrap=True), 1)
    return row


def _date(entry: TimelineEntry) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(0)
    for label in (Text(f"{entry.at.day} {entry.at:%b}", "h3"), Text(f"{entry.at:%a} {entry.at.year}", "small", "ink3")):
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.setMinimumWidth(Theme.current().scaled(72))
        column.addWidget(label)
    column.addStretch(1)
    return column


def _pushed_down(mark: TimelineDot) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 11, 0, 0)
    column.addWidget(mark)
    column.addStretch(1)
    return column


def _kind(entry: TimelineEntry) -> str:
    if entry.voided:
        return "voided"
    if entry.state in (VisitState.OPEN, VisitState.FINISHED):
        return "now"
    return "treated" if entry.state is VisitState.CLOSED else entry.status or "INCOMPLETE"


def _spoken(entry: TimelineEntry) -> str:
    day = f"{entry.at:%A} {entry.at.day} {entry.at:%B} {entry.at.year}"
    return ". ".join(part for part in (day, entry.title, *entry.lines, entry.status_text) if part)
