from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.switch import Switch


@pytest.fixture
def switch(qtbot: QtBot) -> Switch:
    made = Switch("Studio logo")
    qtbot.addWidget(made)
    made.resize(300, 44)
    made.show()
    return made


def test_a_click_anywhere_and_space_switch_it(switch: Switch, qtbot: QtBot) -> None:
    said: list[bool] = []
    switch.toggled.connect(said.append)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert said == [True, False]


def test_a_screen_reader_finds_a_check_box(switch: Switch) -> None:
    found = QAccessible.queryAccessibleInterface(switch)
    assert found.role() == QAccessible.Role.CheckBox
    assert found.text(QAccessible.Text.Name) == "Studio logo"
    found.actionInterface().doAction("Toggle")
    assert switch.isChecked()
    assert found.state().checked


def test_on_and_off_look_different_without_colour(switch: Switch, light: Theme) -> None:
    off = switch.grab().toImage()
    switch.setChecked(True)
    on = switch.grab().toImage()
    left, right = switch.width() - 42, switch.width() - 14
    assert off.pixelColor(left, 22) == light.colour("line_strong")  # the knob is at the left
    assert on.pixelColor(right, 22) == light.colour("on_primary")  # and now at the right
    assert on.pixelColor(left, 22) == light.colour("primary")


def test_a_name_can_say_more_than_the_text(qtbot: QtBot) -> None:
    switch = Switch("", "Outline only")
    qtbot.addWidget(switch)
    assert switch.accessibleName() == "Outline only"
    assert switch.sizeHint().height() == 44
