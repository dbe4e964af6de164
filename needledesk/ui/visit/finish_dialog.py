"""Correcting the time of the finish, from which every aftercare date counts."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.errors import BadInput
from needledesk.ui import messages
from needledesk.ui.visit import next_step
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.text import Text


def finish(open_visit: OpenVisit, parent: QWidget) -> None:
    """Stamp the finish; one that comes right after the start with nothing recorded is asked about first."""
    if next_step.hardly_begun(open_visit.visit, open_visit.desk.now()):
        text = "Treatment has only just been started. Every aftercare date would count from now."
        title = "Nothing is recorded yet. Finish all the same?"
        if not messages.ask(parent, title, text, "Finish treatment", icon="flag", final=True):
            return
    open_visit.finish()


def correct_finish(open_visit: OpenVisit, parent: QWidget) -> None:
    """Ask for another time of the finish, and have it kept if one was given."""
    work = open_visit.visit.treatment
    if work.started is None or work.finished is None or not open_visit.editable:
        return
    dialog = FinishDialog(work.started, work.finished, open_visit.desk.now(), parent)
    if dialog.exec() and dialog.at != work.finished:
        open_visit.finish(dialog.at)


class FinishDialog(QDialog):
    """Asks for the time of day; `at` is the moment it means once the dialog was accepted."""

    def __init__(self, started: datetime, finished: datetime, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._started, self._now = started, now
        self.at = finished
        self.setWindowTitle("Treatment finished")
        self.setAccessibleName("Treatment finished")
        self.setFixedWidth(400)
        hint = f"Between the start, {started:%H:%M}, and now, {now:%H:%M}"
        self.time = LineField("Finished at", "14:30", hint)
        self.time.set_text(f"{finished:%H:%M}")
        self.time.line.selectAll()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text("When was the last needle?", "title", wrap=True))
        column.addWidget(Text("Every date on the aftercare sheet counts from this time.", "body", "ink2", wrap=True))
        column.addWidget(self.time)
        column.addLayout(self._buttons())
        self.time.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Accept the time that stands there, or say what is wrong with it."""
        try:
            self.at = next_step.finish_at(self.time.text, self._started, self._now)
        except BadInput as error:
            self.time.complain(error.happened)
            return
        self.accept()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel, keep = Button("Cancel", height=48), Button("Change the time", "check", "primary", 48)
        cancel.clicked.connect(self.reject)
        keep.clicked.connect(self.take)
        self.time.line.returnPressed.connect(self.take)
        row.addWidget(cancel)
        row.addWidget(keep)
        return row
