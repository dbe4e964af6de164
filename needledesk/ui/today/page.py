"""Today: what the day asks for, in the order of what must happen next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import say_full
from needledesk.domain.today import Line, Today, Ungiven, counts
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.today.all_lines import AllLines
from needledesk.ui.today.board import Board
from needledesk.ui.visit.sheet_giving import SheetGiving
from needledesk.ui.visit.sheet_target import SheetTarget
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.search_field import SearchField
from needledesk.ui.widgets.text import Text

MINUTE = 60_000


class TodayPage(QWidget):
    """Read anew when it is shown and after a change; each minute that it is seen, what time alone changes."""

    client_requested = Signal(int)
    visit_requested = Signal(int)
    new_requested = Signal()
    searched = Signal(str)  # what stands in the search field now
    search_entered = Signal()  # Enter: the first match is meant

    def __init__(
        self, desk: Desk, background: Background, toasts: Callable[[], Toasts], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.today: Today | None = None
        self._asked = self._read = 0  # how often everything was asked for, and which of these came last
        self._of: str = ""  # the title of the card whose lines are all shown
        self._day, self._counts = Text("", "screen", wrap=True), Text("", "body", "ink2", wrap=True)
        self.search = SearchField()
        self.new = Button("New client", "user-plus", "primary", 48, "Ctrl N")
        self.board, self.all = Board(desk.now), AllLines()
        self.giving = SheetGiving(desk, background, _already_finished, toasts, self)
        self._minute = QTimer(self, interval=MINUTE)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def reread(self) -> None:
        """Read everything again, if anybody looks."""
        if self.isVisible():
            self._ask()

    def back(self) -> None:
        """From all lines of a card to the cards."""
        if self._of:
            card = self.board.card(self._of)
            self._of = ""
            self._stack.setCurrentWidget(self.board)
            card.all.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Show how it stands now."""
        super().showEvent(event)
        self._ask()
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks; next time it begins with the cards."""
        super().hideEvent(event)
        self._minute.stop()
        self.search.clear()
        self._of = ""
        self._stack.setCurrentWidget(self.board)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._day)
        words.addWidget(self._counts)
        self.search.setMinimumWidth(220)
        self.search.setMaximumWidth(300)
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 24, 12)
        head.setSpacing(12)
        head.addLayout(words, 3)
        head.addWidget(self.search, 2)
        head.addWidget(self.new)
        for page in (self.board, self.all):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self.search_entered)
        self.new.clicked.connect(lambda: self.new_requested.emit())
        self.board.new_requested.connect(self.new_requested)
        self.board.opened.connect(self._open)
        self.board.visit_requested.connect(self.visit_requested)
        self.board.all_requested.connect(self._show_all)
        self.board.sheets.export_requested.connect(lambda one: self.giving.export(_target(one), False))
        self.board.sheets.print_requested.connect(lambda one: self.giving.print(_target(one), False))
        self.giving.busy_changed.connect(self.board.sheets.show_busy)
        self.giving.given.connect(lambda _: self.reread())
        self.all.opened.connect(self._open)
        self.all.left.connect(self.back)
        self._minute.timeout.connect(self._tick)
        self._background.saved.connect(lambda _: self.reread())

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked

        def came(today: Today) -> None:
            self._read = asked
            self._show(today)

        self._background.ask(lambda: self._desk.today.read(), then=came, owner=self)

    def _tick(self) -> None:
        """A minute has passed; nobody reads a window that is folded away."""
        today = self.today
        if not self.isVisible() or self.window().isMinimized():
            return
        if today is None or self._read != self._asked:
            self._ask()  # something newer is on its way: what is shown must not come back after it
        else:
            self._background.ask(lambda: self._desk.today.later(today), then=self._show, owner=self)

    def _show(self, today: Today) -> None:
        self.today = today
        self._day.setText(say_full(today.at.date()))
        self._counts.setText(counts(today))
        self.board.show_day(today)
        if self._of:
            self._show_all(self._of)

    def _typed(self, text: str) -> None:
        if self.isVisible():
            self.searched.emit(text)

    def _open(self, line: Line) -> None:
        if line.visit:
            self.visit_requested.emit(line.visit)
        else:
            self.client_requested.emit(line.client)

    def _show_all(self, title: str) -> None:
        lines, first = self.board.card(title).lines, not self._of
        if not lines:
            self.back()
            return
        self._of = title
        self.all.show_lines(title, lines)
        self._stack.setCurrentWidget(self.all)
        if first:
            self.all.rows.setFocus(Qt.FocusReason.OtherFocusReason)


def _target(one: Ungiven) -> SheetTarget:
    return SheetTarget(one.visit, one.session, one.number, one.started, one.finished, earlier=True)


def _already_finished(target: SheetTarget, then: Callable[[], None]) -> None:
    """Nothing to stamp: only finished treatments are offered here."""
    assert not target.running
    then()
