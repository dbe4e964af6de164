"""The cards of the day in three columns, in two where the window is narrow or the type large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from needledesk.domain.today import Today
from needledesk.ui.theme import Theme
from needledesk.ui.today.day_card import DayCard, LinesCard
from needledesk.ui.today.room_card import RoomCard
from needledesk.ui.today.sheets_card import SheetsCard
from needledesk.ui.widgets.empty_state import EmptyState
from needledesk.ui.widgets.scroll import ScrollColumn

#: Rows of a card before the button to the rest.
FEW = 4
#: Widths of the three columns, as shares, and the width of the page that they need at usual type.
SHARES, WIDE = (52, 40, 28), 1150


class Board(QWidget):
    """`opened` carries a Line, `all_requested` the title of the card whose lines are all wanted."""

    opened = Signal(object)
    visit_requested = Signal(int)
    all_requested = Signal(str)
    new_requested = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room, self.sheets = RoomCard(now), SheetsCard()
        self.due = LinesCard("Due for the next session", "Nobody is due.", "All {} due", FEW)
        nothing = "No wait has ended, and no letter has come in."
        self.over = LinesCard("Waits over, letters in", nothing, "All {}", FEW)
        self.coming = LinesCard("Date to come", "Nobody waits for a date.", "All {} who wait", FEW - 1)
        self.cards: tuple[RoomCard | LinesCard | SheetsCard, ...] = (
            *(self.room, self.due, self.over, self.coming, self.sheets),
        )
        self._columns = [_column(self.room, self.due), _column(self.over, self.coming), _column(self.sheets)]
        self._wide: bool | None = None
        self._lay_out()
        self._connect()

    def card(self, title: str) -> RoomCard | LinesCard | SheetsCard:
        """The card of that title."""
        return next(card for card in self.cards if card.title == title)

    def show_day(self, today: Today) -> None:
        """Show how it stands. A practice without clients sees how to begin."""
        day = today.at.date()
        self.room.show_room(today.in_room, today.unfinished)
        self.due.show_lines(today.due)
        self.over.show_lines(today.over)
        self.coming.show_lines(today.coming)
        self.sheets.show_ungiven(today.ungiven, day)
        self._pages.setCurrentIndex(2 if today.nobody else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns or two."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        scroll.setAccessibleName("Today")
        inside = QWidget()
        inside.setProperty("cls", "clear")
        self._grid = QGridLayout(inside)
        scroll.verticalScrollBar().rangeChanged.connect(self._beside_bar)
        self._beside_bar(0, 0)
        self._grid.setSpacing(16)
        scroll.body.addWidget(inside)
        scroll.body.addStretch(1)
        empty = EmptyState("users", "No clients yet", "Add the first one; what the day asks for then stands here.")
        empty.add_action("New client", "user-plus", "primary", "Ctrl N").clicked.connect(
            lambda: self.new_requested.emit()
        )
        self._pages = QStackedLayout(self)
        for page in (QWidget(), scroll, empty):  # nothing until the first answer
            self._pages.addWidget(page)
        self._arrange()

    def _beside_bar(self, _: int, end: int) -> None:
        """The same margin at the right, with a scroll bar or without."""
        self._grid.setContentsMargins(24, 0, 12 if end else 24, 16)

    def _connect(self) -> None:
        for card in self.cards:
            card.all_requested.connect(lambda card=card: self.all_requested.emit(card.title))
        for card in (self.due, self.over, self.coming, self.sheets):
            card.opened.connect(self.opened)
        self.room.opened.connect(self.visit_requested)
        Theme.current().changed.connect(self._arrange)

    def _arrange(self) -> None:
        wide = self.width() >= Theme.current().scaled(WIDE)
        if wide == self._wide:
            return
        self._wide = wide
        left, middle, right = self._columns
        for column in self._columns:
            self._grid.removeWidget(column)
        self._grid.addWidget(left, 0, 0, 2, 1)
        self._grid.addWidget(middle, 0, 1)
        self._grid.addWidget(right, *((0, 2) if wide else (1, 1)))
        for place, share in enumerate(SHARES):
            self._grid.setColumnStretch(place, share if wide or place < 2 else 0)
        self._grid.setRowStretch(1, 1)


def _column(*cards: DayCard) -> QWidget:
    column = QWidget()
    inside = QVBoxLayout(column)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(16)
    for card in cards:
        inside.addWidget(card)
    inside.addStretch(1)
    return column
