"""Rules that look at the plan, the client's age and the sessions before: each on the one side of its edge only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Status
from needledesk.domain.screening import PastSession, Verdict
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import BODY, EYELIDS, FACE, LIPS, TREATABLE

Screen = Callable[..., Verdict]
YES = Answer(Reply.YES)
DNT, CLR, NT = Status.DO_NOT_TREAT, Status.MEDICAL_CLEARANCE, Status.NOT_TODAY
PD, ZX = Status.PRACTITIONER_DECISION, Status.PROCEED_ZONE_LIMITED
MILD, DEEP = Intensity.MILD, Intensity.DEEP
TODAY = date(2026, 11, 22)


def fired(verdict: Verdict) -> list[tuple[str, Status]]:
    return [(finding.rule, finding.status) for finding in verdict.findings]


def ago(days: int, intensity: Intensity | None) -> PastSession:
    return PastSession(TODAY - timedelta(days=days), intensity)


LEFT_OUT = [
    ("S-PRE-02", "acne_active"),
    ("S-PRE-03", "rosacea"),
    ("S-PRE-04", "inflammatory_other"),
    ("S-PRE-05", "open_wound"),
    ("S-CON-08", "raised_mole"),
    ("X-19", "x_tattoo"),
]
LEFT_OUT_IDS = [rule for rule, _ in LEFT_OUT]


@pytest.mark.parametrize(("rule", "key"), LEFT_OUT, ids=LEFT_OUT_IDS)
def test_a_planned_zone_is_left_out(screen: Screen, rule: str, key: str) -> None:
    answer = {key: Answer(Reply.YES, zones=("chin", "neck"))}
    verdict = screen(answer, needs=(rule,))
    assert fired(verdict) == [(rule, ZX)]
    assert (verdict.status, verdict.excluded_zones) == (ZX, ("chin",))
    assert (verdict.earliest, verdict.dateless) == (None, False)
    assert verdict.findings[0].reason == "Chin left out today"
    assert screen(answer, needs=(rule,), zones=()).excluded_zones == ("chin", "neck")


@pytest.mark.parametrize(("rule", "key"), LEFT_OUT, ids=LEFT_OUT_IDS)
def test_a_zone_that_is_not_planned_weighs_nothing(screen: Screen, rule: str, key: str) -> None:
    verdict = screen({key: Answer(Reply.YES, zones=("neck", "lip_vermilion"))}, needs=(rule,))
    assert (verdict.status, verdict.findings, verdict.excluded_zones) == (Status.PROCEED, (), ())
    assert verdict.open_questions == ()


@pytest.mark.parametrize(("rule", "key"), LEFT_OUT, ids=LEFT_OUT_IDS)
def test_a_yes_without_its_zones_is_incomplete(screen: Screen, rule: str, key: str) -> None:
    verdict = screen({key: YES}, needs=(rule,))
    assert fired(verdict) == [(rule, Status.INCOMPLETE)]
    assert (verdict.status, verdict.unsure, verdict.excluded_zones) == (Status.INCOMPLETE, (key,), ())


@pytest.mark.parametrize(("rule", "key"), LEFT_OUT, ids=LEFT_OUT_IDS)
def test_only_the_last_planned_zone_makes_it_not_today(screen: Screen, rule: str, key: str) -> None:
    answer = {key: Answer(Reply.YES, zones=("chin",))}
    assert screen(answer, needs=(rule,), zones=("chin", "neck")).status is ZX
    nothing_left = screen(answer, needs=(rule,), zones=("chin",))
    assert (nothing_left.status, nothing_left.earliest, nothing_left.dateless) == (NT, None, True)


@pytest.mark.parametrize(
    ("zones", "planned", "past", "status"),
    [
        ((), ("chin",), False, DNT),
        (("chin", "back"), ("chin",), False, DNT),
        (("back",), (), False, DNT),
        (("back",), ("chin",), False, CLR),
        ((), ("chin",), True, CLR),
        (("chin", "back"), ("chin",), True, CLR),
        (("back",), (), True, CLR),
        (("back",), ("chin",), True, None),
    ],
    ids=lambda part: f"X-02 {part}" if isinstance(part, Status) else None,
)
def test_a_skin_cancer_counts_most_in_a_planned_zone(
    screen: Screen, zones: tuple[str, ...], planned: tuple[str, ...], past: bool, status: Status | None
) -> None:
    verdict = screen({"x_skin_cancer": Answer(Reply.YES, zones=zones, past=past)}, zones=planned)
    assert fired(verdict) == ([("X-02", status)] if status else [])
    assert verdict.status is (status or Status.PROCEED)
    assert (verdict.open_questions, verdict.excluded_zones) == ((), ())


@pytest.mark.parametrize("rule", ["S-PRE-01"])
def test_a_doubtful_spot_needs_a_doctor_anywhere_and_is_left_out_where_planned(screen: Screen, rule: str) -> None:
    planned = screen({"suspicious_lesion": Answer(Reply.YES, zones=("nose",))})
    assert (fired(planned), planned.excluded_zones) == ([(rule, CLR)], ("nose",))
    nowhere = screen({"suspicious_lesion": YES})
    assert (nowhere.status, nowhere.unsure) == (CLR, ("suspicious_lesion",))
    elsewhere = screen({"suspicious_lesion": Answer(Reply.YES, zones=("back",))})
    assert (fired(elsewhere), elsewhere.excluded_zones) == ([(rule, CLR)], ())
    assert screen({"suspicious_lesion": Answer(Reply.NO, zones=("nose",))}).status is Status.PROCEED


NEVER = [("S-ZON-01", zone) for zone in EYELIDS] + [("S-ZON-02", zone) for zone in LIPS]


@pytest.mark.parametrize(("rule", "zone"), NEVER, ids=[f"{rule} {zone}" for rule, zone in NEVER])
def test_a_zone_that_is_never_treated_is_left_out_of_any_plan(screen: Screen, rule: str, zone: str) -> None:
    verdict = screen(zones=("crows_feet_left", "upper_lip_skin", zone))
    assert (fired(verdict), verdict.excluded_zones) == ([(rule, ZX)], (zone,))
    assert screen(zones=(zone,)).status is NT
    assert screen(zones=("crows_feet_left", "crows_feet_right", "upper_lip_skin")).findings == ()


@pytest.mark.parametrize(
    ("rule", "last", "planned", "wait", "longest"),
    [
        ("S-INT-02", MILD, MILD, 14, 28),
        ("S-INT-02", MILD, None, 14, 28),
        ("S-INT-03", MILD, DEEP, 28, 42),
        ("S-INT-03", DEEP, MILD, 28, 42),
        ("S-INT-03", DEEP, DEEP, 28, 42),
    ],
)
def test_the_next_session_waits_to_the_day_and_is_late_the_day_after(
    screen: Screen, rule: str, last: Intensity, planned: Intensity | None, wait: int, longest: int
) -> None:
    early = screen(history=[ago(wait - 1, last)], intensity=planned)
    assert (fired(early), early.earliest) == ([(rule, NT)], TODAY + timedelta(days=1))
    assert fired(screen(history=[ago(wait, last)], intensity=planned)) == []
    on_time = screen(history=[ago(longest, last)], intensity=planned)
    late = screen(history=[ago(longest + 1, last)], intensity=planned)
    assert (on_time.findings, late.findings) == ((), ())
    assert not any("Later than" in sentence for sentence in on_time.advice)
    assert "Later than the usual window, which ended Sat 21 Nov 2026." in late.advice


@pytest.mark.parametrize("rule", ["S-INT-01"])
def test_only_the_latest_session_must_be_graded(screen: Screen, rule: str) -> None:
    assert fired(screen(history=[ago(30, None), ago(60, MILD)])) == [(rule, PD)]
    assert fired(screen(history=[ago(30, MILD), ago(60, None)])) == []
    assert fired(screen(history=[ago(30, DEEP)])) == []


@pytest.mark.parametrize("rule", ["S-CRS-01"])
def test_a_course_is_short_before_the_fourth_and_long_from_the_ninth(screen: Screen, rule: str) -> None:
    sessions = [ago(30 * number, MILD) for number in range(1, 10)]

    def short(done: int) -> bool:
        return any("the usual course is 4 to 8" in said for said in screen(history=sessions[:done]).advice)

    assert [short(done) for done in (0, 2, 3, 7)] == [True, True, False, False]
    assert fired(screen(history=sessions[:7])) == []
    assert fired(screen(history=sessions[:8])) == [(rule, PD)]


@pytest.mark.parametrize(
    ("rule", "born", "status"),
    [
        ("X-15", date(2008, 11, 23), DNT),
        ("X-15", date(2008, 11, 22), PD),
        ("X-15", date(2004, 11, 23), PD),
        ("X-15", date(2004, 11, 22), None),
        ("X-15", None, None),
    ],
)
def test_a_birthday_counts_from_its_day(screen: Screen, rule: str, born: date | None, status: Status | None) -> None:
    verdict = screen(born=born)
    assert (fired(verdict), verdict.earliest) == ([(rule, status)] if status else [], None)


@pytest.mark.parametrize("rule", ["S-ZON-03"])
def test_the_face_comes_first_and_the_body_is_there(screen: Screen, rule: str) -> None:
    assert list(TREATABLE)[: len(FACE)] == list(FACE)
    assert screen(zones=tuple(BODY)).findings == ()
