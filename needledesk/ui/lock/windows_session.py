"""Windows tells a window: the session was locked, the user changed, the laptop goes to sleep.

The window is one of its own that is never shown, so that no other message of the program comes by here.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QWidget

from needledesk.ui.lock.session_watch import SessionWatch

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK = 0x2, 0x4, 0x7
_THIS_SESSION = 0

#: (message, its first parameter): why the user is away
MEANING = {
    (WM_POWERBROADCAST, PBT_APMSUSPEND): "sleep",
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): "screen",
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): "away",
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): "away",
}


class Message(ctypes.Structure):
    """The beginning of a MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("first", ctypes.c_size_t),
        ("second", ctypes.c_ssize_t),
    )


class WindowsSession(SessionWatch):
    """Registers its hidden window with the system."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = _Listener(self)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(self._window.winId()), _THIS_SESSION)

    def take(self, message: int, first: int) -> None:
        """A message to the window."""
        why = MEANING.get((message, first))
        if why is not None:
            self.left.emit(why)


class _Listener(QWidget):
    def __init__(self, watch: WindowsSession) -> None:
        super().__init__()
        self._watch = watch

    def nativeEvent(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        """Every message of Windows to this window; all of them go on to Qt."""
        if bytes(QByteArray(kind).data()).startswith(b"windows"):
            said = Message.from_address(int(message))
            self._watch.take(said.message, said.first)
        return False, 0
