"""What stands between the screening and the first needle: one line, and the button once nothing does."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.desk.visits import STATUS_WORDS
from needledesk.domain.protocol import Status
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class StartBar(Card):
    """Gone once treatment has started, and on a closed visit."""

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._open_visit = open_visit
        self._icon = IconView("info", "ink2", 20)
        self.words = Text("", "h3")
        self.start = Button("Start treatment", "syringe", "primary")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.start)
        self.body.setContentsMargins(14, 6, 8, 6)
        self.body.addLayout(row)
        self.words.setMinimumHeight(44)
        self.start.clicked.connect(open_visit.start)
        for signal in (open_visit.opened, open_visit.verdict_changed, open_visit.state_changed):
            signal.connect(self.fill)

    def fill(self) -> None:
        """Say what is so."""
        if not self._open_visit.shown:
            return
        words = blocking(self._open_visit)
        self.words.setText(words)
        self._icon.show_icon(*_icon(self._open_visit))
        self.start.setVisible(self._open_visit.startable)
        self.setVisible(bool(words))


def blocking(open_visit: OpenVisit) -> str:
    """Why nothing can be written on the map, in one line; empty once treatment has started."""
    visit, verdict = open_visit.visit, open_visit.verdict
    if visit.treatment.started is not None or not open_visit.editable:
        return ""
    if open_visit.startable:
        return "Treatment has not started."
    if verdict.status is Status.INCOMPLETE:
        count = len(verdict.open_questions)
        return f"Screening first: {count} question{'s' if count != 1 else ''} open."
    if verdict.status is Status.PRACTITIONER_DECISION:
        return "Not treated: your decision." if visit.decision else "Your decision first: treat or not, with a reason."
    return f"{STATUS_WORDS[verdict.status]}: treatment cannot start."


def _icon(open_visit: OpenVisit) -> tuple[str, str]:
    return ("circle-dot", "primary") if open_visit.startable else ("octagon-alert", "decide")
