"""On the lock screen: that a visit is open, and how long the needling has been going on. Nobody is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.history_words import count
from needledesk.ui.place import Place, moment
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

OPEN = "One visit is open."
RUNS = f"{OPEN} Timers keep running."


class StillRunning(Card):
    """A card that counts on from the stored start."""

    def __init__(
        self, place: Place, now: Callable[[], datetime] = lambda: datetime.now(UTC), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._now, self._started = now, moment(place.needling)
        runs = self._started is not None
        self.time = Text("", "h3")
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(14)
        words.setSpacing(2)
        row.addWidget(IconView("timer" if runs else "clipboard-check", "primary", 24))
        if runs:
            words.addWidget(self.time)
        words.addWidget(Text(RUNS if runs else OPEN, "small", "ink2"))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.show_time)
        if runs:
            self._tick.start()
        self.show_time()

    def show_time(self) -> None:
        """Show how long it has been."""
        if self._started is None:
            self.setAccessibleName(OPEN)
            return
        seconds = max(0, int((self._now() - self._started).total_seconds()))
        minutes, rest = divmod(seconds, 60)
        hours, within = divmod(minutes, 60)
        self.time.setText(f"Needling {hours}:{within:02}:{rest:02}" if hours else f"Needling {minutes:02}:{rest:02}")
        self.setAccessibleName(f"Needling for {count(minutes, 'minute')}. {RUNS}")
