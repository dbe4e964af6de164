from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from needledesk.ui.idle_watch import IdleWatch, clocks

MINUTES = 5 * 60.0


class Clocks:
    """Two clocks that run together until one of them is moved alone."""

    def __init__(self) -> None:
        self.running, self.wall = 1000.0, 50_000.0

    def __call__(self) -> tuple[float, float]:
        return self.running, self.wall

    def pass_by(self, seconds: float) -> None:
        self.running += seconds
        self.wall += seconds


@pytest.fixture
def clock() -> Clocks:
    return Clocks()


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.line = QLineEdit()
    QVBoxLayout(made).addWidget(made.line)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def watch(window, clock) -> IdleWatch:
    made = IdleWatch(MINUTES, clock, window)
    made._tick.stop()  # the tests look when they want to
    made.look()  # where the pointer stands
    made.said = []
    made.idle.connect(lambda: made.said.append(clock.running))
    return made


def test_it_says_so_once_the_time_is_over(watch, clock) -> None:
    clock.pass_by(MINUTES - 1)
    watch.look()
    assert not watch.said
    clock.pass_by(1)
    watch.look()
    watch.look()
    assert len(watch.said) == 1


@pytest.mark.parametrize("touch", ["key", "mouse", "wheel", "typed"])
def test_every_touch_begins_the_time_anew(watch, window, clock, touch) -> None:
    clock.pass_by(MINUTES - 1)
    handle = window.windowHandle()
    if touch == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
    elif touch == "mouse":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 20))
    elif touch == "wheel":
        QTest.wheelEvent(handle, QPoint(20, 20), QPoint(0, 120))
    else:
        window.line.setFocus()
        window.line.insert("what an input method wrote")
    clock.pass_by(2)
    watch.look()
    assert not watch.said
    clock.pass_by(MINUTES)
    watch.look()
    assert watch.said


def test_a_dialog_is_watched_as_well_and_the_time_runs_out_in_it(watch, window, clock, qtbot) -> None:
    dialog = QDialog(window)
    line = QLineEdit(dialog)
    watch._tick.setInterval(5)
    watch._tick.start()
    looked = []

    def typed() -> None:
        clock.pass_by(MINUTES - 1)
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
        clock.pass_by(2)
        watch.look()
        looked.append(list(watch.said))
        clock.pass_by(MINUTES)

    QTimer.singleShot(50, typed)
    watch.idle.connect(dialog.reject)
    line.setFocus()
    dialog.exec()  # ends only because the watch says so
    assert looked == [[]]
    assert len(watch.said) == 1


def test_sleep_longer_than_the_time_locks_at_the_first_look(watch, clock) -> None:
    clock.wall += MINUTES + 1  # the other clock stood still
    watch.look()
    assert watch.said


def test_the_key_that_wakes_the_laptop_does_not_keep_the_lock_away(watch, window, clock) -> None:
    clock.wall += 8 * 3600
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    watch.look()
    assert watch.said


def test_a_clock_that_is_set_back_keeps_nothing_open(watch, clock) -> None:
    clock.wall -= 86_400
    clock.running += MINUTES
    watch.look()
    assert watch.said


def test_zero_is_never(watch, clock) -> None:
    watch.set_seconds(0)
    clock.pass_by(1e6)
    watch.look()
    assert not watch.said


def test_another_time_counts_from_when_it_is_chosen(watch, clock) -> None:
    clock.pass_by(MINUTES - 1)
    watch.set_seconds(60)
    clock.pass_by(59)
    watch.look()
    assert not watch.said
    clock.pass_by(1)
    watch.look()
    assert watch.said


def test_ctrl_l_is_heard_from_within_a_dialog_only(watch, window, qtbot) -> None:
    asked = []
    watch.lock_key.connect(lambda: asked.append(True))
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, held)  # there it is the window's own key
    assert not asked
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L)
    assert not asked
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, held)
    assert asked == [True]
    dialog.close()


def test_a_window_that_is_gone_is_followed_no_longer(watch, window, qtbot, clock) -> None:
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.close()
    dialog.deleteLater()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    clock.pass_by(MINUTES - 1)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    clock.pass_by(2)
    watch.look()
    assert not watch.said


def test_the_real_clocks_run() -> None:
    first, second = clocks(), clocks()
    assert all(after >= before for before, after in zip(first, second, strict=True))
