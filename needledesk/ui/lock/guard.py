"""When the lock falls: by hand, after a while without a touch, with the screen, the sleep, another user's turn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from needledesk.ui import messages
from needledesk.ui.idle_watch import IdleWatch
from needledesk.ui.lock.locking import Locking
from needledesk.ui.lock.session_watch import BusWatch, SessionWatch
from needledesk.ui.lock.unfinished import offer
from needledesk.ui.lock.way_back import WayBack

if TYPE_CHECKING:
    from needledesk.desk.desk import Desk
    from needledesk.settings import Settings
    from needledesk.ui.background import Background
    from needledesk.ui.main_window import MainWindow
    from needledesk.ui.place import Place

NOTHING = "Nothing to lock with"
WHY_NOTHING = "These records have no passphrase, so whoever sits here could open them again at once."


class Guard(QObject):
    """Watches over one window's open desk. `locked` carries the Place to come back to: the process is to end."""

    locked = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, background: Background, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._desk, self._background = desk, background
        self.session: SessionWatch | None = None
        self.locking = Locking(window, desk, background)
        self.locking.locked.connect(self.locked)
        window.lock_requested.connect(self.lock_now)
        self.idle = IdleWatch(self._seconds(), parent=self)
        self.idle.idle.connect(self._left_alone)
        self.idle.lock_key.connect(self.lock_now)
        self._watch_session()
        window.lock_changed.connect(self._set_idle_time)

    def go_back(self, place: Place | None) -> None:
        """To where the last lock fell; after any other end, what was typed and never kept is offered."""
        if place is not None:
            WayBack(self._window, place).go()
        else:
            offer(self._window, self._desk, self._background)

    def lock_now(self) -> None:
        """By hand. Without a passphrase it is said why not, with the way to one."""
        if self._desk.encrypted:
            self.locking.lock("hand")
        elif messages.ask(self._window, NOTHING, WHY_NOTHING, "Open the settings", icon="settings"):
            self._window.show_settings("access")

    def _left_alone(self) -> None:
        self.locking.lock("idle", self._settings.lock_after)

    def _watch_session(self) -> None:
        """From when on there is a passphrase."""
        if self._desk.encrypted and self.session is None:
            self.session = session_watch(self)
            self.session.left.connect(self.locking.lock)

    def _set_idle_time(self) -> None:
        self._watch_session()
        self.idle.set_seconds(self._seconds())

    def _seconds(self) -> int:
        return 60 * self._settings.lock_after if self._desk.encrypted else 0


def session_watch(parent: QObject) -> SessionWatch:
    """The one that fits this system."""
    if sys.platform == "win32":
        from needledesk.ui.lock.windows_session import WindowsSession

        return WindowsSession(parent)
    return SessionWatch(parent) if sys.platform == "darwin" else BusWatch(parent)
