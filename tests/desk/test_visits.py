"""A visit begins once, shows on the timeline, closes as treated or not, and then refuses change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.decisions import Deferral
from needledesk.domain.protocol import Status
from needledesk.domain.treatment import Cartridge, Intensity
from needledesk.domain.visits import VisitState
from needledesk.errors import BadInput, NotNow


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


ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def test_a_visit_is_put_off_and_closed_and_the_list_follows_its_own_date(desk: Desk, begin, clock) -> None:
    visit = begin(aspirin=ASPIRIN)
    desk.visits.defer(visit.id, date(2026, 11, 28), " calls us ")
    kept = desk.visits.get(visit.id)
    assert kept.state is VisitState.NOT_TREATED
    assert kept.deferral == Deferral(date(2026, 11, 28), "calls us", clock.at)
    assert kept.verdict is not None
    assert (kept.verdict.status, kept.verdict.earliest) == (Status.NOT_TODAY, date(2026, 11, 26))
    card = desk.visits.timeline(visit.client)[0]
    assert (card.title, card.status_text) == ("Put off to Sat 28 Nov", "Not today")
    assert card.lines[-1] == "calls us"
    row = desk.clients.find("Client")[0]
    assert (row.state, row.text) == ("deferred", "Not before Sat 28 Nov")
    clock.at += timedelta(days=5)
    assert desk.clients.find("Client")[0].state == "deferred"
    clock.at += timedelta(days=1)
    row = desk.clients.find("Client")[0]
    assert (row.state, row.text) == ("over", "Wait over since Sat 28 Nov")


def test_a_visit_is_put_off_to_the_hour_where_hours_count(desk: Desk, begin) -> None:
    visit = begin(retinoid=Answer(Reply.YES, last=When("2026-11-22T09:15")))
    desk.visits.defer(visit.id, date(2026, 11, 23))
    assert desk.visits.timeline(visit.client)[0].title == "Put off to Mon 23 Nov, 09:15"
    assert desk.clients.find("Client")[0].text == "Not before Mon 23 Nov"


def test_a_visit_that_waits_for_a_letter_is_put_off_with_it(desk: Desk, begin, clock) -> None:
    visit = begin(diabetes=Answer(Reply.YES))
    assert desk.screening.verdict(visit.id).earliest is None
    desk.visits.defer(visit.id, date(2026, 12, 1))
    assert desk.visits.timeline(visit.client)[0].title == "Put off to Tue 1 Dec, with the letter"
    row = desk.clients.find("Client")[0]
    assert (row.state, row.text) == ("letter", "Letter, not before Tue 1 Dec")


def test_a_clearance_that_was_not_put_off_shows_no_date_in_the_list(desk: Desk, begin) -> None:
    visit = begin(blood_thinner=Answer(Reply.YES), aspirin=ASPIRIN)
    desk.visits.close(visit.id)
    assert desk.clients.find("Client")[0].text == "Waits for a letter"


def test_do_not_treat_is_put_off_to_no_day(desk: Desk, begin) -> None:
    visit = begin(pregnant=Answer(Reply.YES), aspirin=ASPIRIN)
    with pytest.raises(NotNow, match="no date is offered"):
        desk.visits.defer(visit.id, date(2027, 11, 26))
    assert desk.visits.get(visit.id).state is VisitState.OPEN


@pytest.mark.parametrize(
    ("until", "said"), [(date(2026, 11, 25), "Not before Thu 26 Nov"), (date(2026, 11, 21), "past")]
)
def test_a_day_too_early_is_refused_and_the_visit_stays_open(desk: Desk, begin, until: date, said: str) -> None:
    visit = begin(aspirin=ASPIRIN)
    with pytest.raises(BadInput, match=said):
        desk.visits.defer(visit.id, until)
    kept = desk.visits.get(visit.id)
    assert (kept.state, kept.deferral, kept.verdict) == (VisitState.OPEN, None, None)


def test_nothing_is_put_off_once_treatment_has_started_or_the_visit_is_closed(desk: Desk, begin) -> None:
    started = begin()
    desk.treatment.start(started.id)
    with pytest.raises(NotNow, match="has started"):
        desk.visits.defer(started.id, date(2026, 12, 1))
    put_off = begin(aspirin=ASPIRIN)
    desk.visits.defer(put_off.id, date(2026, 11, 26))
    with pytest.raises(NotNow, match="closed"):
        desk.visits.defer(put_off.id, date(2026, 11, 27))


def test_the_next_visit_takes_the_put_off_one_from_the_list(desk: Desk, begin, clock) -> None:
    visit = begin(aspirin=ASPIRIN)
    desk.visits.defer(visit.id, date(2026, 11, 26))
    clock.at += timedelta(days=4)
    desk.visits.begin(visit.client)
    assert desk.clients.find("Client")[0].state == "open"


def test_a_treated_visit_under_an_override_says_so_on_the_timeline(desk: Desk, begin, record) -> None:
    visit = begin(aspirin=ASPIRIN)
    desk.screening.override(visit.id, "four days, agreed", "M. Averil")
    desk.treatment.start(visit.id)
    assert "Override: four days, agreed, by M. Averil" in desk.visits.timeline(visit.client)[0].lines
    desk.treatment.change(visit.id, record)
    desk.treatment.finish(visit.id)
    desk.visits.close(visit.id)
    card = desk.visits.timeline(visit.client)[0]
    assert (card.status, card.status_text) == (Status.NOT_TODAY, "Not today")
    assert card.lines[-1] == "Override: four days, agreed, by M. Averil"


def test_an_override_that_fell_is_not_on_the_timeline(desk: Desk, begin) -> None:
    visit = begin(aspirin=ASPIRIN)
    desk.screening.override(visit.id, "four days, agreed", "M. Averil")
    desk.screening.withdraw_override(visit.id)
    desk.visits.close(visit.id)
    assert not [line for line in desk.visits.timeline(visit.client)[0].lines if "Override" in line]


def test_a_screening_of_an_earlier_day_is_closed_and_asked_again(desk: Desk, begin, clock) -> None:
    old = begin(psoriasis=Answer(Reply.NO))
    clock.at += timedelta(days=2)
    for refused in (
        lambda: desk.treatment.start(old.id),
        lambda: desk.screening.answer(old.id, "pregnant", Answer(Reply.YES)),
        lambda: desk.screening.override(old.id, "agreed with her", "M. Averil"),
    ):
        with pytest.raises(NotNow, match="Sun 22 Nov"):
            refused()
    new = desk.visits.begin(old.client)
    assert new.id != old.id
    assert (new.opened, new.answers, new.plan) == (clock.at, {}, old.plan)
    assert set(desk.screening.bench(new.id).earlier) == set(old.answers)
    kept = desk.visits.get(old.id)
    assert (kept.state, kept.answers) == (VisitState.NOT_TREATED, old.answers)
    assert kept.verdict is not None
    assert kept.verdict.status is Status.PROCEED
    assert desk.visits.current(new.id) == new


@pytest.mark.parametrize(("hours", "same"), [(5, True), (7, False)])
def test_a_visit_may_run_past_midnight(desk: Desk, begin, clock, hours: int, same: bool) -> None:
    clock.at = clock.at.replace(hour=22)
    visit = begin()
    clock.at += timedelta(hours=hours)
    assert (desk.visits.current(visit.id).id == visit.id) is same


def test_what_came_to_treatment_is_never_asked_again(desk: Desk, begin, clock) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    clock.at += timedelta(days=3)
    assert desk.visits.begin(visit.client).id == visit.id
    assert desk.treatment.finish(visit.id) == clock.at
