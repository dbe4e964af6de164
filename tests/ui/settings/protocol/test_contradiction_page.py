from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from needledesk.ui.settings.protocol.contradiction_page import ContradictionPage
from needledesk.ui.settings.protocol.practice_choice import READINGS
from needledesk.ui.widgets.buttons import Button

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def spots(keeper, show) -> ContradictionPage:
    made = show(ContradictionPage(keeper), 686, 600)
    made.show_spot("C-01")
    return made


def test_every_contradiction_is_shown_with_both_readings(spots, keeper) -> None:
    for spot in keeper.contradictions:
        spots.show_spot(spot.id)
        assert spots.title.text() == spot.title
        texts = [reading.text.text() for reading in (spots.source, spots.default, spots.other)]
        assert texts == [spot.source, spot.default, spot.other]


def test_the_switch_stands_where_the_practice_has_a_choice(spots, keeper) -> None:
    with_choice = []
    for spot in keeper.contradictions:
        spots.show_spot(spot.id)
        with_choice += [choice.reading.setting for choice in spots.choices if choice.isVisible()]
    assert sorted(with_choice) == sorted(reading.setting for reading in READINGS)


def test_the_switch_is_handed_on_and_follows_the_practice(spots, keeper, qtbot) -> None:
    choice = spots.choices[0]
    with qtbot.waitSignal(spots.chosen) as said:
        qtbot.mouseClick(choice.segment.parts["other"], Qt.MouseButton.LeftButton)
    assert said.args == ["source_advil", True]
    keeper.practice = replace(keeper.practice, source_advil=True)
    spots.refresh()
    assert choice.segment.value == "other"


def test_it_leads_to_the_rules_that_it_concerns(spots, keeper, qtbot, qapp) -> None:
    qapp.processEvents()
    ways = [button for button in spots.findChildren(Button) if button.isVisible()]
    assert [button.text().split()[0] for button in ways] == list(keeper.contradictions[0].rules)
    with qtbot.waitSignal(spots.rule_requested) as said:
        qtbot.mouseClick(ways[0], Qt.MouseButton.LeftButton)
    assert said.args == [keeper.contradictions[0].rules[0]]
