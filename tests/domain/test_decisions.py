"""Decision 5: what may be overridden, by whom it cannot be, and what then lets treatment start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.decisions import (
    OVERRIDABLE,
    Decision,
    Override,
    deferred_until,
    may_start,
    standing,
    why_no_override,
)
from needledesk.domain.letters import Clearance
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Plan, Verdict
from needledesk.errors import BadInput

Screen = Callable[..., Verdict]
YES, UNSURE = Answer(Reply.YES), Answer(Reply.UNSURE)
ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)
AT = datetime(2026, 11, 22, 14, 22, tzinfo=ZoneInfo("America/New_York"))
FACE = Plan(zones=("full_face",))


def override(status: Status) -> Override:
    return Override(status, "two days short, agreed", "M. Averil", AT)


@pytest.mark.parametrize("status", list(Status))
def test_only_waiting_and_clearance_can_be_overridden(status: Status) -> None:
    assert (why_no_override(Verdict(status), FACE) == "") is (status in OVERRIDABLE)
    assert (Status.NOT_TODAY in OVERRIDABLE, Status.MEDICAL_CLEARANCE in OVERRIDABLE) == (True, True)
    assert len(OVERRIDABLE) == 2


def test_do_not_treat_says_so_and_has_no_way_round(screen: Screen) -> None:
    verdict = screen({"pregnant": YES, "aspirin": ASPIRIN})
    assert "do not treat" in why_no_override(verdict, FACE)
    assert verdict.earliest is None
    for status in (Status.DO_NOT_TREAT, Status.NOT_TODAY, Status.MEDICAL_CLEARANCE):
        assert not may_start(verdict, None, override(status))
    assert not may_start(verdict, Decision(True, "all the same", "M. Averil", AT), override(Status.DO_NOT_TREAT))


@pytest.mark.parametrize("said", [{"blank": ("fish_oil",)}, {"unsure": "fish_oil"}])
def test_what_is_blank_or_unsure_is_asked_first_and_keeps_treatment_from_starting(screen: Screen, said: dict) -> None:
    answers = {"aspirin": ASPIRIN, "diabetes": YES}
    answers |= {said["unsure"]: UNSURE} if "unsure" in said else {}
    verdict = screen(answers, blank=said.get("blank", ()))
    assert verdict.status is Status.MEDICAL_CLEARANCE
    assert "never a no" in why_no_override(verdict, FACE)
    assert not may_start(verdict, None, override(Status.MEDICAL_CLEARANCE))


def test_a_yes_that_lacks_its_date_is_open_too(screen: Screen) -> None:
    verdict = screen({"diabetes": YES, "vitamin_e": YES})
    assert verdict.unsure == ("vitamin_e",)
    assert why_no_override(verdict, FACE)
    assert not may_start(verdict, None, override(Status.MEDICAL_CLEARANCE))


def test_nothing_can_be_treated_where_every_planned_zone_is_left_out(screen: Screen) -> None:
    spots = {"acne_active": Answer(Reply.YES, zones=("chin",)), "aspirin": ASPIRIN}
    only_chin, with_nose = ("chin",), ("chin", "nose")
    assert "Plan other zones" in why_no_override(screen(spots, zones=only_chin), Plan(zones=only_chin))
    assert why_no_override(screen(spots, zones=with_nose), Plan(zones=with_nose)) == ""
    assert why_no_override(screen(spots, zones=()), Plan()) == ""


def test_the_plan_may_name_the_full_face_in_one_word(screen: Screen) -> None:
    everywhere = {"rosacea": Answer(Reply.YES, zones=("full_face",))}
    assert "Plan other zones" in why_no_override(screen(everywhere), FACE)


@pytest.mark.parametrize(
    ("answers", "status"), [({"aspirin": ASPIRIN}, Status.NOT_TODAY), ({"diabetes": YES}, Status.MEDICAL_CLEARANCE)]
)
def test_an_override_lets_start_what_it_was_written_for_and_nothing_worse(
    screen: Screen, answers: dict[str, Answer], status: Status
) -> None:
    verdict = screen(answers)
    assert verdict.status is status
    assert not may_start(verdict, None, None)
    assert may_start(verdict, None, override(status))
    [other] = set(OVERRIDABLE) - {status}
    assert not may_start(verdict, None, override(other))


def test_a_decision_does_not_stand_in_for_an_override(screen: Screen) -> None:
    decided = Decision(True, "letter read", "M. Averil", AT)
    assert not may_start(screen({"aspirin": ASPIRIN}), decided, None)
    assert not may_start(screen({"diabetes": YES}), decided, None)


def test_what_is_left_to_the_practitioner_takes_a_decision_to_treat(screen: Screen) -> None:
    letter = Clearance("S-CON-07", date(2026, 11, 10), "Dr S. Brandvold")
    verdict = screen({"diabetes": YES}, letters=[letter])
    decided = Decision(True, "letter read", "M. Averil", AT)
    assert verdict.status is Status.PRACTITIONER_DECISION
    assert may_start(verdict, decided, None)
    assert not may_start(verdict, None, None)
    assert not may_start(verdict, replace(decided, treat=False), None)
    assert not may_start(verdict, None, override(Status.PRACTITIONER_DECISION))


@pytest.mark.parametrize("status", [Status.PROCEED, Status.PROCEED_ZONE_LIMITED])
def test_where_nothing_stops_treatment_nothing_is_needed(status: Status) -> None:
    assert may_start(Verdict(status), None, None)


def test_incomplete_never_starts() -> None:
    assert not may_start(Verdict(Status.INCOMPLETE), None, override(Status.INCOMPLETE))


@pytest.mark.parametrize(
    ("until", "earliest", "comes_to"),
    [
        (date(2026, 11, 26), date(2026, 11, 26), date(2026, 11, 26)),
        (date(2026, 11, 27), date(2026, 11, 26), date(2026, 11, 27)),
        (date(2026, 11, 23), None, date(2026, 11, 23)),
        (date(2026, 11, 23), AT.replace(day=23), AT.replace(day=23)),
        (date(2026, 11, 24), AT.replace(day=23), date(2026, 11, 24)),
        (AT.replace(minute=23), None, AT.replace(minute=23)),
    ],
)
def test_a_visit_is_put_off_to_the_day_of_the_wait_or_later(until: date, earliest: date | None, comes_to: date) -> None:
    assert deferred_until(until, earliest, AT) == comes_to


@pytest.mark.parametrize(
    ("until", "earliest", "said"),
    [
        (date(2026, 11, 25), date(2026, 11, 26), "Not before Thu 26 Nov"),
        (AT.replace(day=23, minute=21), AT.replace(day=23), "Not before Mon 23 Nov, 14:22"),
        (date(2026, 11, 22), None, "past"),
        (date(2026, 11, 21), None, "past"),
        (AT, None, "past"),
        (date(2026, 11, 22), date(2026, 11, 20), "past"),
    ],
)
def test_not_before_the_wait_is_over_and_not_to_a_time_that_is_past(
    until: date, earliest: date | None, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        deferred_until(until, earliest, AT)
    assert "still open" in refused.value.safe


def test_an_override_stands_against_its_own_status_only() -> None:
    kept = override(Status.NOT_TODAY)
    assert standing(kept, Verdict(Status.NOT_TODAY)) is kept
    assert standing(kept, Verdict(Status.MEDICAL_CLEARANCE)) is None
    assert standing(None, Verdict(Status.NOT_TODAY)) is None
