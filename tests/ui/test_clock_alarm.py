"""A clock that cannot be right is said once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget

from needledesk.ui.clock_alarm import ClockAlarm
from needledesk.ui.messages import Toasts

pytestmark = pytest.mark.usefixtures("dressed")


def test_a_jump_is_said_once(desk, background, clock, qtbot, settle) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    toasts = Toasts(host)
    alarm = ClockAlarm(desk, background, lambda: toasts, host)
    settle()
    assert toasts.text == ""
    clock.at -= timedelta(hours=2)
    alarm.look()
    settle()
    assert toasts.text.startswith("Clock went back by 2 h 00 min. Check the laptop")
    toasts.dismiss()
    alarm.look()
    settle()
    assert toasts.text == ""
