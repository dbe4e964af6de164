"""Putting a visit off: until which day, and what was agreed. It then closes untreated."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.calendar import Precision, When, say_at
from needledesk.domain.decisions import deferred_until
from needledesk.domain.screening import Verdict
from needledesk.errors import BadInput
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.text import Text

CLOSES = (
    "The answers and the verdict are kept as they are. The visit is closed and sealed: afterwards it can be read, but"
    " not changed."
)


class DeferDialog(QDialog):
    """`chosen` carries the day (or the hour, where hours count) and the note, once they can be."""

    chosen = Signal(object, str)

    def __init__(self, verdict: Verdict, now: datetime, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._earliest, self._now = verdict.earliest, now
        title = "Put the visit off?"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(CLOSES)
        self.setFixedWidth(520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.day = DateField("Put off to", now.date(), order, past_only=False, quick=())
        self.day.when = When(_day(verdict.earliest).isoformat()) if verdict.earliest is not None else None
        self._day = Field("Put off to", self.day, _hint(verdict))
        self.note = LineField("Note", "calls us when it has healed")
        self.keep = Button("Put off and close", "calendar-clock", "primary", 48, "Ctrl Enter")
        self.keep.clicked.connect(self.take)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.keep.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(title, "title", wrap=True))
        column.addWidget(Text(_unanswered(verdict) + CLOSES, "body", "ink2", wrap=True))
        column.addWidget(self._day)
        column.addWidget(self.note)
        column.addLayout(self._buttons())
        self.day.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_again(self, day: str, note: str) -> None:
        """What was typed before and not kept."""
        self.day.day.setText(day)
        self.day.day.editingFinished.emit()  # read as if it had been typed now
        self.note.set_text(note)

    def take(self) -> None:
        """Accept the day that stands there, or say what is wrong with it."""
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)  # a date being typed is read when the cursor leaves it
        when = self.day.when
        if self.day.error():
            return
        day = when.last_day() if when is not None and when.precision is Precision.DAY else None
        if day is None:
            self._complain("Choose a day: day, month and year")
            return
        try:
            until = deferred_until(day, self._earliest, self._now)
        except BadInput as error:
            self._complain(f"{error.happened} {error.do}")
            return
        self.chosen.emit(until, self.note.text)
        self.accept()

    def _complain(self, text: str) -> None:
        self._day.complain(text)
        self.day.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button("Cancel", height=48)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        return row


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _hint(verdict: Verdict) -> str:
    """What the verdict says about the day; under several waits the one without a date stays."""
    if verdict.earliest is None:
        return "The checklist gives no date: choose the day yourself"
    also = ", and look anew at what has no date" if verdict.dateless else ""
    return f"Not before {say_at(verdict.earliest)}{also}"


def _unanswered(verdict: Verdict) -> str:
    count = len(verdict.open_questions)
    return f"{count} question{'s are' if count > 1 else ' is'} still open. " if count else ""
