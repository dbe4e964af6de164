from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from needledesk.ui.rail import PLACES, Rail

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def rail(qtbot) -> Rail:
    made = Rail()
    qtbot.addWidget(made)
    made.resize(80, 640)
    made.show()
    return made


def test_only_places_that_exist_are_offered(rail) -> None:
    assert [item.text() for item in rail.items.values()] == ["Today", "Clients", "Settings"]


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_asked_for_by_click_and_by_key(rail, qtbot, place) -> None:
    asked: list[str] = []
    rail.place_requested.connect(asked.append)
    qtbot.mouseClick(rail.items[place], Qt.MouseButton.LeftButton)
    rail.items[place].setFocus()
    qtbot.keyClick(rail.items[place], Qt.Key.Key_Space)
    assert asked == [place, place]


def test_one_place_is_marked(rail) -> None:
    rail.show_place("clients")
    rail.show_place("settings")
    assert [item.isChecked() for item in rail.items.values()] == [False, False, True]


def test_every_item_is_large_enough_named_and_can_be_pressed(rail) -> None:
    for item in rail.items.values():
        assert item.width() >= 64
        assert item.height() >= 64
        spoken = QAccessible.queryAccessibleInterface(item)
        assert spoken.text(QAccessible.Text.Name) in ("Today", "Clients", "Settings")
        assert spoken.actionInterface() is not None
