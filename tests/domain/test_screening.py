"""The verdict as a whole: what wins, what stays listed, what a letter changes, and what always holds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Answers, Reply
from needledesk.domain.calendar import When, moment_of
from needledesk.domain.protocol import Ask, Protocol, Question, Status
from needledesk.domain.screening import Clearance, PastSession, Plan, Verdict, assess, zones_to_leave
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import ALL, FACE, NEVER, TREATABLE

Screen = Callable[..., Verdict]
YES, NO, UNSURE = Answer(Reply.YES), Answer(Reply.NO), Answer(Reply.UNSURE)
ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def test_all_no_proceeds(screen: Screen) -> None:
    verdict = screen()
    assert (verdict.status, verdict.findings, verdict.open_questions) == (Status.PROCEED, (), ())
    assert (verdict.earliest, verdict.dateless, verdict.excluded_zones) == (None, False, ())


def test_blank_and_unsure_are_two_things_and_neither_is_a_no(screen: Screen) -> None:
    verdict = screen({"clotting_condition": UNSURE}, blank=("pregnant",))
    assert verdict.status is Status.INCOMPLETE
    assert (verdict.blank, verdict.unsure) == (("pregnant",), ("clotting_condition",))
    assert verdict.open_questions == ("pregnant", "clotting_condition")


def test_worst_status_and_latest_date_win_and_all_is_listed(screen: Screen) -> None:
    answers = {
        "aspirin": ASPIRIN,
        "isotretinoin": Answer(Reply.YES, last=When("2026-07-14")),
        "herpes_history": YES,
        "herbal": UNSURE,
        "rosacea": Answer(Reply.YES, zones=("nose",)),
    }
    verdict = screen(answers)
    assert (verdict.status, verdict.earliest) == (Status.MEDICAL_CLEARANCE, date(2027, 1, 14))
    assert [finding.rule for finding in verdict.findings] == ["S-CON-06", "S-MED-09", "S-MED-01", "S-PRE-03"]
    assert (verdict.unsure, verdict.excluded_zones) == (("herbal",), ("nose",))


def test_a_day_wins_over_an_earlier_hour_and_a_tie_keeps_the_day(screen: Screen) -> None:
    retinoid = Answer(Reply.YES, last=When("2026-11-21T21:00"))
    both = screen({"aspirin": ASPIRIN, "retinoid": retinoid})
    assert both.earliest == date(2026, 11, 26)
    week_ago = replace(ASPIRIN, last=When("2026-11-16"))
    tie = screen({"aspirin": week_ago, "retinoid": Answer(Reply.YES, last=When("2026-11-21"))})
    assert tie.earliest == date(2026, 11, 23)
    assert not isinstance(tie.earliest, datetime)
    session = PastSession(date(2026, 11, 9), Intensity.MILD)
    other_way_round = screen({"retinoid": Answer(Reply.YES, last=When("2026-11-21"))}, history=[session])
    assert other_way_round.earliest == date(2026, 11, 23)
    assert not isinstance(other_way_round.earliest, datetime)
    hours = screen({"aspirin": week_ago, "retinoid": Answer(Reply.YES, last=When("2026-11-22T01:00"))})
    assert hours.earliest == datetime(2026, 11, 23, 1, tzinfo=ZoneInfo("America/New_York"))


def test_do_not_treat_shows_no_date_but_every_finding(screen: Screen) -> None:
    verdict = screen({"pregnant": YES, "aspirin": ASPIRIN})
    assert (verdict.status, verdict.earliest) == (Status.DO_NOT_TREAT, None)
    assert [finding.rule for finding in verdict.findings] == ["S-ABS-09", "S-MED-01"]


def test_a_wait_without_a_date_is_said_beside_a_date(screen: Screen) -> None:
    verdict = screen({"eczema_active": YES, "aspirin": ASPIRIN})
    assert (verdict.status, verdict.earliest, verdict.dateless) == (Status.NOT_TODAY, date(2026, 11, 26), True)


def test_every_planned_zone_left_out_is_not_today(screen: Screen) -> None:
    answers = {
        "acne_active": Answer(Reply.YES, zones=("cheek_left",)),
        "raised_mole": Answer(Reply.YES, zones=("cheek_right", "neck")),
    }
    verdict = screen(answers, zones=("cheek_left", "cheek_right"))
    assert (verdict.status, verdict.earliest, verdict.dateless) == (Status.NOT_TODAY, None, True)
    assert {finding.status for finding in verdict.findings} == {Status.PROCEED_ZONE_LIMITED}
    assert "Every planned zone is left out today." in verdict.advice
    assert screen(answers, zones=("cheek_left", "chin")).status is Status.PROCEED_ZONE_LIMITED
    assert screen(answers, zones=()).status is Status.PROCEED_ZONE_LIMITED


@pytest.mark.parametrize(
    ("rule", "zones"),
    [
        ("S-ZON-01", ("eyelid_upper_left",)),
        ("S-ZON-01", ("eyelid_lower_left", "eyelid_lower_right")),
        ("S-ZON-02", ("lip_vermilion",)),
    ],
)
def test_eyelids_and_lips_are_left_out_when_planned(screen: Screen, rule: str, zones: tuple[str, ...]) -> None:
    verdict = screen(zones=("crows_feet_left", *zones))
    assert [finding.rule for finding in verdict.findings] == [rule]
    assert (verdict.status, verdict.excluded_zones) == (Status.PROCEED_ZONE_LIMITED, zones)
    assert screen(zones=zones).status is Status.NOT_TODAY
    assert screen(zones=tuple(TREATABLE)).findings == ()


@pytest.mark.parametrize(
    ("born", "status"),
    [
        ("2008-11-23", Status.DO_NOT_TREAT),
        ("2008-11-22", Status.PRACTITIONER_DECISION),
        ("2004-11-23", Status.PRACTITIONER_DECISION),
        ("2004-11-22", Status.PROCEED),
    ],
)
def test_age_x_15_counts_from_the_birthday(screen: Screen, born: str, status: Status) -> None:
    verdict = screen(born=date.fromisoformat(born))
    assert (verdict.status, verdict.earliest) == (status, None)
    assert [finding.rule for finding in verdict.findings] == ([] if status is Status.PROCEED else ["X-15"])


@pytest.mark.parametrize(
    ("dated", "expires", "holds"),
    [
        ("2026-11-22", None, True),
        ("2026-11-23", None, False),
        ("2025-11-22", None, True),
        ("2025-11-21", None, False),
        ("2026-01-01", "2026-11-22", True),
        ("2026-01-01", "2026-11-21", False),
        ("2020-01-01", "2030-01-01", True),
    ],
)
def test_a_letter_holds_for_twelve_months_or_as_long_as_it_says(
    screen: Screen, dated: str, expires: str | None, holds: bool
) -> None:
    end = date.fromisoformat(expires) if expires else None
    letter = Clearance("S-CON-07", date.fromisoformat(dated), "Dr S. Brandvold", end)
    verdict = screen({"diabetes": YES}, letters=[letter])
    assert verdict.status is (Status.PRACTITIONER_DECISION if holds else Status.MEDICAL_CLEARANCE)
    assert [finding.rule for finding in verdict.findings] == ["S-CON-07"]


def test_a_letter_answers_only_its_own_rule(screen: Screen) -> None:
    letter = Clearance("S-CON-07", date(2026, 11, 10), "Dr S. Brandvold")
    assert screen({"psoriasis": YES}, letters=[letter]).status is Status.MEDICAL_CLEARANCE
    both = screen({"psoriasis": YES, "diabetes": YES}, letters=[letter])
    assert both.status is Status.MEDICAL_CLEARANCE


@pytest.mark.parametrize(
    ("rule", "key", "answer", "status"),
    [
        ("S-ABS-04", "cardiac", YES, Status.DO_NOT_TREAT),
        ("S-CON-02", "eczema_active", YES, Status.NOT_TODAY),
        ("S-MED-01", "aspirin", ASPIRIN, Status.NOT_TODAY),
        ("S-MED-09", "isotretinoin", Answer(Reply.YES, last=When("unknown")), Status.INCOMPLETE),
    ],
)
def test_a_letter_lifts_nothing_else(screen: Screen, rule: str, key: str, answer: Answer, status: Status) -> None:
    letter = Clearance(rule, date(2026, 11, 10), "Dr S. Brandvold")
    assert screen({key: answer}, letters=[letter]).status is status


def test_a_letter_leaves_the_zones_out_and_gaps_open(screen: Screen) -> None:
    letter = Clearance("S-PRE-01", date(2026, 11, 10), "Dr S. Brandvold")
    spot = screen({"suspicious_lesion": Answer(Reply.YES, zones=("nose",))}, letters=[letter])
    assert (spot.status, spot.excluded_zones) == (Status.PRACTITIONER_DECISION, ("nose",))
    gap = screen({"suspicious_lesion": YES}, letters=[letter])
    assert gap.status is Status.INCOMPLETE


AT = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/New_York"))


def test_zones_are_left_whether_planned_or_not_each_with_its_reason(switched_on: Protocol) -> None:
    answers = {
        "raised_mole": Answer(Reply.YES, zones=("back", "chin")),
        "suspicious_lesion": Answer(Reply.YES, zones=("neck", "chin")),
        "acne_active": Answer(Reply.NO, zones=("nose",)),
        "rosacea": Answer(Reply.UNSURE, zones=("nose",)),
        "infection_fungal": Answer(Reply.YES, zones=("nose",)),
    }
    left = zones_to_leave(switched_on, answers, Plan(zones=("chin",)), AT)
    doubtful = "new, changing or doubtful spot"
    assert left == {"chin": doubtful, "neck": doubtful, "back": "raised mole"}
    assert list(left) == ["chin", "neck", "back"]
    assert zones_to_leave(switched_on, {}, Plan(zones=("chin",)), AT) == {}


def test_a_rule_that_is_off_leaves_no_zone(shipped: Protocol, switched_on: Protocol) -> None:
    tattoo = {"x_tattoo": Answer(Reply.YES, zones=("arms",))}
    assert zones_to_leave(shipped, tattoo, Plan(), AT) == {}
    assert zones_to_leave(switched_on, tattoo, Plan(), AT) == {"arms": "tattoo or inked makeup"}


@pytest.mark.parametrize(
    ("last", "planned", "left"),
    [
        ("2026-05-23", ("chin",), {"back", "chin"}),  # under six months
        ("2026-01-01", ("chin",), {"back"}),  # decided for the planned zone; the other was never asked about
        ("2026-01-01", (), set()),
        ("unknown", ("chin",), {"back"}),
        ("2020-01-01", ("chin",), set()),  # long over
    ],
)
def test_a_scar_keeps_its_zone_only_as_long_as_its_rule_counts(
    switched_on: Protocol, last: str, planned: tuple[str, ...], left: set[str]
) -> None:
    scar = {"x_recent_scar": Answer(Reply.YES, last=When(last), zones=("chin", "back"))}
    assert set(zones_to_leave(switched_on, scar, Plan(zones=planned), AT)) == left


@pytest.mark.parametrize("past", [True, False])
def test_a_skin_cancer_elsewhere_keeps_its_zone(shipped: Protocol, past: bool) -> None:
    answer = {"x_skin_cancer": Answer(Reply.YES, zones=("back",), past=past)}
    assert zones_to_leave(shipped, answer, Plan(zones=("chin",)), AT) == {"back": "skin cancer"}
    assert zones_to_leave(shipped, answer, Plan(zones=("back",)), AT) == {}


def test_a_letter_takes_the_date_away(screen: Screen) -> None:
    answer = {"x_face_surgery": Answer(Reply.YES, last=When("2026-06-01"))}
    assert screen(answer, needs=("X-11",)).earliest == date(2027, 6, 1)
    letter = Clearance("X-11", date(2026, 11, 10), "Dr S. Brandvold")
    assert screen(answer, needs=("X-11",), letters=[letter]).earliest is None


# What always holds, over any answers, plans, histories and letters.

PROTOCOL = shipped_protocol()
EVERYTHING = replace(PROTOCOL, rules={name: replace(rule, on=True) for name, rule in PROTOCOL.rules.items()})
ZONE = ZoneInfo("America/New_York")
DAYS = st.dates(date(2025, 10, 1), date(2026, 12, 31))
LASTS = st.one_of(
    DAYS.map(lambda day: When(day.isoformat())),
    st.datetimes(datetime(2026, 10, 15), datetime(2026, 11, 25)).map(lambda at: When(at.strftime("%Y-%m-%dT%H:%M"))),
    st.sampled_from(["unknown", "2026", "2025", "2026-05", "2026-11"]).map(When),
)
REPLIES = st.sampled_from([None, *Reply])
SOME_ZONES = st.lists(st.sampled_from(sorted(ALL)), max_size=3, unique=True).map(tuple)
YESES = st.builds(
    Answer,
    reply=st.just(Reply.YES),
    last=st.none() | LASTS,
    prescribed=REPLIES,
    detail=st.sampled_from(["", "told so"]),
    zones=SOME_ZONES,
    current=st.booleans(),
    past=st.booleans(),
)
ANSWERS = st.fixed_dictionaries(
    {}, optional={question.key: st.sampled_from([NO, NO, UNSURE]) | YESES for question in EVERYTHING.questions}
)
PLANS = st.builds(
    Plan,
    intensity=st.sampled_from([None, *Intensity]),
    zones=SOME_ZONES,
    born=st.none() | st.dates(date(1950, 1, 1), date(2012, 1, 1)),
)
EARLIER = st.dates(date(2026, 8, 1), date(2026, 10, 25))
DATED = st.sampled_from([question for question in EVERYTHING.questions if Ask.LAST in question.asks])
HISTORIES = st.lists(st.builds(PastSession, DAYS, st.sampled_from([None, *Intensity])), max_size=10)
RULES = st.sampled_from(sorted(EVERYTHING.rules))
LETTERS = st.lists(st.builds(Clearance, RULES, DAYS, st.just("Dr S. Brandvold"), st.none() | DAYS), max_size=4)
MOMENTS = st.datetimes(datetime(2026, 10, 25), datetime(2026, 11, 30), timezones=st.just(ZONE))
HELD_BACK = re.compile(r"\b(stop|stops|stopped|stopping|pause|paused|discontinu\w*)\b", re.IGNORECASE)
CLAIMS = re.compile(r"safe|cleared|approved|permanent|immediate|no down ?time|very rare", re.IGNORECASE)


@given(ANSWERS, PLANS, HISTORIES, LETTERS, MOMENTS)
def test_the_parts_of_a_verdict_agree(
    answers: Answers, plan: Plan, history: list[PastSession], letters: list[Clearance], at: datetime
) -> None:
    verdict = assess(EVERYTHING, answers, plan, history, letters, at)
    ranks = [finding.status.rank for finding in verdict.findings]
    assert all(worse >= better for worse, better in pairwise(ranks))
    assert verdict.status.rank >= max(ranks, default=0)
    if verdict.status is Status.DO_NOT_TREAT:
        assert verdict.earliest is None
    for finding in verdict.findings:
        if finding.status in (Status.DO_NOT_TREAT, Status.PRACTITIONER_DECISION, Status.INCOMPLETE):
            assert finding.earliest is None
        assert finding.rule not in ("S-MED-03", "S-MED-07") or finding.earliest is None
        assert bool(finding.arithmetic) == (finding.earliest is not None)
        assert set(finding.zones) <= set(verdict.excluded_zones)
        assert EVERYTHING.on(finding.rule)
        assert finding.title
        assert finding.reason
        if finding.earliest and verdict.earliest:
            assert moment_of(finding.earliest, ZONE) <= moment_of(verdict.earliest, ZONE)
    if verdict.open_questions:
        assert verdict.status.rank >= Status.INCOMPLETE.rank
    asked = {question.key for question in EVERYTHING.asked}
    assert set(verdict.blank) == asked - set(answers)
    assert not set(verdict.blank) & set(verdict.unsure)


@given(ANSWERS, PLANS, MOMENTS, st.sampled_from(sorted(TREATABLE)))
def test_a_zone_that_would_be_left_out_if_planned_is_left_if_not(
    answers: Answers, plan: Plan, at: datetime, zone: str
) -> None:
    left = zones_to_leave(EVERYTHING, answers, plan, at)
    assert set(assess(EVERYTHING, answers, plan, (), (), at).excluded_zones) - set(NEVER) <= set(left)
    if zone not in left and plan.zones:
        planned_too = replace(plan, zones=(*plan.zones, zone))
        before, after = (assess(EVERYTHING, answers, each, (), (), at) for each in (plan, planned_too))
        assert zone not in after.excluded_zones
        assert {(found.rule, found.status) for found in after.findings} == {
            (found.rule, found.status) for found in before.findings
        }


@given(ANSWERS, PLANS, HISTORIES, LETTERS, MOMENTS)
def test_no_finding_holds_back_a_medicine_or_claims_too_much(
    answers: Answers, plan: Plan, history: list[PastSession], letters: list[Clearance], at: datetime
) -> None:
    verdict = assess(EVERYTHING, answers, plan, history, letters, at)
    for finding in verdict.findings:
        text = " ".join((finding.title, finding.reason, finding.arithmetic, finding.answer))
        assert not CLAIMS.search(text)
        assert not HELD_BACK.search(text)
    assert not CLAIMS.search(" ".join(verdict.advice))


@given(ANSWERS, PLANS, HISTORIES, LETTERS, MOMENTS, st.randoms())
def test_the_order_of_what_is_handed_in_never_matters(
    answers: dict[str, Answer],
    plan: Plan,
    history: list[PastSession],
    letters: list[Clearance],
    at: datetime,
    chance: random.Random,
) -> None:
    verdict = assess(EVERYTHING, answers, plan, history, letters, at)
    items, sessions, post = list(answers.items()), list(history), list(letters)
    for shuffled in (items, sessions, post):
        chance.shuffle(shuffled)
    planned = list(plan.zones)
    chance.shuffle(planned)
    again = assess(EVERYTHING, dict(items), replace(plan, zones=tuple(planned)), sessions, post, at)
    assert again == verdict


@given(ANSWERS, PLANS, HISTORIES, MOMENTS, st.sampled_from([question.key for question in EVERYTHING.questions]), YESES)
def test_one_more_yes_never_lowers_the_status(
    answers: dict[str, Answer], plan: Plan, history: list[PastSession], at: datetime, key: str, more: Answer
) -> None:
    before = assess(EVERYTHING, answers | {key: NO}, plan, history, (), at)
    after = assess(EVERYTHING, answers | {key: more}, plan, history, (), at)
    assert after.status.rank >= before.status.rank
    assert set(after.excluded_zones) >= set(before.excluded_zones)
    assert {finding.rule for finding in after.findings} >= {finding.rule for finding in before.findings}


@given(
    st.fixed_dictionaries({question.key: st.just(NO) | YESES for question in EVERYTHING.questions}),
    PLANS,
    st.lists(st.builds(PastSession, EARLIER, st.sampled_from(Intensity)), max_size=2),
    MOMENTS,
    st.timedeltas(timedelta(0), timedelta(days=400)),
)
def test_time_alone_never_turns_a_proceed_into_not_today(
    answers: dict[str, Answer], plan: Plan, history: list[PastSession], at: datetime, later: timedelta
) -> None:
    now = assess(EVERYTHING, answers, plan, history, (), at)
    then = assess(EVERYTHING, answers, plan, history, (), at + later)
    if now.status.rank < Status.NOT_TODAY.rank:
        assert then.status.rank <= now.status.rank


@given(DATED, LASTS, st.sampled_from(Intensity), MOMENTS)
def test_on_the_earliest_date_the_way_is_free(
    question: Question, last: When, intensity: Intensity, at: datetime
) -> None:
    none = {other.key: NO for other in EVERYTHING.questions}
    answers = none | {question.key: Answer(Reply.YES, last=last, prescribed=Reply.NO, zones=("neck",))}
    plan = Plan(intensity, tuple(FACE))
    verdict = assess(EVERYTHING, answers, plan, (), (), at)
    if verdict.status is Status.NOT_TODAY and verdict.earliest:
        then = moment_of(verdict.earliest, ZONE).astimezone(ZONE)
        assert assess(EVERYTHING, answers, plan, (), (), then).status.rank < Status.INCOMPLETE.rank
        just_before = then - timedelta(minutes=1)
        assert assess(EVERYTHING, answers, plan, (), (), just_before).status is Status.NOT_TODAY
