from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.intervals import course, next_window, repeat, rhythm, usual_course
from needledesk.domain.protocol import Protocol, Status, Unit, Window
from needledesk.domain.screening import PastSession, Verdict
from needledesk.domain.treatment import Intensity

Screen = Callable[..., Verdict]
MILD, DEEP = Intensity.MILD, Intensity.DEEP
TODAY = date(2026, 11, 22)


def ago(days: int, intensity: Intensity | None) -> PastSession:
    return PastSession(TODAY - timedelta(days=days), intensity)


def rules(verdict: Verdict) -> list[str]:
    return [finding.rule for finding in verdict.findings]


def test_the_next_window(shipped: Protocol) -> None:
    assert next_window(shipped, date(2026, 10, 31), MILD) == (date(2026, 11, 14), date(2026, 11, 28))
    assert next_window(shipped, date(2026, 10, 31), DEEP) == (date(2026, 11, 28), date(2026, 12, 12))


@pytest.mark.parametrize(
    ("last", "planned", "opens"),
    [(MILD, MILD, 14), (MILD, None, 14), (MILD, DEEP, 28), (DEEP, MILD, 28), (DEEP, DEEP, 28), (DEEP, None, 28)],
)
def test_p8_the_window_is_the_longer_one_if_either_is_deep(shipped: Protocol, last, planned, opens: int) -> None:
    assert next_window(shipped, TODAY, last, planned)[0] == TODAY + timedelta(days=opens)


def test_how_often_is_said_in_weeks(shipped: Protocol) -> None:
    assert rhythm(shipped, MILD, MILD) == "light, every 2 to 4 weeks"
    assert rhythm(shipped, MILD, DEEP) == "deep, every 4 to 6 weeks"


@pytest.mark.parametrize("window", [Window(10, Unit.DAYS), Window(1, Unit.MONTHS)])
def test_what_is_not_whole_weeks_is_not_said_in_weeks(shipped: Protocol, window: Window) -> None:
    rule = replace(shipped.rules["S-INT-02"], window=window)
    assert rhythm(replace(shipped, rules={**shipped.rules, rule.id: rule}), MILD) == "light"


def test_the_usual_course_is_silent_while_its_rule_is_off(shipped: Protocol) -> None:
    assert usual_course(shipped) == (4, 8)
    off = replace(shipped.rules["S-CRS-01"], on=False)
    assert usual_course(replace(shipped, rules={**shipped.rules, off.id: off})) is None


@pytest.mark.parametrize(
    ("last", "planned", "wait", "rule"),
    [
        (MILD, MILD, 14, "S-INT-02"),
        (MILD, DEEP, 28, "S-INT-03"),
        (DEEP, MILD, 28, "S-INT-03"),
        (DEEP, DEEP, 28, "S-INT-03"),
        (MILD, None, 14, "S-INT-02"),
        (DEEP, None, 28, "S-INT-03"),
    ],
)
def test_if_either_is_deep_the_wait_is_longer(
    screen: Screen, last: Intensity, planned: Intensity | None, wait: int, rule: str
) -> None:
    early = screen(history=[ago(wait - 1, last)], intensity=planned)
    assert (rules(early), early.status, early.earliest) == ([rule], Status.NOT_TODAY, date(2026, 11, 23))
    assert early.findings[0].arithmetic.endswith(f"2026 + {wait} days = Mon 23 Nov 2026")
    assert rules(screen(history=[ago(wait, last)], intensity=planned)) == []


@pytest.mark.parametrize(
    ("planned", "wait", "rule"), [(MILD, 14, "S-INT-02"), (None, 14, "S-INT-02"), (DEEP, 28, "S-INT-03")]
)
def test_s_int_01_a_session_never_graded_is_decided_but_the_certain_wait_counts(
    screen: Screen, planned: Intensity | None, wait: int, rule: str
) -> None:
    early = screen(history=[ago(wait - 1, None)], intensity=planned)
    assert (sorted(rules(early)), early.status) == (["S-INT-01", rule], Status.NOT_TODAY)
    later = screen(history=[ago(wait, None)], intensity=planned)
    assert (rules(later), later.status) == (["S-INT-01"], Status.PRACTITIONER_DECISION)
    assert later.earliest is None


@pytest.mark.parametrize(("intensity", "longest"), [(MILD, 28), (DEEP, 42)])
def test_later_than_usual_is_only_advice(screen: Screen, intensity: Intensity, longest: int) -> None:
    on_time = screen(history=[ago(longest, intensity)])
    late = screen(history=[ago(longest + 1, intensity)])
    assert (on_time.status, late.status) == (Status.PROCEED, Status.PROCEED)
    assert not any("Later than" in sentence for sentence in on_time.advice)
    assert "Later than the usual window, which ended Sat 21 Nov 2026." in late.advice


