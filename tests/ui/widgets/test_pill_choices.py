from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice

ENDPOINTS = [Choice("none", "None"), Choice("redness", "Redness"), Choice("more", "More")]


@pytest.fixture
def one(show: Callable[[Any], Any]) -> PillChoices:
    return show(PillChoices(ENDPOINTS, "Endpoint"))


def made(qtbot: QtBot, choices: list[Choice], name: str, **options: object) -> PillChoices:
    row = PillChoices(choices, name, **options)
    qtbot.addWidget(row)
    row.resize(600, 50)
    row.show()
    return row


def test_one_at_most_is_chosen(one: PillChoices, qtbot: QtBot) -> None:
    said: list[str] = []
    one.chosen.connect(said.append)
    for key in ("none", "redness", "redness"):
        qtbot.mouseClick(one.pills[key], Qt.MouseButton.LeftButton)
    assert said == ["none", "redness"]
    assert one.value == "redness"
    assert one.values == ("redness",)


def test_a_value_that_is_set_says_nothing_and_can_be_none(one: PillChoices) -> None:
    said: list[str] = []
    one.chosen.connect(said.append)
    one.set_value("more")
    one.set_value("")
    assert said == []
    assert one.value == ""
    assert one.values == ()


def test_with_many_each_is_on_or_off(qtbot: QtBot) -> None:
    row = made(qtbot, ENDPOINTS, "Zones", many=True)
    said: list[tuple[str, bool]] = []
    row.toggled.connect(lambda key, on: said.append((key, on)))
    for key in ("none", "more", "none"):
        qtbot.mouseClick(row.pills[key], Qt.MouseButton.LeftButton)
    assert said == [("none", True), ("more", True), ("none", False)]
    row.set_values(("redness", "more"))
    assert row.values == ("redness", "more")
    assert len(said) == 3


def test_arrows_move_past_what_is_off(one: PillChoices, qtbot: QtBot) -> None:
    one.pills["redness"].setEnabled(False)
    one.pills["none"].setFocus()
    qtbot.keyClick(one.pills["none"], Qt.Key.Key_Right)
    assert one.pills["more"].hasFocus()
    qtbot.keyClick(one.pills["more"], Qt.Key.Key_Space)
    assert one.value == "more"


@pytest.mark.parametrize(("many", "role"), [(False, QAccessible.Role.RadioButton), (True, QAccessible.Role.CheckBox)])
def test_a_screen_reader_can_choose(qtbot: QtBot, many: bool, role: QAccessible.Role) -> None:
    row = made(qtbot, ENDPOINTS, "Endpoint", many=many)
    found = QAccessible.queryAccessibleInterface(row.pills["redness"])
    assert found.role() == role
    assert found.text(QAccessible.Text.Name) == "Endpoint: Redness"
    with qtbot.waitSignal(row.toggled if many else row.chosen):
        found.actionInterface().doAction("Toggle")
    assert row.values == ("redness",)


def test_depth_keys_keep_their_size(qtbot: QtBot) -> None:
    choices = [Choice("1.5", "1.5", "", "primary"), Choice("2.0", "2.0", "triangle-alert", "amber")]
    row = made(qtbot, choices, "Depth", wide=66, height=48)
    assert [(pill.width(), pill.height()) for pill in row.pills.values()] == [(66, 48), (66, 48)]


def test_pills_wrap_in_a_narrow_place(one: PillChoices) -> None:
    assert one.heightForWidth(120) > one.heightForWidth(600) == 44
