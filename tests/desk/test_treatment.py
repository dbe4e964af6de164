"""Treatment starts only where the verdict lets it, keeps what is written, and stamps a finish that can be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Cartridge, Intensity, Product, Severity, Treatment, ZoneWork
from needledesk.domain.visits import VisitState
from needledesk.errors import BadInput, NotNow


@pytest.mark.parametrize(
    "said",
    [
        {"pregnant": Answer(Reply.YES)},
        {"pregnant": Answer(Reply.UNSURE)},
        {"diabetes": Answer(Reply.YES)},
        {"x_viral_lesion_active": Answer(Reply.YES, zones=("chin",))},
    ],
    ids=["do not treat", "incomplete", "clearance", "not today"],
)
def test_treatment_does_not_start_against_the_verdict(desk: Desk, begin, said) -> None:
    visit = begin(**said)
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)
    assert desk.visits.get(visit.id).treatment.started is None


def test_starting_twice_keeps_the_first_stamp(desk: Desk, begin, clock) -> None:
    visit = begin()
    first = desk.treatment.start(visit.id)
    clock.at += timedelta(minutes=5)
    assert desk.treatment.start(visit.id) == first


def test_everything_written_comes_back_and_stamps_stay(desk: Desk, begin, record) -> None:
    visit = begin()
    started = desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    desk.treatment.write_note(visit.id, "14:02 even redness\n14:15 chin not touched")
    kept = desk.visits.get(visit.id)
    assert kept.treatment == replace(record, started=started)
    assert kept.treatment.intensity is Intensity.MILD
    assert kept.note == "14:02 even redness\n14:15 chin not touched"


def test_zones_left_out_today_and_eyelids_are_refused(desk: Desk, begin, record) -> None:
    visit = begin(acne_active=Answer(Reply.YES, zones=("chin",)))
    desk.treatment.start(visit.id)
    with pytest.raises(BadInput, match="left out today"):
        desk.treatment.change(visit.id, replace(record, zones=(ZoneWork("chin", 0.5, 1),)))
    with pytest.raises(BadInput, match="never treated"):
        desk.treatment.change(visit.id, replace(record, zones=(ZoneWork("lip_vermilion", 0.5, 1),)))


def test_what_was_found_outside_the_plan_is_not_treated_either(desk: Desk, begin, record) -> None:
    visit = begin(raised_mole=Answer(Reply.YES, zones=("nose",)))
    desk.screening.plan(visit.id, Plan(zones=("cheek_left", "cheek_right")))
    assert desk.screening.verdict(visit.id).status is Status.PROCEED
    desk.treatment.start(visit.id)
    with pytest.raises(BadInput, match="Nose is left out today: raised mole"):
        desk.treatment.change(visit.id, replace(record, zones=(ZoneWork("nose", 0.5, 1),)))
    assert desk.visits.get(visit.id).treatment.zones == ()
    desk.treatment.change(visit.id, record)
    assert desk.visits.get(visit.id).treatment.zones == record.zones


def test_a_finish_is_corrected_only_between_start_and_now(desk: Desk, begin, clock) -> None:
    visit = begin()
    started = desk.treatment.start(visit.id)
    with pytest.raises(NotNow):
        desk.visits.close(visit.id)
    clock.at += timedelta(minutes=30)
    assert desk.treatment.finish(visit.id) == clock.at
    earlier = started + timedelta(minutes=20)
    assert desk.treatment.finish(visit.id, earlier) == earlier
    for wrong in (started - timedelta(minutes=1), clock.at + timedelta(minutes=1)):
        with pytest.raises(BadInput):
            desk.treatment.finish(visit.id, wrong)
    assert desk.visits.get(visit.id).treatment.finished == earlier


def test_a_finish_pressed_too_early_is_taken_back_until_a_sheet_was_given(desk: Desk, begin) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.finish(visit.id)
    desk.treatment.resume(visit.id)
    assert desk.visits.get(visit.id).state is VisitState.OPEN
    desk.treatment.finish(visit.id)
    desk.aftercare.export(visit.id)
    with pytest.raises(NotNow):
        desk.treatment.resume(visit.id)


def test_a_start_pressed_by_mistake_is_taken_back_and_the_checklist_is_open_again(desk: Desk, begin) -> None:
    visit = begin()
    before = desk.visits.get(visit.id)
    desk.treatment.start(visit.id)
    assert desk.visits.get(visit.id).verdict is not None
    desk.treatment.not_started(visit.id)
    assert desk.visits.get(visit.id) == before
    desk.screening.answer(visit.id, "pregnant", Answer(Reply.YES))
    assert desk.screening.verdict(visit.id).status is Status.DO_NOT_TREAT


def test_a_decision_and_an_override_outlive_a_start_that_is_taken_back(desk: Desk, begin) -> None:
    visit = begin(aspirin=Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO))
    desk.screening.override(visit.id, "four days, agreed", "M. Averil")
    desk.treatment.start(visit.id)
    desk.treatment.not_started(visit.id)
    override = desk.visits.get(visit.id).override
    assert override is not None
    assert override.reason == "four days, agreed"


@pytest.mark.parametrize("part", ["zones", "products", "cartridge", "endpoint"])
def test_a_start_stays_once_something_was_recorded(desk: Desk, begin, record, part: str) -> None:
    visit = begin()
    started = desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, replace(Treatment(), **{part: getattr(record, part)}))
    with pytest.raises(NotNow, match="recorded since the start"):
        desk.treatment.not_started(visit.id)
    assert desk.visits.get(visit.id).treatment.started == started


def test_a_start_stays_with_a_note_and_after_the_finish(desk: Desk, begin) -> None:
    visit = begin()
    started = desk.treatment.start(visit.id)
    desk.treatment.write_note(visit.id, "14:02 even redness")
    with pytest.raises(NotNow, match="recorded since the start"):
        desk.treatment.not_started(visit.id)
    desk.treatment.write_note(visit.id, "")
    desk.treatment.finish(visit.id)
    with pytest.raises(NotNow, match="finished"):
        desk.treatment.not_started(visit.id)
    assert desk.visits.get(visit.id).treatment.started == started


def test_cautions_name_what_is_missing_expired_deep_or_not_plain(desk: Desk, begin, record) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    said = desk.treatment.change(
        visit.id,
        replace(
            record,
            cartridge=Cartridge("", date(2026, 11, 21)),
            products=(Product("Growth factors", "GF-118", date(2026, 11, 30), plain_ha=False),),
            zones=(ZoneWork("cheek_left", 2.0, 1),),
        ),
    )
    assert [(one.place, one.severity) for one in said] == [
        ("cartridge", Severity.BLOCKS),
        ("cartridge", Severity.BLOCKS),
        ("product 1", Severity.REASON),
        ("product 1", Severity.NOTICE),
        ("cheek_left", Severity.REASON),
    ]


def test_the_last_session_can_be_repeated(desk: Desk, begin, record, clock) -> None:
    visit = begin()
    assert desk.treatment.last(visit.id) is None
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    desk.treatment.finish(visit.id)
    desk.visits.close(visit.id)
    clock.at += timedelta(days=20)
    again = desk.visits.begin(visit.client)
    last = desk.treatment.last(again.id)
    assert last is not None
    assert last.zones == record.zones
    assert again.session == 2
