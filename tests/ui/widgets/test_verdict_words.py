from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from needledesk.domain.decisions import Decision, Override
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Finding, Verdict
from needledesk.ui.widgets.verdict_words import say_date, second_line

TODAY = date(2026, 11, 22)


def finding(status: Status, earliest: date | datetime | None = None) -> Finding:
    return Finding("S-1", status, "t", "r", "", "", "", "21", earliest=earliest)


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (Verdict(Status.PROCEED), "Nothing on this checklist stops treatment today. You decide."),
        (Verdict(Status.PROCEED_ZONE_LIMITED, excluded_zones=("chin", "nose")), "Nose, Chin"),
        (Verdict(Status.PRACTITIONER_DECISION, findings=(finding(Status.PRACTITIONER_DECISION),)), "1 point needs you"),
        (
            Verdict(
                Status.PRACTITIONER_DECISION,
                findings=(*[finding(Status.PRACTITIONER_DECISION)] * 2, finding(Status.PROCEED_ZONE_LIMITED)),
            ),
            "2 points need you",
        ),
        (Verdict(Status.INCOMPLETE, blank=("a", "b"), unsure=("c",)), "2 blank, 1 unsure"),
        (Verdict(Status.INCOMPLETE, unsure=("c",)), "1 unsure"),
        (Verdict(Status.NOT_TODAY, date(2026, 11, 26)), "earliest Thu 26 Nov"),
        (Verdict(Status.NOT_TODAY, date(2027, 1, 14)), "earliest Thu 14 Jan 2027"),
        (Verdict(Status.NOT_TODAY, datetime(2026, 11, 24, 10, 1, tzinfo=UTC)), "earliest Tue 24 Nov, 10:01"),
        (Verdict(Status.NOT_TODAY, dateless=True, findings=(finding(Status.NOT_TODAY),)), "no date yet"),
        (
            Verdict(
                Status.NOT_TODAY,
                dateless=True,
                findings=(finding(Status.NOT_TODAY), finding(Status.NOT_TODAY, date(2026, 11, 26))),
            ),
            "not before Thu 26 Nov",
        ),
        (Verdict(Status.NOT_TODAY, date(2026, 11, 26), dateless=True), "not before Thu 26 Nov"),
        (Verdict(Status.MEDICAL_CLEARANCE, findings=(finding(Status.MEDICAL_CLEARANCE),)), "no letter on file"),
        (Verdict(Status.MEDICAL_CLEARANCE, date(2027, 1, 14)), "not before Thu 14 Jan 2027"),
        (
            Verdict(
                Status.MEDICAL_CLEARANCE,
                findings=(
                    finding(Status.NOT_TODAY, date(2026, 11, 26)),
                    finding(Status.NOT_TODAY, datetime(2026, 11, 27, 9, 0, tzinfo=UTC)),
                    finding(Status.MEDICAL_CLEARANCE),
                ),
            ),
            "not before Fri 27 Nov, 09:00",
        ),
        (
            Verdict(Status.DO_NOT_TREAT, findings=(finding(Status.NOT_TODAY, date(2026, 11, 26)),)),
            "no date is offered",
        ),
    ],
)
def test_the_line_under_the_word(verdict: Verdict, line: str) -> None:
    assert second_line(verdict, today=TODAY) == line


@pytest.mark.parametrize(("treat", "line"), [(True, "treat, decided 13:11"), (False, "do not treat, decided 13:11")])
def test_a_decision_replaces_it(treat: bool, line: str) -> None:
    decision = Decision(treat, "reason", "M. Averil", datetime(2026, 11, 22, 13, 11, tzinfo=UTC))
    assert second_line(Verdict(Status.PRACTITIONER_DECISION), decision, TODAY) == line


def test_without_a_today_the_year_is_always_written() -> None:
    assert say_date(date(2026, 11, 26)) == "Thu 26 Nov 2026"


def test_an_override_is_said_with_who_and_when() -> None:
    kept = Override(Status.NOT_TODAY, "four days, agreed", "M. Averil", datetime(2026, 11, 22, 14, 22, tzinfo=UTC))
    verdict = Verdict(Status.NOT_TODAY, date(2026, 11, 26))
    assert second_line(verdict, override=kept) == "override by M. Averil, 14:22"
