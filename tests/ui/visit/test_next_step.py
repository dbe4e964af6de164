from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.decisions import Decision, Override
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Finding, Verdict
from needledesk.domain.treatment import Cartridge, Treatment, ZoneWork
from needledesk.domain.visits import Visit, VisitState
from needledesk.errors import BadInput
from needledesk.ui.visit.next_step import (
    elapsed,
    finish_at,
    hardly_begun,
    missing_to_close,
    put_off,
    waits,
    why_not_start,
)

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 22, 14, 30, tzinfo=NEW_YORK)
TODAY = NOW.date()


def visit(decision: Decision | None = None, treatment: Treatment | None = None) -> Visit:
    return Visit(
        1, 1, VisitState.OPEN, NOW, "America/New_York", 1, 1, decision=decision, treatment=treatment or Treatment()
    )


def not_today(earliest: date | None) -> Verdict:
    found = Finding("S-MED-01", Status.NOT_TODAY, "Aspirin", "", "", "", "", "21", earliest=earliest)
    return Verdict(Status.NOT_TODAY, earliest, findings=(found,), dateless=earliest is None)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict(Status.PROCEED), ""),
        (Verdict(Status.PROCEED_ZONE_LIMITED), ""),
        (Verdict(Status.INCOMPLETE, blank=("a", "b"), unsure=("c",)), "First: 2 not answered, 1 open."),
        (Verdict(Status.INCOMPLETE, unsure=("c",)), "First: 1 open."),
        (not_today(date(2026, 11, 26)), "Not before Thu 26 Nov."),
        (not_today(None), "Not today, and no date yet."),
        (Verdict(Status.MEDICAL_CLEARANCE), "A doctor has to answer in writing first."),
        (Verdict(Status.DO_NOT_TREAT), "The checklist says do not treat. This program offers no way round."),
        (Verdict(Status.PRACTITIONER_DECISION), "Decide first: treat or do not treat, with a reason."),
    ],
)
def test_why_treatment_cannot_start_stands_in_words(verdict: Verdict, words: str) -> None:
    assert why_not_start(verdict, visit(), TODAY) == words


@pytest.mark.parametrize(("treat", "words"), [(True, ""), (False, "You decided not to treat.")])
def test_the_decision_opens_or_shuts_the_way(treat: bool, words: str) -> None:
    decided = Decision(treat, "letter read", "M. Averil", NOW)
    assert why_not_start(Verdict(Status.PRACTITIONER_DECISION), visit(decided), TODAY) == words


def test_what_a_treated_visit_lacks_keeps_it_from_being_closed(desk: Desk) -> None:
    treated = Treatment(started=NOW - timedelta(minutes=30), finished=NOW)
    missing = missing_to_close(visit(treatment=treated), desk.protocol(), TODAY)
    assert missing == ("The cartridge lot is missing.", "The cartridge expiry date is missing.")
    whole = Treatment(started=NOW, finished=NOW, cartridge=Cartridge("C26", TODAY + timedelta(days=10)))
    assert missing_to_close(visit(treatment=whole), desk.protocol(), TODAY) == ()  # soon to expire is only a notice
    assert missing_to_close(visit(), desk.protocol(), TODAY) == ()


@pytest.mark.parametrize(
    ("later", "shown"),
    [
        (timedelta(minutes=26, seconds=14), "26:14"),
        (timedelta(hours=1, minutes=2, seconds=10), "1:02:10"),
        (timedelta(seconds=-5), "00:00"),
    ],
)
def test_elapsed_time(later: timedelta, shown: str) -> None:
    assert elapsed(NOW, NOW + later) == shown


def test_a_clock_change_does_not_stretch_the_needling() -> None:
    before = datetime(2026, 11, 1, 1, 50, tzinfo=NEW_YORK)
    after = datetime(2026, 11, 1, 1, 10, fold=1, tzinfo=NEW_YORK)
    assert elapsed(before, after) == "20:00"


def test_a_typed_finish_is_the_first_such_time_from_the_start_on() -> None:
    started = NOW.replace(hour=13, minute=56, second=20)
    assert finish_at("14:25", started, NOW) == NOW.replace(minute=25)
    assert finish_at("13:56", started, NOW) == started
    late = started.replace(hour=23, minute=50)
    assert finish_at("0:10", late, late + timedelta(hours=1)) == datetime(2026, 11, 23, 0, 10, tzinfo=NEW_YORK)


@pytest.mark.parametrize("typed", ["14:31", "13:00", "", "noon"])
def test_a_finish_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        finish_at(typed, NOW.replace(hour=13, minute=56), NOW)


@pytest.mark.parametrize("status", list(Status))
def test_only_a_date_or_a_letter_is_waited_for_and_an_override_ends_it(status: Status) -> None:
    verdict, kept = Verdict(status), Override(status, "four days, agreed", "M. Averil", NOW)
    waiting = status in (Status.NOT_TODAY, Status.MEDICAL_CLEARANCE)
    assert waits(verdict, visit()) is waiting
    overridden = replace(visit(), override=kept)
    assert not waits(verdict, overridden)
    assert (why_not_start(verdict, overridden, TODAY) == "") is (waiting or status.rank < 2)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (not_today(date(2026, 11, 26)), "Put off to Thu 26 Nov"),
        (not_today(date(2027, 1, 14)), "Put off to Thu 14 Jan 2027"),
        (Verdict(Status.NOT_TODAY, NOW + timedelta(hours=20)), "Put off to Mon 23 Nov"),
        (not_today(None), "Put off to another day"),
        (Verdict(Status.NOT_TODAY, date(2026, 11, 26), dateless=True), "Put off to another day"),
        (Verdict(Status.MEDICAL_CLEARANCE), "Put off to another day"),
    ],
)
def test_the_day_it_is_put_off_to_stands_on_the_button(verdict: Verdict, words: str) -> None:
    assert put_off(verdict, TODAY) == words


@pytest.mark.parametrize(("seconds", "zones", "hardly"), [(29, 0, True), (30, 0, False), (5, 1, False)])
def test_a_finish_is_too_soon_only_right_after_the_start_and_with_no_zone(
    seconds: int, zones: int, hardly: bool
) -> None:
    running = visit(treatment=Treatment(started=NOW, zones=(ZoneWork("chin", 0.5, 1),) * zones))
    assert hardly_begun(running, NOW + timedelta(seconds=seconds)) is hardly
