"""Aftercare: the sheet as it will be given, its dates, and what the client already has."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from needledesk.desk.aftercare import AftercareDesk, Sheet
from needledesk.domain.aftercare import AftercareDates
from needledesk.domain.calendar import say_moment
from needledesk.errors import DeskError
from needledesk.ui.visit.finish_dialog import correct_finish, finish
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.section_state import phase
from needledesk.ui.visit.sheet_cards import DatesCard, GivenCard
from needledesk.ui.visit.sheet_preview import SheetPreview
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.empty_state import EmptyState
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text

NO_SHEET, NOT_YET = "No sheet yet", "Every date on the sheet counts from the time when treatment was finished."
VOIDED = "No sheet of it is given any more. What the client was given is kept: the visit record on paper names it."
#: Width of the right part, and milliseconds after a change before the sheet is drawn anew.
RIGHT, SETTLED = 372, 300


def _sheet_and_dates(desk: AftercareDesk, visit: int, large: bool) -> tuple[Sheet, AftercareDates]:
    return desk.sheet(visit, large), desk.dates(visit)


class AftercarePage(QWidget):
    """Draws only while it is shown. `section_requested` names the section where what is missing can be done."""

    section_requested = Signal(str)

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_visit
        self._drawn: object = None
        self.preview = SheetPreview(open_visit.background)
        self.finished, self.edit = Text("", "date"), Button("Edit", "pencil")
        self.edit.setAccessibleName("Edit the time of the finish")
        self.edit.clicked.connect(lambda: correct_finish(open_visit, self))
        sizes = (Choice("normal", "Normal", width=108), Choice("large", "Large print", width=124))
        self.size_choice = Segment(sizes, "Size of the sheet")
        self.size_choice.chosen.connect(lambda key: open_visit.set_large_print(key == "large"))
        self.dates, self.given = DatesCard(), GivenCard()
        self.trouble = Text("", "error", wrap=True)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED)
        self._settle.timeout.connect(self._ask_sheet)
        self._lay_out()
        open_visit.opened.connect(self._show_visit)
        open_visit.treatment_changed.connect(self._settle.start)
        open_visit.large_print_changed.connect(lambda _: self._show_visit())
        if open_visit.shown:
            self._show_visit()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has changed since it was last seen."""
        super().showEvent(event)
        self._ask_sheet()

    def _lay_out(self) -> None:
        self._stack = QStackedLayout(self)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 16, 12, 16)
        row.setSpacing(16)
        row.addWidget(self.preview, 1)
        row.addWidget(self._right())
        self.empty = _Empty()
        self.empty.finish.clicked.connect(lambda: finish(self._open, self))
        self.empty.go.clicked.connect(lambda: self.section_requested.emit("treatment"))
        self._stack.addWidget(page)
        self._stack.addWidget(self.empty)

    def _right(self) -> QWidget:
        column = ScrollColumn()
        column.setFixedWidth(RIGHT + 12)
        column.verticalScrollBar().rangeChanged.connect(
            lambda _, end: column.body.setContentsMargins(0, 0, 0 if end else 12, 0)
        )
        column.body.setContentsMargins(0, 0, 12, 0)
        self.sizes = self._size_card()
        for part in (self._finish_card(), self.sizes, self.dates, self.given, self.trouble):
            column.body.addWidget(part)
        column.body.addStretch(1)
        self.trouble.hide()
        return column

    def _finish_card(self) -> Card:
        card = Card()
        card.setAccessibleName("Treatment finished")
        card.body.setContentsMargins(16, 12, 16, 12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text("Treatment finished", "lab"))
        words.addWidget(self.finished)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        card.body.addLayout(row)
        return card

    def _size_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 5, 16, 5)
        row = QHBoxLayout()
        row.addWidget(Text("Size"), 1)
        row.addWidget(self.size_choice)
        card.body.addLayout(row)
        return card

    def _show_visit(self) -> None:
        visit = self._open.visit
        finished = visit.treatment.finished
        self._stack.setCurrentIndex(0 if finished is not None and visit.voiding is None else 1)
        self.sizes.setVisible(self._open.editable or not visit.handouts)  # what was given is given again as it was
        self.size_choice.set_value("large" if self._open.large_print else "normal")
        self.given.show_visit(visit)
        self.edit.setVisible(self._open.editable)
        if finished is None or visit.voiding is not None:
            self.empty.show_phase(phase(visit), visit.voiding is not None)
        else:
            self.finished.setText(say_moment(finished, year=True))
            self._ask_sheet()

    def _ask_sheet(self) -> None:
        """Have sheet and dates made, unless they are as they were or nobody looks."""
        if not self._open.shown or not self.isVisible():
            return
        if self._open.visit.treatment.finished is None or self._open.visit.voiding is not None:
            return
        visit, large = self._open.visit, self._open.large_print and self._open.editable
        wanted = (visit.id, visit.closed, visit.treatment, visit.plan, self._open.client, large)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        protocol, intensity = self._open.bench.protocol, visit.treatment.intensity

        def made(both: tuple[Sheet, AftercareDates]) -> None:
            if wanted == self._drawn:
                self.trouble.hide()
                self.preview.show_sheet(both[0])
                self.dates.show_dates(both[1], protocol, intensity)

        call, desk = _sheet_and_dates, self._open.desk.aftercare
        self._open.background.ask(call, desk, visit.id, large, then=made, failed=self._tell, owner=self)

    def _tell(self, error: DeskError) -> None:
        self.trouble.setText(str(error))
        self.trouble.show()


class _Empty(EmptyState):
    """Why there is no sheet, and the one button for what is missing."""

    def __init__(self) -> None:
        super().__init__("file-text", NO_SHEET, NOT_YET)
        self.finish = self.add_action("Finish now", "flag", key="F9")
        self.go = self.add_action("Go to Treatment", "arrow-right")

    def show_phase(self, now: str, voided: bool) -> None:
        """Offer the finish while treatment is running, else the way to where it starts; a closed visit has neither."""
        self.finish.setVisible(now == "treating")
        self.go.setVisible(now == "screening")
        if voided:
            self.set_words("Voided visit", VOIDED)
        elif now == "closed":
            self.set_words("No sheet", "This visit was closed without treatment.")
        else:
            self.set_words(NO_SHEET, NOT_YET)
