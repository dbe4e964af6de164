"""A visit begins once, shows on the timeline, closes as treated or not, and then refuses change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Status
from needledesk.domain.treatment import Cartridge, Intensity
from needledesk.domain.visits import VisitState
from needledesk.errors import NotNow


def test_beginning_twice_gives_the_same_open_visit(desk: Desk, begin) -> None:
    visit = begin()
    assert desk.visits.begin(visit.client).id == visit.id


def test_a_first_visit_is_planned_light_on_the_full_face(desk: Desk, begin) -> None:
    visit = begin()
    assert visit.plan.intensity is Intensity.MILD
    assert len(visit.plan.zones) == 11


def test_a_visit_without_lot_and_expiry_cannot_be_closed(desk: Desk, begin, record) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, replace(record, cartridge=Cartridge()))
    desk.treatment.finish(visit.id)
    with pytest.raises(NotNow, match="lot is missing"):
        desk.visits.close(visit.id)
    desk.treatment.change(visit.id, record)
    assert desk.visits.close(visit.id) is VisitState.CLOSED


def test_a_closed_visit_refuses_every_change(desk: Desk, begin, record) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    desk.treatment.finish(visit.id)
    desk.visits.close(visit.id)
    for change in (
        lambda: desk.treatment.change(visit.id, replace(record, device="other")),
        lambda: desk.treatment.write_note(visit.id, "later"),
        lambda: desk.treatment.finish(visit.id),
        lambda: desk.screening.answer(visit.id, "pregnant", None),
        lambda: desk.visits.close(visit.id),
    ):
        with pytest.raises(NotNow):
            change()
    assert desk.visits.get(visit.id).treatment.device == "Pen 2"


def test_an_untreated_visit_keeps_its_verdict_and_shows_the_date(desk: Desk, begin) -> None:
    aspirin = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)
    visit = begin(aspirin=aspirin)
    assert desk.visits.close(visit.id) is VisitState.NOT_TREATED
    card = desk.visits.timeline(visit.client)[0]
    assert card.title == "Not today: earliest Thu 26 Nov"
    assert card.status == Status.NOT_TODAY
    assert desk.clients.find("Client")[0].text == "Not before Thu 26 Nov"


def test_the_timeline_tells_what_was_done_newest_first(desk: Desk, begin, record, clock) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    clock.at += timedelta(minutes=40)
    desk.treatment.finish(visit.id)
    desk.visits.close(visit.id)
    assert desk.clients.find("Client")[0].text == "Next from Sun 6 Dec"
    clock.at += timedelta(days=20)
    desk.visits.begin(visit.client)
    newest, first = desk.visits.timeline(visit.client)
    assert newest.title == "Session 2 in progress"
    assert first.title == "Session 1 · light, cheeks 0.5 mm"
    assert "finished 14:10" in first.lines[0]
    assert desk.clients.find("Client")[0].state == "open"
