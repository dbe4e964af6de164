from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QSpinBox
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.stepper import Stepper


@pytest.fixture
def passes(show: Callable[[Any], Any]) -> Stepper:
    return show(Stepper(3, 1, 4))


def button(stepper: Stepper, name: str) -> QAbstractButton:
    return next(each for each in stepper.findChildren(QAbstractButton) if each.accessibleName().endswith(name))


def test_minus_and_plus_step_and_say_so(passes: Stepper, qtbot: QtBot) -> None:
    said: list[int] = []
    passes.changed.connect(said.append)
    qtbot.mouseClick(button(passes, "one more"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(passes, "one less"), Qt.MouseButton.LeftButton)
    assert said == [4, 3]


def test_fast_taps_all_count(passes: Stepper, qtbot: QtBot) -> None:
    less = button(passes, "one less")
    place = less.mapTo(passes, less.rect().center())
    qtbot.mouseDClick(passes.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert passes.value == 1


def test_it_stops_at_the_ends(passes: Stepper, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.mouseClick(button(passes, "one more"), Qt.MouseButton.LeftButton)
    assert passes.value == 4
    assert not button(passes, "one more").isEnabled()
    assert button(passes, "one less").isEnabled()


def test_a_set_number_says_nothing(passes: Stepper) -> None:
    said: list[int] = []
    passes.changed.connect(said.append)
    passes.set_value(1)
    assert said == []
    assert not button(passes, "one less").isEnabled()


def test_keys_step_and_type(passes: Stepper, qtbot: QtBot) -> None:
    number = passes.findChild(QSpinBox)
    for key, value in ((Qt.Key.Key_Right, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 3)):
        qtbot.keyClick(number, key)
        assert passes.value == value
    number.selectAll()
    qtbot.keyClicks(number, "1")
    assert passes.value == 1


def test_a_screen_reader_finds_a_number_with_its_name(passes: Stepper) -> None:
    found = QAccessible.queryAccessibleInterface(passes.findChild(QSpinBox))
    assert found.role() == QAccessible.Role.SpinBox
    assert found.text(QAccessible.Text.Name) == "Passes"
    assert found.valueInterface().currentValue() == 3


def test_the_number_can_be_seen_and_the_buttons_hit(passes: Stepper) -> None:
    number = passes.findChild(QSpinBox)
    assert number.lineEdit().width() >= 30
    assert all(each.width() >= 44 and each.height() >= 44 for each in passes.findChildren(QAbstractButton))
