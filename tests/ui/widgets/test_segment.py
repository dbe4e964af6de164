from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.segment import Choice, Segment

Show: TypeAlias = Callable[[Any], Any]


@pytest.fixture
def light_deep(show: Show) -> Segment:
    choices = [Choice("mild", "Light", "", "primary"), Choice("deep", "Deep", "", "primary")]
    return show(Segment(choices, "Intensity"))


def heard(segment: Segment) -> list[str]:
    said: list[str] = []
    segment.chosen.connect(said.append)
    return said


def test_a_new_segment_is_blank(light_deep: Segment) -> None:
    assert light_deep.value == ""
    assert not any(part.isChecked() for part in light_deep.parts.values())


def test_a_click_chooses_and_says_so_once(light_deep: Segment, qtbot: QtBot) -> None:
    said = heard(light_deep)
    qtbot.mouseClick(light_deep.parts["deep"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(light_deep.parts["deep"], Qt.MouseButton.LeftButton)
    assert said == ["deep"]
    assert light_deep.parts["deep"].isChecked()


def test_only_one_part_is_chosen(light_deep: Segment, qtbot: QtBot) -> None:
    for key in ("mild", "deep"):
        qtbot.mouseClick(light_deep.parts[key], Qt.MouseButton.LeftButton)
    assert [part.isChecked() for part in light_deep.parts.values()] == [False, True]


def test_a_value_that_is_set_says_nothing(light_deep: Segment) -> None:
    said = heard(light_deep)
    light_deep.set_value("mild")
    light_deep.set_value("")
    assert said == []
    assert not light_deep.parts["mild"].isChecked()


def test_delete_leaves_a_choice_that_must_be_made(light_deep: Segment, qtbot: QtBot) -> None:
    light_deep.set_value("deep")
    qtbot.keyClick(light_deep.parts["deep"], Qt.Key.Key_Delete)
    assert light_deep.value == "deep"
