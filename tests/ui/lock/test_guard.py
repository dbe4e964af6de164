from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from needledesk.settings import Settings
from needledesk.ui.lock.guard import NOTHING, Guard
from needledesk.ui.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("dressed")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def guard(window, desk, background, settings) -> Guard:
    made = Guard(window, desk, background, settings)
    made.places = []
    made.locked.connect(made.places.append)
    return made


def why(guard: Guard, qtbot) -> str:
    qtbot.waitUntil(lambda: bool(guard.places))
    return guard.places[0].why


def test_the_button_at_the_foot_of_the_rail_locks(guard, window, qtbot) -> None:
    qtbot.mouseClick(window.rail.lock, Qt.MouseButton.LeftButton)
    assert why(guard, qtbot) == "hand"


def test_ctrl_l_locks_wherever_the_cursor_is(guard, window, qtbot) -> None:
    window.clients.search.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, CTRL)
    assert why(guard, qtbot) == "hand"


def test_ctrl_l_locks_from_within_a_dialog(guard, window, qtbot) -> None:
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
    assert why(guard, qtbot) == "hand"
    assert not dialog.isVisible()


def test_left_alone_it_locks_with_the_minutes_said(guard, qtbot) -> None:
    guard.idle._touched = tuple(at - 5 * 60 - 1 for at in guard.idle._touched)
    guard.idle.look()
    assert why(guard, qtbot) == "idle"
    assert guard.places[0].minutes == 5


@pytest.mark.parametrize("reason", ["screen", "sleep", "away"])
def test_it_locks_with_the_session(guard, qtbot, reason) -> None:
    guard.session.left.emit(reason)
    assert why(guard, qtbot) == reason


def test_another_time_counts_at_once(guard, window, settings, settle, own_home) -> None:
    assert guard.idle._seconds == 5 * 60
    window.show_settings("lock")
    settle()
    page = window.pages.settings.page("lock")
    page.minutes.parts["15"].click()
    assert settings.lock_after == 15
    assert guard.idle._seconds == 15 * 60
    assert Settings.load(own_home).lock_after == 15


def test_without_a_passphrase_it_says_why_and_leads_to_the_settings(
    open_desk, background, settings, settle, press_in_dialog
) -> None:
    plain = open_desk("plain.needledesk")
    window = MainWindow(plain, background, settings, plain.practice.get(), ())
    window.show()
    settle()
    guard = Guard(window, plain, background, settings)
    told = press_in_dialog("Open the settings")
    window.rail.lock.click()
    settle()
    assert told == [NOTHING]
    assert window.pages.settings.current == "access"
    assert guard.idle._seconds == 0
    assert not guard.locking.begun
    plain.access.change(plain.access.lock("amber kettle window forty lake"))
    window.pages.settings.page("access").changed.emit()
    assert guard.idle._seconds == 60 * settings.lock_after
    assert guard.session is not None
    window.hide()
    window.deleteLater()
