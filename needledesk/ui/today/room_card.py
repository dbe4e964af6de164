"""In the room now: each visit that is not closed, how far it is, and the way into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.today import InRoom, Line, room_words
from needledesk.ui import icons
from needledesk.ui.today.day_card import DayCard, Rows
from needledesk.ui.visit.next_step import elapsed
from needledesk.ui.visit.section_state import steps
from needledesk.ui.widgets.avatar import Avatar
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.step_strip import strip
from needledesk.ui.widgets.text import Text


class RoomRow(QWidget):
    """`opened` says which visit. While a treatment runs, its clock runs."""

    opened = Signal(int)

    def __init__(self, one: InRoom, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now, self._work = now, one.visit.treatment
        self.clock = Text("", "clock", "primary")
        self.open = Button("Open", "arrow-right", "tonal", 48)
        self.open.setAccessibleName(f"Open the visit of {one.name}")
        self.open.clicked.connect(lambda: self.opened.emit(one.visit.id))
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(Avatar(one.initials, 48))
        upper.addLayout(self._words(one, now().date()), 1)
        upper.addWidget(self._where(one), 0, Qt.AlignmentFlag.AlignVCenter)
        upper.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addLayout(upper)
        column.addLayout(strip(steps(one.visit, one.verdict, one.asked)))
        self.tick()

    @property
    def running(self) -> bool:
        """Whether its treatment runs."""
        return self._work.started is not None and self._work.finished is None

    def tick(self) -> None:
        """Show how long it has been."""
        if self._work.started is not None and self._work.finished is None:
            now = self._now()
            self.clock.setText(elapsed(self._work.started, now))
            minutes = int(now.timestamp() - self._work.started.timestamp()) // 60
            self.clock.setAccessibleName(f"Needling for {minutes} minutes")

    def _words(self, one: InRoom, today: date) -> QVBoxLayout:
        text = room_words(one, today)
        if self._work.started is None:
            text += f" · {icons.tone(one.verdict.status)['word']}"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(one.name, "h2", wrap=True))
        words.addWidget(Text(text, "small", wrap=True))
        words.addStretch(1)
        return words

    def _where(self, one: InRoom) -> QWidget:
        """The running clock, when it ended, or the mark of the verdict."""
        if self._work.finished is not None:
            same = self._work.finished.date() == self._now().date()
            return Text(f"Finished {self._work.finished:%H:%M}" if same else "Not closed", "smallbold")
        return self.clock if self.running else MarkView(one.verdict.status, 32)


class RoomCard(DayCard):
    """The first few visits whole; the rest by `all_requested`. `opened` says which visit is to be opened."""

    opened = Signal(int)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__("In the room now", "Nobody is here. A new visit begins on the client’s page.", parent)
        self._now = now
        self._shown: tuple[InRoom, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)

    def show_room(self, found: tuple[InRoom, ...], lines: tuple[Line, ...]) -> None:
        """Show these; nothing moves if they are the same. `lines` are all of them, these and the rest."""
        if found != self._shown or lines != self.lines or not self.rows:
            self._shown, self.lines = found, lines
            made: Rows = {one.visit.id: self._maker(one) for one in found}
            self.show_rows(made, len(lines), f"All {len(lines):,} that are not closed")
        self._run()

    def showEvent(self, event: QShowEvent) -> None:
        """Clocks run while they are seen."""
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._second.stop()

    def _run(self) -> None:
        if self.isVisible() and any(isinstance(row, RoomRow) and row.running for row in self.rows.values()):
            self._tick()
            self._second.start()
        else:
            self._second.stop()

    def _tick(self) -> None:
        for row in self.rows.values():
            if isinstance(row, RoomRow):
                row.tick()

    def _maker(self, one: InRoom) -> Callable[[], QWidget]:
        def make() -> QWidget:
            row = RoomRow(one, self._now)
            row.opened.connect(self.opened)
            return row

        return make
