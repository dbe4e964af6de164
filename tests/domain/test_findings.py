"""What a yes comes to; each rule at its own edge stands in rules/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.findings import judge, reached
from needledesk.domain.protocol import Protocol, Status, Unit, Window
from needledesk.domain.screening import Verdict

Screen = Callable[..., Verdict]
NEW_YORK = ZoneInfo("America/New_York")
YES = Answer(Reply.YES)
DNT, CLR, NT = Status.DO_NOT_TREAT, Status.MEDICAL_CLEARANCE, Status.NOT_TODAY
PD, ZX = Status.PRACTITIONER_DECISION, Status.PROCEED_ZONE_LIMITED


def yes(last: str = "", bought: bool = True) -> Answer:
    """A yes with its last time, of a shop-bought product."""
    when = When.parse(last) if last else None
    return Answer(Reply.YES, last=when, prescribed=Reply.NO if bought else None)


def fired(verdict: Verdict) -> list[tuple[str, Status]]:
    return [(finding.rule, finding.status) for finding in verdict.findings]


def test_a_switched_off_rule_is_neither_asked_nor_heard(screen: Screen) -> None:
    verdict = screen({"x_botulinum": yes("2026-11-21")}, blank=("x_filler",))
    assert (verdict.status, verdict.findings, verdict.blank) == (Status.PROCEED, (), ())


def test_a_longer_wait_counts_from_the_same_answer(screen: Screen) -> None:
    answer = {"retinoid": yes("2026-11-20T09:00")}
    assert fired(screen(answer)) == []
    verdict = screen(answer, needs=("X-28",))
    assert (fired(verdict), verdict.earliest) == ([("X-28", NT)], date(2026, 11, 23))


MEDICINES = ["aspirin", "nsaid", "herbal", "vitamin_e", "fish_oil"]


@pytest.mark.parametrize("key", MEDICINES)
@pytest.mark.parametrize(
    ("last", "prescribed", "status", "lacking"),
    [
        ("2026-11-20", Reply.YES, CLR, False),
        ("2026-11-20", Reply.UNSURE, Status.INCOMPLETE, True),
        ("2026-11-20", None, Status.INCOMPLETE, True),
        ("unknown", Reply.YES, CLR, True),
        ("unknown", Reply.NO, Status.INCOMPLETE, True),
        ("unknown", None, Status.INCOMPLETE, True),
        (None, Reply.YES, CLR, True),
        (None, Reply.NO, Status.INCOMPLETE, True),
        ("2026-11-15", Reply.YES, Status.PROCEED, False),
        ("2026-11-15", None, Status.PROCEED, False),
    ],
)
def test_the_prescriber_decides(
    screen: Screen, key: str, last: str | None, prescribed: Reply | None, status: Status, lacking: bool
) -> None:
    answer = Answer(Reply.YES, last=When(last) if last else None, prescribed=prescribed)
    verdict = screen({key: answer})
    assert (verdict.status, verdict.earliest) == (status, None)
    assert verdict.unsure == ((key,) if lacking else ())
    assert all(not finding.arithmetic for finding in verdict.findings)


@pytest.mark.parametrize("key", ["blood_thinner", "autoimmune_therapy"])
@pytest.mark.parametrize("prescribed", [Reply.YES, Reply.NO, None])
def test_blood_thinners_and_autoimmune_treatments_never_give_a_date(
    screen: Screen, key: str, prescribed: Reply | None
) -> None:
    for last in ("2020-01-01", "2026-11-21", "unknown"):
        verdict = screen({key: Answer(Reply.YES, last=When(last), prescribed=prescribed)})
        assert (verdict.status, verdict.earliest, verdict.unsure) == (CLR, None, ())


def test_still_taking_isotretinoin_has_no_date_whatever_date_is_given(screen: Screen) -> None:
    verdict = screen({"isotretinoin": Answer(Reply.YES, last=When("2020-01-01"), current=True)})
    assert (verdict.status, verdict.earliest, verdict.dateless) == (NT, None, True)


@pytest.mark.parametrize("last", [None, "unknown"])
def test_a_last_time_that_is_not_known_is_never_long_ago(screen: Screen, last: str | None) -> None:
    for key in ("isotretinoin", "retinoid", "x_sun_exposure"):
        verdict = screen({key: Answer(Reply.YES, last=When(last) if last else None)})
        assert (verdict.status, verdict.unsure, len(verdict.findings)) == (Status.INCOMPLETE, (key,), 1)


def test_another_illness_must_be_named(screen: Screen) -> None:
    verdict = screen({"other_chronic": Answer(Reply.YES, detail=" ")})
    assert (verdict.status, verdict.unsure) == (CLR, ("other_chronic",))


@pytest.mark.parametrize(
    ("last", "at", "earliest"),
    [
        ("2026-03", "2026-09-30T10:00", date(2026, 10, 1)),  # 31 March + 6 months rolls forward
        ("2026-04", "2026-10-29T10:00", date(2026, 10, 30)),
        ("2025", "2026-06-30T10:00", date(2026, 7, 1)),
    ],
)
def test_a_month_or_a_year_counts_as_its_last_day(screen: Screen, last: str, at: str, earliest: date) -> None:
    assert screen({"isotretinoin": yes(last)}, at).earliest == earliest
    met = f"{earliest}T00:00"
    assert screen({"isotretinoin": yes(last)}, met).status is Status.PROCEED


@pytest.mark.parametrize(
    ("tz", "last", "early", "met"),
    [
        ("America/New_York", "2026-10-31T14:00", "2026-11-01T12:59", "2026-11-01T13:00"),
        ("America/New_York", "2026-03-07T14:00", "2026-03-08T14:59", "2026-03-08T15:00"),
        ("Europe/London", "2026-10-24T15:00", "2026-10-25T13:59", "2026-10-25T14:00"),
        ("Europe/London", "2026-03-28T15:00", "2026-03-29T15:59", "2026-03-29T16:00"),
        ("Australia/Lord_Howe", "2026-04-04T12:00", "2026-04-05T11:29", "2026-04-05T11:30"),
    ],
)
def test_a_clock_change_neither_shortens_nor_lengthens_24_hours(
    screen: Screen, tz: str, last: str, early: str, met: str
) -> None:
    assert screen({"retinoid": yes(last)}, early, tz).status is NT
    assert screen({"retinoid": yes(last)}, met, tz).status is Status.PROCEED


def test_a_clock_change_moves_no_calendar_date(screen: Screen) -> None:
    assert screen({"aspirin": yes("2026-10-25")}, "2026-11-01T00:00").status is Status.PROCEED
    assert screen({"aspirin": yes("2026-10-25")}, "2026-10-31T23:59").earliest == date(2026, 11, 1)


def test_within_the_hour_that_comes_twice_moments_are_told_apart() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=0)
    second = first.replace(fold=1)
    assert not reached(second, first)
    assert reached(first, second)
    assert reached(second, second)


def test_a_finding_carries_its_source_and_its_sum(shipped: Protocol) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=NEW_YORK)
    found = judge(shipped, shipped.question("aspirin"), replace(yes("2026-11-19"), name="Aspro"), at).findings[0]
    assert (found.rule, found.line, found.extension, found.key) == ("S-MED-01", "21", False, "aspirin")
    assert found.title == "Aspirin, shop-bought, 19 Nov"
    assert found.reason == "7 days between the last dose and treatment"
    assert found.arithmetic == "19 Nov 2026 + 7 days = Thu 26 Nov 2026"
    assert found.question == shipped.question("aspirin").text
    assert found.answer == "Yes; last dose 19 Nov 2026; not prescribed; Aspro"
    assert repr(found) == object.__repr__(found)


def test_still_under_way_waits_for_the_doctor_not_for_a_date(switched_on: Protocol) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=NEW_YORK)
    question = switched_on.question("x_chemo_radiotherapy")
    (found,) = judge(switched_on, question, Answer(Reply.YES, current=True), at).findings
    assert (found.status, found.earliest, found.extension) == (CLR, None, True)
    assert found.reason == "The prescriber decides, in writing; change nothing because of this appointment"


def test_a_rule_that_has_stepped_down_says_since_when(switched_on: Protocol) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=NEW_YORK)
    (found,) = judge(switched_on, switched_on.question("x_filler"), yes("2026-11-01"), at).findings
    assert found.reason == "Less than 6 months ago: you decide"


def test_hours_that_step_down_are_counted_in_the_zone_of_the_visit(shipped: Protocol) -> None:
    rule = replace(
        shipped.rules["S-MED-08"],
        window=Window(1, Unit.HOURS),
        until=Window(24, Unit.HOURS),
        then=Status.PRACTITIONER_DECISION,
    )
    protocol = replace(shipped, rules=shipped.rules | {rule.id: rule})

    def found(minute: int) -> int:
        at = datetime(2026, 11, 22, 10, minute, tzinfo=NEW_YORK)
        return len(judge(protocol, protocol.question("retinoid"), yes("2026-11-21T10:01"), at).findings)

    assert (found(0), found(1)) == (1, 0)


def test_a_note_beside_a_wait_is_told_too(switched_on: Protocol) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=NEW_YORK)
    noted = replace(switched_on, rules=switched_on.rules | {"X-28": replace(switched_on.rules["X-28"], level=None)})
    both = judge(noted, noted.question("retinoid"), yes("2026-11-22T09:00"), at)
    assert [found.rule for found in both.findings] == ["S-MED-08"]
    assert len(both.advice) == 1
