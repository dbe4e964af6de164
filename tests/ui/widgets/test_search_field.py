from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import TEXT_SIZES, Theme
from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.key_cap import KeyCap
from needledesk.ui.widgets.search_field import SearchField


@pytest.fixture
def field(qtbot: QtBot) -> SearchField:
    made = SearchField()
    qtbot.addWidget(made)
    made.resize(268, 48)
    made.show()
    return made


def test_it_shows_its_key_until_something_is_typed(field: SearchField, qtbot: QtBot) -> None:
    cap, clear = field.findChild(KeyCap), field.findChild(IconButton)
    assert (cap.isVisible(), clear.isVisible()) == (True, False)
    qtbot.keyClicks(field, "farn")
    assert (cap.isVisible(), clear.isVisible()) == (False, True)
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert (cap.isVisible(), clear.isVisible()) == (True, False)


def test_it_is_named(field: SearchField) -> None:
    assert field.accessibleName() == "Search: Name, phone or lot"
    assert field.findChild(IconButton).accessibleName() == "Clear the search"


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_nothing_in_it_overlaps(field: SearchField, qapp: QApplication, light: Theme, percent: int) -> None:
    light.apply(qapp, "light", percent)
    cap = field.findChild(KeyCap).geometry()
    assert field.height() == 48
    assert cap.right() < field.width()
    assert field.width() - field.textMargins().right() - 12 <= cap.left()
    assert field.textMargins().left() + 12 >= 13 + 20
