from __future__ import annotations

from pytestqt.qtbot import QtBot

from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import FACE
from needledesk.ui.visit.plan_card import PlanCard


def test_it_says_what_is_planned_with_the_zones_put_away(qtbot: QtBot) -> None:
    card = PlanCard()
    qtbot.addWidget(card)
    card.show_plan(Plan(Intensity.MILD, tuple(FACE)), open_to_change=True)
    assert card.intensity.value == "mild"
    assert not card.zones.isVisibleTo(card)
    card.button.click()
    assert card.zones.isVisibleTo(card)
    card.fold()
    assert not card.zones.isVisibleTo(card)


def test_without_a_zone_the_zones_lie_open(qtbot: QtBot) -> None:
    card = PlanCard()
    qtbot.addWidget(card)
    card.show_plan(Plan(), open_to_change=True)
    assert card.zones.isVisibleTo(card)


def test_intensity_and_zones_can_be_changed(qtbot: QtBot) -> None:
    card = PlanCard()
    qtbot.addWidget(card)
    card.show_plan(Plan(Intensity.MILD, ("chin",)), open_to_change=True)
    with qtbot.waitSignal(card.changed) as said:
        card.intensity.parts[Intensity.DEEP].click()
    assert said.args == [Plan(Intensity.DEEP, ("chin",))]
    with qtbot.waitSignal(card.changed) as said:
        card.zones.pills.pills["nose"].click()
    assert said.args == [Plan(Intensity.MILD, ("nose", "chin"))]
    assert card.plan == Plan(Intensity.MILD, ("chin",))  # until the change has been taken


def test_a_plan_that_is_fixed_cannot_be_touched(qtbot: QtBot) -> None:
    card = PlanCard()
    qtbot.addWidget(card)
    card.show_plan(Plan(), open_to_change=False)
    assert not card.intensity.isEnabled()
    assert not card.zones.isEnabled()
