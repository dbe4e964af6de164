"""The one thing to do next: start, finish, add a letter, put off, or close; and where it cannot be done, why not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
    """Start or finish, a letter or another day, the running clock, the finish, closing. It asks; the column does."""

    start_requested = Signal()
    finish_requested = Signal()
    letter_requested = Signal()  # one has come, to be put on file
    request_requested = Signal()  # one is to be asked for
    put_off_requested = Signal()
    undo_requested = Signal()  # the start was not meant
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
        self.ask_letter = Button("Ask a doctor", "printer", "primary", 48)
        self.ask_letter.setAccessibleName("Print the letter request")
        self.add_letter = Button("Add a letter", "mail", "plain", 48)
        self.put_off = Button("Put off to another day", "calendar-clock", "primary")
        self.why = Text("", "small", wrap=True)
        self.close_visit = Button("Close and seal", "lock", height=48)
        self.lacking = Text("", "small", wrap=True)
        self.start.clicked.connect(self.start_requested)
        self.finish.clicked.connect(self.finish_requested)
        self.ask_letter.clicked.connect(self.request_requested)
        self.add_letter.clicked.connect(self.letter_requested)
        self.put_off.clicked.connect(self.put_off_requested)
        self.needling.undo_requested.connect(self.undo_requested)
        self.finished.edit_requested.connect(self.edit_requested)
        self.finished.resume_requested.connect(self.resume_requested)
        self.close_visit.clicked.connect(self.close_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._letter = QWidget()
        both = QHBoxLayout(self._letter)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(8)
        both.addWidget(self.ask_letter, 1)
        both.addWidget(self.add_letter, 1)
        doing = (self.needling, self.finished, self.start, self.finish, self.why, self._letter, self.put_off)
        for part in (*doing, self.close_visit, self.lacking):
            column.addWidget(part)

    def show_visit(self, dates: AftercareDates | None) -> None:
        """Show what the open visit allows now. `dates`: once they are known, after the finish."""
        visit, now = self._open.visit, phase(self._open.visit)
        self.needling.setVisible(now == "treating")
        self.needling.run_from(visit.treatment.started if now == "treating" else None)
        self.needling.undo.setVisible(not visit.treatment.recorded and not visit.note.strip())
        treated = visit.treatment.finished is not None
        self.finished.setVisible(treated and now != "closed")
        if treated:
            self.finished.show_visit(visit, dates, self._open.editable)
        waits = now == "screening" and next_step.waits(self._open.verdict, visit)
        self.start.setVisible(now == "screening" and not waits)
        self.start.setEnabled(self._open.startable)
        self.finish.setVisible(now == "treating")
        self._explain(now)
        self._show_waiting(waits)
        self._show_closing(now)

    def _show_waiting(self, waits: bool) -> None:
        """Where treatment has to wait: a letter to ask for or to put on file, and the day it is put off to."""
        letter = waits and self._open.verdict.status is Status.MEDICAL_CLEARANCE
        self._letter.setVisible(letter)
        self.put_off.setVisible(waits)
        self.put_off.set_kind("plain" if letter else "primary")
        self.put_off.set_caption(next_step.put_off(self._open.verdict, self._open.desk.now().date()))
        self.put_off.setAccessibleDescription("Closes the visit untreated")

    def _explain(self, now: str) -> None:
        text = ""
        if now == "screening":
            today = self._open.desk.now().date()
            text = next_step.why_not_start(self._open.verdict, self._open.visit, today)
            self.start.setAccessibleDescription(text or "Key F9")
            text = text if self.start.isVisibleTo(self) else ""
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
        over = over and not self._open.verdict.blank and not self.put_off.isVisibleTo(self)
        self.close_visit.set_kind("plain" if over else "quiet")
        self.close_visit.set_caption("Close and seal" if now == "finished" else "Close untreated and seal")
        self.close_visit.set_key("Ctrl Enter" if now == "finished" else "")  # closing untreated is never one key away
        self.close_visit.setEnabled(not lacking)
        text = "To close: " + " ".join(lacking) if lacking else ""
        self.lacking.setText(text)
        self.lacking.setVisible(bool(text) and now == "finished")
        self.close_visit.setAccessibleDescription(text or ("Key Ctrl Enter" if now == "finished" else ""))
