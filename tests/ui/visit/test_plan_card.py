from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Cartridge, Endpoint, Intensity, Treatment, ZoneWork
from needledesk.domain.zones import FACE
from needledesk.ui.visit.plan_card import PlanCard
from needledesk.ui.visit.screening_page import ScreeningPage


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


def test_in_a_visit_the_plan_moves_the_verdict_and_its_date(open_visit, desk, clock, new_visit, settle, qtbot) -> None:
    """P8: after a light session 14 days to a light one, 28 to a deep one."""
    first = new_visit()
    desk.treatment.start(first.id)
    cartridge = Cartridge("C26-0419", date(2031, 3, 31), 16, opened_in_front=True)
    work = (ZoneWork("chin", 0.5, 2),)
    desk.treatment.change(first.id, Treatment(zones=work, cartridge=cartridge, endpoint=Endpoint.REDNESS))
    desk.treatment.finish(first.id)
    desk.visits.close(first.id)
    clock.at += timedelta(days=20)
    second = desk.visits.begin(first.client)
    for question in desk.protocol().asked:
        desk.screening.answer(second.id, question.key, Answer(Reply.NO))
    open_visit.open(second.id)
    settle()
    page = ScreeningPage(open_visit)
    qtbot.addWidget(page)
    assert (open_visit.verdict.status, open_visit.verdict.earliest) == (Status.PROCEED, None)
    page.plan_card.intensity.parts[Intensity.DEEP].click()
    settle()
    assert (open_visit.verdict.status, open_visit.verdict.earliest) == (Status.NOT_TODAY, date(2026, 12, 20))
    assert open_visit.verdict.findings[0].arithmetic == "22 Nov 2026 + 28 days = Sun 20 Dec 2026"
    assert not open_visit.startable
    assert desk.screening.verdict(second.id) == open_visit.verdict
    page.plan_card.intensity.parts[Intensity.MILD].click()
    settle()
    assert (open_visit.verdict.status, open_visit.verdict.earliest) == (Status.PROCEED, None)
