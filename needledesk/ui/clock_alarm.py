"""Says so when the laptop's clock cannot be right: waits and sheets count from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts

EVERY_MS = 30_000


class ClockAlarm(QObject):
    """Asks at once, and then twice a minute. What the history was told of is said once."""

    def __init__(self, desk: Desk, background: Background, toasts: Callable[[], Toasts], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background, self._toasts = desk, background, toasts
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        background.closing.connect(self._timer.stop)
        self.look()

    def look(self) -> None:
        """Whether the clock jumped meanwhile."""
        self._background.ask(self._desk.history.watch_clock, then=self._tell, failed=_leave, owner=self)

    def _tell(self, warning: str) -> None:
        if warning:
            self._toasts().say(warning, "clock")


def _leave(_: DeskError) -> None:
    """A full disk is told where something is to be kept."""
