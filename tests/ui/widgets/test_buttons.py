from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import KINDS, Button, IconButton


def made(qtbot: QtBot, *args: object, **options: object) -> Button:
    button = Button(*args, **options)
    qtbot.addWidget(button)
    button.show()
    return button


@pytest.mark.parametrize("height", [44, 48, 56, 72])
def test_a_button_is_as_high_as_asked(qtbot: QtBot, height: int) -> None:
    assert made(qtbot, "Print", "printer", height=height).height() == height


def test_big_buttons_are_lower_on_a_short_screen(qtbot: QtBot, qapp: QApplication, light: Theme) -> None:
    light.apply(qapp, "light", short=True)
    heights = [made(qtbot, "Print", height=height).sizeHint().height() for height in (44, 48, 56)]
    assert heights == [44, 44, 48]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_it_is_pressed_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    button = made(qtbot, "Print")
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_the_second_press_of_a_double_click_is_not_for_what_has_come_under_the_pointer(
    show: Callable[[Any], Any], qtbot: QtBot
) -> None:
    window = show(QWidget())
    window.resize(200, 100)
    first, second = Button("Keep", parent=window), Button("Start", parent=window)
    for button in (first, second):
        button.setGeometry(0, 0, 200, 60)
    first.show()
    pressed: list[str] = []
    first.clicked.connect(lambda: (pressed.append("first"), first.hide(), second.show()))
    second.clicked.connect(lambda: pressed.append("second"))
    qtbot.mouseDClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(50, 30))
    assert second.isVisible()
    assert pressed == ["first"]
    qtbot.wait(QApplication.doubleClickInterval() + 20)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert pressed == ["first", "second"]


@pytest.mark.parametrize(("repeats", "times"), [(False, 1), (True, 2)])
def test_fast_presses_count_only_where_they_are_meant(
    show: Callable[[Any], Any], qtbot: QtBot, repeats: bool, times: int
) -> None:
    button = show(Button("More"))
    button.repeats = repeats
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.mouseDClick(button.windowHandle(), Qt.MouseButton.LeftButton, pos=button.rect().center())
    assert len(pressed) == times


def test_a_screen_reader_finds_a_button_with_its_name_and_key(qtbot: QtBot) -> None:
    button = made(qtbot, "Finish treatment", "flag", "primary", 56, "F9")
    found = QAccessible.queryAccessibleInterface(button)
    assert found.role() == QAccessible.Role.Button
    assert found.text(QAccessible.Text.Name) == "Finish treatment"
    assert found.text(QAccessible.Text.Description) == "Key F9"
    assert "Press" in found.actionInterface().actionNames()


def test_an_icon_button_has_a_name_and_is_square(qtbot: QtBot) -> None:
    button = IconButton("x", "Clear the search")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Clear the search"
    assert (button.sizeHint().width(), button.sizeHint().height()) == (44, 44)


def test_while_busy_it_is_off_and_afterwards_as_before(qtbot: QtBot) -> None:
    button = made(qtbot, "Print", "printer")
    button.set_busy(True)
    assert button.busy
    assert not button.isEnabled()
    button.set_busy(False)
    assert button.isEnabled()
    button.setEnabled(False)
    button.set_busy(True)
    button.set_busy(False)
    assert not button.isEnabled()


def test_the_focus_comes_back_once_the_work_is_done(show: Callable[[Any], Any]) -> None:
    window = show(QWidget())
    button, other = Button("Check", parent=window), Button("Discard", parent=window)
    button.show()
    other.show()
    button.setFocus()
    button.set_busy(True)
    assert window.focusWidget() is None
    button.set_busy(False)
    assert window.focusWidget() is button
    button.set_busy(True)
    other.setFocus()
    button.set_busy(False)
    assert window.focusWidget() is other


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_shows_its_ground_and_presses_at_once(qtbot: QtBot, light: Theme, kind: str) -> None:
    button = made(qtbot, "Print", kind=kind)
    spot = QPoint(6, button.height() // 2)
    ground, _, _, _, down = KINDS[kind]
    if ground:
        assert button.grab().toImage().pixelColor(spot) == light.colour(ground)
    button.setDown(True)
    assert button.grab().toImage().pixelColor(spot) == light.colour(down)


def test_a_button_that_is_off_looks_off(qtbot: QtBot, light: Theme) -> None:
    button = made(qtbot, "Print", kind="primary")
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(6, 22) == light.colour("sunken")


def test_the_focus_can_be_seen(show: Callable[[Any], Any], light: Theme) -> None:
    button = show(Button("Print", kind="primary"))
    button.setFocus()
    assert button.grab().toImage().pixelColor(1, 22) == light.colour("focus")
    assert button.grab().toImage().pixelColor(2, 22) == light.colour("surface")


def test_a_new_caption_is_its_new_name_and_width(qtbot: QtBot) -> None:
    button = made(qtbot, "Next", key="F8")
    narrow = button.sizeHint().width()
    button.set_caption("Start the treatment", "flag")
    assert button.accessibleName() == "Start the treatment"
    assert button.sizeHint().width() > narrow


def test_a_narrow_place_gets_smaller_type_and_loses_the_key_first(
    qtbot: QtBot, qapp: QApplication, light: Theme
) -> None:
    light.apply(qapp, "light", 130)
    button = made(qtbot, "Aftercare: Export PDF", "file-down", "primary", 56, "Ctrl E")
    assert button.minimumSizeHint().width() <= 272
    wide_font, wide_cap = button._fitting(600)
    font, cap = button._fitting(230)
    assert wide_cap > 0
    assert cap == 0
    assert button._words(font) + 8 <= 230
    assert font.pixelSize() < wide_font.pixelSize()
