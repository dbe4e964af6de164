from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from needledesk.ui.widgets.choice_card import ChoiceCard


@pytest.fixture
def page(show) -> QWidget:
    return show(QWidget())


@pytest.fixture
def pair(page) -> tuple[ChoiceCard, ChoiceCard]:
    column = QVBoxLayout(page)
    cards = ChoiceCard("With", "Asked for at each start"), ChoiceCard("Without", "Anyone can read it")
    QVBoxLayout(cards[0].more).addWidget(QLabel("what belongs to it"))
    for card in cards:
        column.addWidget(card)
    page.resize(600, 400)
    return cards


def test_one_of_them_is_chosen_by_a_click_anywhere_on_the_card(pair, qtbot) -> None:
    one, other = pair
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPoint(one.width() - 5, 5))
    assert (one.isChecked(), other.isChecked()) == (True, False)
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (one.isChecked(), other.isChecked()) == (False, True)


def test_what_belongs_to_a_choice_shows_while_it_is_chosen(pair) -> None:
    one, other = pair
    one.click()
    assert one.more.isVisible()
    other.click()
    assert not one.more.isVisible()
    assert not other.more.isVisible()


def test_a_screen_reader_finds_a_radio_button_with_its_meaning(pair) -> None:
    spoken = QAccessible.queryAccessibleInterface(pair[1])
    assert spoken.role() == QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "Without"
    assert spoken.text(QAccessible.Text.Description) == "Anyone can read it"
