from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Ask, Question, Rule, Status, Unit, Window
from needledesk.domain.screening import Finding
from needledesk.ui.visit.row_outcome import RowOutcome, outcome

TODAY = date(2026, 11, 22)
YES = Answer(Reply.YES)
RULE = Rule("S-MED-01", "medicine", "Aspirin", Status.NOT_TODAY, "21", "says", "does", window=Window(7, Unit.DAYS))
ASPIRIN = Question("aspirin", "S-MED-01", "medicines", "Aspirin", "?", "7 days", (Ask.LAST, Ask.PRESCRIBED))


def finding(status: Status, earliest: date | None = None, zones: tuple[str, ...] = ()) -> Finding:
    return Finding("S-MED-01", status, "Aspirin", "", "", "?", "yes", "21", earliest=earliest, zones=zones)


def shown(
    *findings: Finding, answer: Answer | None = YES, lacking: bool = False, asked: Question = ASPIRIN
) -> RowOutcome:
    return outcome(asked, RULE, answer, findings, lacking, TODAY)


@pytest.mark.parametrize("answer", [None, Answer(Reply.NO), Answer(Reply.UNSURE)])
def test_only_a_yes_comes_to_anything(answer: Answer | None) -> None:
    assert shown(answer=answer) == RowOutcome()


@pytest.mark.parametrize(
    ("found", "tone", "text"),
    [
        (finding(Status.NOT_TODAY, date(2026, 11, 26)), "wait", "earliest Thu 26 Nov"),
        (finding(Status.NOT_TODAY, date(2027, 1, 14)), "wait", "earliest Thu 14 Jan 2027"),
        (finding(Status.NOT_TODAY), "wait", "no date yet"),
        (finding(Status.MEDICAL_CLEARANCE), "letter", "no date: the prescriber decides"),
        (finding(Status.DO_NOT_TREAT), "stop", "do not treat"),
        (finding(Status.PRACTITIONER_DECISION), "decide", "your decision"),
        (finding(Status.PROCEED_ZONE_LIMITED, zones=("chin",)), "limited", "chin left out today"),
    ],
)
def test_each_status_has_its_words_and_colour(found: Finding, tone: str, text: str) -> None:
    row = shown(found)
    assert (row.effect, row.tone, row.text) == (found.status, tone, text)


def test_a_wait_in_hours_names_the_hour() -> None:
    at = datetime(2026, 11, 23, 10, 1, tzinfo=ZoneInfo("America/New_York"))
    assert shown(finding(Status.NOT_TODAY, at)).text == "earliest Mon 23 Nov, 10:01"


def test_the_worst_finding_wins_and_zones_are_told_with_it() -> None:
    lesion = Question("suspicious_lesion", "S-PRE-01", "skin", "Spot", "?", "", (Ask.ZONES,))
    rule = Rule("S-PRE-01", "precaution", "Spot", Status.MEDICAL_CLEARANCE, "24", "says", "does", leaves_out=True)
    found = finding(Status.MEDICAL_CLEARANCE, zones=("nose",))
    row = outcome(lesion, rule, YES, [finding(Status.PROCEED_ZONE_LIMITED, zones=("nose",)), found], False, TODAY)
    assert row.text == "a doctor’s letter first · nose left out"


@pytest.mark.parametrize(
    ("answer", "asks", "text"),
    [
        (YES, (Ask.LAST, Ask.PRESCRIBED), "date missing"),
        (Answer(Reply.YES, last=When("unknown")), (Ask.LAST,), "date not known"),
        (Answer(Reply.YES, last=When("2026-11-19")), (Ask.LAST, Ask.PRESCRIBED), "prescribed or not?"),
        (YES, (Ask.ZONES,), "say where"),
        (YES, (Ask.DETAIL_REQUIRED,), "say what it is"),
        (YES, (), "still open"),
    ],
)
def test_what_a_yes_lacks_is_named(answer: Answer, asks: tuple[Ask, ...], text: str) -> None:
    asked = Question("aspirin", "S-MED-01", "medicines", "Aspirin", "?", "", asks)
    row = shown(answer=answer, lacking=True, asked=asked)
    assert row.text == text
    assert row.effect is Status.NOT_TODAY  # what the rule would do


def test_what_is_lacking_stands_before_what_it_already_comes_to() -> None:
    asked = Question("other", "S-CON-04", "c", "Other", "?", "", (Ask.DETAIL_REQUIRED,))
    rule = Rule("S-CON-04", "contraindication", "Other", Status.MEDICAL_CLEARANCE, "31", "says", "does")
    row = outcome(asked, rule, YES, [finding(Status.MEDICAL_CLEARANCE)], True, TODAY)
    assert row.text == "say what it is · a doctor’s letter first"


def test_a_wait_that_is_over_stops_nothing() -> None:
    row = shown(answer=Answer(Reply.YES, last=When("2026-11-01")))
    assert (row.effect, row.text) == (None, "waiting time is over")


def test_a_zone_that_is_not_planned_stops_nothing() -> None:
    where = Question("a", "b", "c", "A", "?", "", (Ask.ZONES,))
    assert shown(asked=where, answer=Answer(Reply.YES, zones=("chin",))).text == "not planned today"
    scar = Question("a", "b", "c", "A", "?", "", (Ask.LAST, Ask.ZONES))
    row = shown(asked=scar, answer=Answer(Reply.YES, last=When("2026-11-01"), zones=("chin",)))
    assert row.text == "nothing to leave out"  # over, or not planned


def test_a_yes_that_is_advice_only_says_nothing() -> None:
    assert shown(asked=Question("a", "b", "c", "A", "?", "")).text == ""
