from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from needledesk.ui.typing_pause import LONGEST, PAUSE, TypingPause


@pytest.fixture
def pause(qtbot):
    owner = QObject()
    made = TypingPause(owner, 60, 200)
    made.owner, made.times = owner, []
    made.over.connect(lambda: made.times.append(time.monotonic()))
    return made


def test_the_goals_are_kept() -> None:
    assert PAUSE < 1000
    assert LONGEST < 5000


def test_it_is_over_shortly_after_the_last_key(pause, qtbot) -> None:
    pause.touch()
    assert pause.running
    qtbot.waitUntil(lambda: len(pause.times) == 1, timeout=1000)
    assert not pause.running
    QTest.qWait(250)
    assert len(pause.times) == 1


def test_keys_that_do_not_stop_are_kept_all_the_same(pause) -> None:
    began = time.monotonic()
    while time.monotonic() - began < 0.5:
        pause.touch()
        QTest.qWait(15)
    assert len(pause.times) >= 2
    assert pause.times[0] - began < 0.4


def test_stopped_it_says_nothing(pause) -> None:
    pause.touch()
    pause.stop()
    QTest.qWait(250)
    assert not pause.times
