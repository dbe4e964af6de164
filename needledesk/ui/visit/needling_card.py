"""How long the needling has been going on, counted from the stored start: it survives a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.history_words import count
from needledesk.ui.visit.next_step import elapsed
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.text import Text

#: Minutes that a session takes on average (S-EXP-01, line 4).
ABOUT = 30


class NeedlingCard(Card):
    """A running clock; it stands still while it is not shown. `undo_requested`: the start was not meant."""

    undo_requested = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._now = now
        self._started: datetime | None = None
        self.time, self._since = Text("", "timer"), Text("", "small")
        self._bar = Progress("Needling")
        self.undo = Button("Not started", "undo-2", "quiet")
        self.undo.setAccessibleDescription("Takes the start back, while nothing is recorded")
        self.undo.clicked.connect(self.undo_requested)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.show_time)
        head, digits = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView("timer", "primary", 20))
        head.addWidget(Text("Needling", "h3"), 1)
        head.addWidget(self._since)
        digits.setSpacing(8)
        digits.addWidget(self.time)
        digits.addWidget(Text(f"of about {ABOUT} min", "body", "ink2"), 1)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.body.addLayout(digits)
        self.body.addWidget(self._bar)
        self.body.addWidget(self.undo)

    def run_from(self, started: datetime | None) -> None:
        """Count from that moment; None stops the clock."""
        self._started = started
        if started is None:
            self._tick.stop()
            return
        self._since.setText(f"since {started:%H:%M}")
        self.show_time()
        self._tick.start()

    def show_time(self) -> None:
        """Show how long it has been."""
        if self._started is None:
            return
        now = self._now()
        self.time.setText(elapsed(self._started, now))
        minutes = (now.timestamp() - self._started.timestamp()) / 60
        self._bar.show_share(minutes / ABOUT)
        name = f"Needling for {count(int(minutes), 'minute')}"
        if self.accessibleName() != name:
            self.setAccessibleName(name)
