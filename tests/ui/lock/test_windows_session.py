from __future__ import annotations

import ctypes

import pytest
from PySide6.QtCore import QByteArray

from needledesk.ui.lock import windows_session
from needledesk.ui.lock.windows_session import Message, WindowsSession

LOCKED = (windows_session.WM_WTSSESSION_CHANGE, windows_session.WTS_SESSION_LOCK)
UNLOCKED = (windows_session.WM_WTSSESSION_CHANGE, 0x8)
AWAY = (windows_session.WM_WTSSESSION_CHANGE, windows_session.WTS_CONSOLE_DISCONNECT)
SLEEPS = (windows_session.WM_POWERBROADCAST, windows_session.PBT_APMSUSPEND)
WAKES = (windows_session.WM_POWERBROADCAST, 0x12)


@pytest.mark.parametrize(
    ("said", "why"), [(LOCKED, ["screen"]), (AWAY, ["away"]), (SLEEPS, ["sleep"]), (UNLOCKED, []), (WAKES, [])]
)
def test_what_windows_says_is_understood(qapp, said, why) -> None:
    session = WindowsSession()
    heard: list[str] = []
    session.left.connect(heard.append)
    message = Message(message=said[0], first=said[1])
    taken = session._window.nativeEvent(QByteArray(b"windows_generic_MSG"), ctypes.addressof(message))
    assert heard == why
    assert taken == (False, 0), "every message goes on to Qt"


def test_what_another_system_says_is_not_read(qapp) -> None:
    session = WindowsSession()
    assert session._window.nativeEvent(QByteArray(b"xcb_generic_event_t"), 0) == (False, 0)


def test_the_window_that_listens_is_never_seen(qapp) -> None:
    assert not WindowsSession()._window.isVisible()
