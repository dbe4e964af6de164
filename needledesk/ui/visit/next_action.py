"""The one thing to do next: start, finish, or close; and where it cannot be done, why not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.aftercare import AftercareDates
from needledesk.domain.protocol import Status
from needledesk.ui.theme import Theme
from needledesk.ui.visit import next_step
from needledesk.ui.visit.finished_card import FinishedCard
from needledesk.ui.visit.needling_card import NeedlingCard
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.section_state import phase
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text

FINISH_STAMPS = "Stamps the time that every aftercare date counts from."


class NextAction(QWidget):
    """Start or finish, the running clock, the finish, and closing. It asks; the column does."""

    start_requested = Signal()
    finish_requested = Signal()
    edit_requested = Signal()
    resume_requested = Signal()
    close_requested = Signal()

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_visit
        self.needling = NeedlingCard(open_visit.desk.now)
        self.finished = FinishedCard()
        self.start = Button("Start treatment", "timer", "primary", 56, key="F9")
        self.finish = Button("Finish treatment", "flag", "primary", 56, key="F9")
        self.why = Text("", "small", wrap=True)
        self.close_visit = Button("Close visit", "lock", height=48, key="Ctrl Enter")
        self.lacking = Text("", "small", wrap=True)
        self.start.clicked.connect(self.start_requested)
        self.finish.clicked.connect(self.finish_requested)
        self.finished.edit_requested.connect(self.edit_requested)
        self.finished.resume_requested.connect(self.resume_requested)
        self.close_visit.clicked.connect(self.close_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.needling, self.finished, self.start, self.finish, self.why, self.close_visit, self.lacking):
            column.addWidget(part)

    def show_visit(self, dates: AftercareDates | None) -> None:
        """Show what the open visit allows now. `dates`: once they are known, after the finish."""
        visit, now = self._open.visit, phase(self._open.visit)
        self.needling.setVisible(now == "treating")
        self.needling.run_from(visit.treatment.started if now == "treating" else None)
        treated = visit.treatment.finished is not None
        self.finished.setVisible(treated)
        if treated:
            self.finished.show_visit(visit, dates, self._open.editable)
        self.start.setVisible(now == "screening")
        self.start.setEnabled(self._open.startable)
        self.finish.setVisible(now == "treating")
        self._explain(now)
        self._show_closing(now)

    def _explain(self, now: str) -> None:
        text = ""
        if now == "screening":
            today = self._open.desk.now().date()
            text = next_step.why_not_start(self._open.verdict, self._open.visit, today)
            self.start.setAccessibleDescription(text or "Key F9")
        elif now == "treating" and not Theme.current().short:
            text = FINISH_STAMPS
        self.why.setText(text)
        self.why.setVisible(bool(text))

    def _show_closing(self, now: str) -> None:
        """A visit is closed once it is over; with treatment running there is nothing to close."""
        visit, today = self._open.visit, self._open.desk.now().date()
        lacking = next_step.missing_to_close(visit, self._open.bench.protocol, today)
        self.close_visit.setVisible(now in ("screening", "finished"))
        over = now == "finished" or self._open.verdict.status.rank >= Status.NOT_TODAY.rank
        self.close_visit.set_kind("plain" if over and not self._open.verdict.blank else "quiet")
        self.close_visit.set_caption("Close visit" if now == "finished" else "Close untreated")
        self.close_visit.setEnabled(not lacking)
        text = "To close: " + " ".join(lacking) if lacking else ""
        self.lacking.setText(text)
        self.lacking.setVisible(bool(text) and now == "finished")
        self.close_visit.setAccessibleDescription(text or "Key Ctrl Enter")