def test_the_latest_session_up_to_today_counts(screen: Screen) -> None:
    history = [ago(5, MILD), ago(60, DEEP), ago(-3, DEEP)]
    verdict = screen(history=history)
    assert verdict.earliest == date(2026, 12, 1)
    assert rules(screen(history=[ago(-3, DEEP)])) == []
    assert rules(screen(history=[ago(0, MILD)])) == ["S-INT-02"]


def test_of_two_sessions_on_one_day_the_deep_one_counts(screen: Screen) -> None:
    for history in ([ago(20, MILD), ago(20, DEEP)], [ago(20, DEEP), ago(20, MILD)]):
        assert rules(screen(history=history)) == ["S-INT-03"]


def test_s_crs_01_a_course_is_four_to_eight(screen: Screen) -> None:
    sessions = [ago(30 * number, MILD) for number in range(1, 10)]
    third, fourth = screen(history=sessions[:2]), screen(history=sessions[:3])
    assert any("session 3" in sentence for sentence in third.advice)
    assert not any("session 4" in sentence for sentence in fourth.advice)
    assert rules(screen(history=sessions[:7])) == []
    ninth = screen(history=sessions[:8])
    assert (rules(ninth), ninth.status, ninth.earliest) == (["S-CRS-01"], Status.PRACTITIONER_DECISION, None)
    assert ninth.findings[0].title == "Session 9"


def test_interval_findings_point_to_no_question(screen: Screen) -> None:
    found = screen(history=[ago(5, MILD)]).findings[0]
    assert (found.key, found.question, found.answer, found.line) == ("", "", "", "5")
    assert found.title == "Last session Tue 17 Nov 2026, light"
    assert found.reason == "14 days between light sessions"


def test_what_is_said_of_a_wait_of_a_deep_or_ungraded_session(screen: Screen) -> None:
    deep = screen(history=[ago(5, DEEP)]).findings[0]
    assert (deep.title, deep.reason) == (
        "Last session Tue 17 Nov 2026, deep",
        "28 days between sessions when either is deep",
    )
    wait, ungraded = screen(history=[ago(5, None)]).findings
    assert (wait.title, wait.reason) == ("Last session Tue 17 Nov 2026, not graded", "14 days between light sessions")
    assert ungraded.title == "Last session Tue 17 Nov 2026, not graded"
    assert ungraded.reason == "Say whether it was light or deep: the wait depends on it"


def test_findings_without_a_question_carry_their_line(screen: Screen) -> None:
    ungraded = screen(history=[ago(40, None)]).findings[0]
    assert (ungraded.question, ungraded.answer, ungraded.arithmetic) == ("", "", "")
    assert (ungraded.line, ungraded.extension) == ("5", False)


def test_a_practice_sets_the_level_of_its_intervals(shipped: Protocol) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/New_York"))

    def level(rule: str, days: int, intensity: Intensity | None, status: Status | None) -> Status:
        edited = replace(shipped.rules[rule], level=status, extension=True)
        found = repeat(
            replace(shipped, rules=shipped.rules | {rule: edited}), [ago(days, intensity)], MILD, at
        ).findings
        assert found[0].extension
        return found[0].status

    assert level("S-INT-01", 40, None, Status.MEDICAL_CLEARANCE) is Status.MEDICAL_CLEARANCE
    assert level("S-INT-01", 40, None, None) is Status.PRACTITIONER_DECISION
    assert level("S-INT-02", 5, MILD, Status.PRACTITIONER_DECISION) is Status.PRACTITIONER_DECISION
    assert level("S-INT-02", 5, MILD, None) is Status.NOT_TODAY


def test_a_practice_sets_the_level_of_a_long_course_and_a_course_needs_both_its_ends(shipped: Protocol) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/New_York"))
    many = [PastSession(at.date() - timedelta(days=30 * number), Intensity.MILD) for number in range(1, 10)]

    def ruled(**changes: object) -> Protocol:
        changed = replace(shipped.rules["S-CRS-01"], **changes)  # type: ignore[arg-type]
        return replace(shipped, rules=shipped.rules | {"S-CRS-01": changed})

    [found] = course(ruled(level=Status.NOT_TODAY), many, at).findings
    assert found.status is Status.NOT_TODAY
    assert usual_course(ruled(window=None)) is usual_course(ruled(until=None)) is None
    assert course(ruled(until=None), many, at).findings == ()
