"""The session is over: when, and the dates that matter most at the door."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.aftercare import AftercareDates
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import Visit
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class FinishedCard(Card):
    """`edit_requested` and, while no sheet has been given, `resume_requested`."""

    edit_requested = Signal()
    resume_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._when = Text("", "h3")
        self.edit = Button("Edit", "pencil")
        self.edit.setAccessibleName("Edit the time of the finish")
        self.edit.clicked.connect(self.edit_requested)
        self._makeup, self._next = Text("", "small", wrap=True), Text("", "small", wrap=True)
        self.resume = Button("Not finished yet", "undo-2", "quiet")
        self.resume.clicked.connect(self.resume_requested)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView("flag", "proceed", 20))
        head.addWidget(self._when, 1)
        head.addWidget(self.edit)
        self.body.setContentsMargins(14, 8, 8, 8)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(self._makeup)
        self.body.addWidget(self._next)
        self.body.addWidget(self.resume)

    def show_visit(self, visit: Visit, dates: AftercareDates | None, open_to_change: bool) -> None:
        """Show when it was finished; the dates follow once they are known."""
        finished = visit.treatment.finished
        assert finished is not None
        self._when.setText(f"Finished {finished:%H:%M}")
        self.setAccessibleName(f"Treatment finished {say_moment(finished)}")
        self.edit.setVisible(open_to_change)
        self.resume.setVisible(open_to_change and not visit.handouts)
        for line, text in ((self._makeup, _makeup(dates)), (self._next, _next(dates, visit.treatment.intensity))):
            line.setText(text)
            line.setVisible(bool(text))


def _makeup(dates: AftercareDates | None) -> str:
    return f"Makeup again {say_moment(dates.makeup_from)}" if dates else ""


def _next(dates: AftercareDates | None, intensity: Intensity | None) -> str:
    if dates is None or intensity is None:
        return ""
    first = dates.next_deep_from if intensity is Intensity.DEEP else dates.next_mild_from
    return f"Next session from {say_day(first, year=first.year != dates.makeup_from.year)}"
