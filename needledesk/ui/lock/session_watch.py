"""What the system says of the session: its screen was locked, it goes to sleep, another user came in.

Linux says it on D-Bus, Windows by messages to a window. macOS says it only through frameworks that no dependency of
the program reaches: there the idle time counts, which also sees that the laptop has slept.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
PROPERTIES = "org.freedesktop.DBus.Properties"
#: Each desktop says in a name of its own that the screen is locked.
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)


class SessionWatch(QObject):
    """`left` carries why, as a key of `place.WHY`. A system that says nothing is no error."""

    left = Signal(str)


class BusWatch(SessionWatch):
    """Listens on both buses, and asks the login manager to hold the sleep back until the records are locked."""

    def __init__(self, parent: QObject | None = None) -> None:
        from PySide6.QtDBus import QDBusConnection

        super().__init__(parent)
        self._own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        self._calls: set[QDBusPendingCallWatcher] = set()
        self._delay: list[object] = []  # the sleep waits while this file is open; it closes with the process
        self._system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        for name in SCREEN_SAVERS:
            session.connect("", "", name, "ActiveChanged", self, _slot("screen_saver(bool)"))
        self._hear("", f"{LOGIN}.Session", "Lock", "session_locked(QDBusMessage)")
        self._hear(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", "goes_to_sleep(bool)")
        if self._own:
            self._hear(self._own, PROPERTIES, "PropertiesChanged", "session_changed(QDBusMessage)")
        what: list[object] = ["sleep", "NeedleDesk", "The records are locked first.", "delay"]
        self._ask(LOGIN_PATH, f"{LOGIN}.Manager", "Inhibit", what)

    @Slot(bool)
    def screen_saver(self, on: bool) -> None:
        """The desktop's own lock."""
        if on:
            self.left.emit("screen")

    @Slot("QDBusMessage")
    def session_locked(self, said: QDBusMessage) -> None:
        """The login manager locks a session: ours, or one of which we cannot know whether it is."""
        if not self._own or said.path() == self._own:
            self.left.emit("screen")

    @Slot(bool)
    def goes_to_sleep(self, begins: bool) -> None:
        """The lid was closed, or sleep was chosen. When it ends there is nothing left to do."""
        if begins:
            self.left.emit("sleep")

    @Slot("QDBusMessage")
    def session_changed(self, said: QDBusMessage) -> None:
        """Something of our session is different now: perhaps it is another user's turn."""
        if said.arguments()[:1] == [f"{LOGIN}.Session"]:
            self._ask(self._own, PROPERTIES, "Get", [f"{LOGIN}.Session", "Active"])

    def _hear(self, path: str, interface: str, signal: str, slot: str) -> None:
        self._system.connect("", path, interface, signal, self, _slot(slot))

    def _ask(self, path: str, interface: str, method: str, arguments: list[object]) -> None:
        """Ask the login manager, and do not wait."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        if not self._system.isConnected():
            return
        message = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        message.setArguments(arguments)
        call = QDBusPendingCallWatcher(self._system.asyncCall(message), self)
        call.finished.connect(self._answered)
        self._calls.add(call)

    def _answered(self, call: QDBusPendingCallWatcher) -> None:
        from PySide6.QtDBus import QDBusVariant

        self._calls.discard(call)
        answer: Any = None if call.isError() else next(iter(call.reply().arguments()), None)
        if isinstance(answer, QDBusVariant):
            answer = answer.variant()
        if answer is False:
            self.left.emit("away")
        elif answer is not None and answer is not True:
            self._delay = [answer]
        call.deleteLater()


def _slot(signature: str) -> bytes:
    """As Qt wants it; its own macro gives a str that its own method takes, against what both declare."""
    return cast(bytes, SLOT(signature))


def session_path(session: str) -> str:
    """Where the login manager keeps the session of that id; empty for none. `2`: `/org/…/session/_32`."""

    def escaped(place: int, sign: str) -> str:
        plain = sign.isascii() and (sign.isalpha() or (sign.isdigit() and place))
        return sign if plain else "".join(f"_{byte:02x}" for byte in sign.encode())

    name = "".join(escaped(place, sign) for place, sign in enumerate(session))
    return f"{LOGIN_PATH}/session/{name}" if name else ""
