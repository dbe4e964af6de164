"""What always holds, over any answers, plans, histories and letters."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Answers, Reply
from needledesk.domain.calendar import When, moment_of
from needledesk.domain.letters import Clearance
from needledesk.domain.protocol import Ask, Question, Status
from needledesk.domain.screening import PastSession, Plan, assess, zones_to_leave
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import ALL, FACE, NEVER, TREATABLE

NO, UNSURE = Answer(Reply.NO), Answer(Reply.UNSURE)
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
