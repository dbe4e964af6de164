from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.returning import Earlier, with_news
from needledesk.domain.screening import Plan, Verdict, assess
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import FACE
from needledesk.ui.visit import screening_state
from needledesk.ui.visit.checklist import AGAIN, LOOK, SAME, layout
from needledesk.ui.visit.group_index import GroupState

AT = datetime(2026, 11, 22, 13, 30, tzinfo=ZoneInfo("America/New_York"))
PLAN = Plan(Intensity.MILD, tuple(FACE))


@pytest.fixture
def protocol(desk: Desk) -> Protocol:
    return desk.protocol()


def judged(protocol: Protocol, answers: dict[str, Answer]) -> Verdict:
    return assess(protocol, answers, PLAN, [], [], AT)


def groups(protocol: Protocol, answers: dict[str, Answer]) -> dict[str, GroupState]:
    states = screening_state.group_states(layout(protocol, {}, None), answers, PLAN, judged(protocol, answers))
    return {state.key: state for state in states}


def test_an_empty_screening_is_open_in_every_group(protocol: Protocol) -> None:
    states = groups(protocol, {})
    assert states["medicines"] == GroupState("medicines", "Medicines and products", "0 of 9", Status.INCOMPLETE)
    assert states[screening_state.PLAN].text == "Light · Full face"
    assert states[screening_state.PLAN].status is Status.PROCEED


def test_a_group_shows_its_worst_and_counts_what_is_unsure_or_lacks_something(protocol: Protocol) -> None:
    answers = {question.key: Answer(Reply.NO) for question in protocol.asked if question.group == "medicines"}
    answers["aspirin"] = Answer(Reply.YES, When("2026-11-19"), Reply.NO)
    answers["herbal"] = Answer(Reply.UNSURE)
    answers["vitamin_e"] = Answer(Reply.YES)
    state = groups(protocol, answers)["medicines"]
    assert (state.text, state.status) == ("9 of 9 · 1 unsure · 1 open", Status.NOT_TODAY)


def test_what_no_question_found_belongs_to_the_plan(protocol: Protocol) -> None:
    verdict = assess(protocol, {}, Plan(zones=("eyelid_upper_left", "chin")), [], [], AT)
    state = screening_state.group_states(layout(protocol, {}, None), {}, Plan(zones=("chin",)), verdict)[0]
    assert (state.key, state.status) == (screening_state.PLAN, Status.PROCEED_ZONE_LIMITED)


def test_what_is_new_counts_in_the_part_that_asks_it_and_changes_are_counted(protocol: Protocol) -> None:
    answers = {question.key: Answer(Reply.NO) for question in protocol.asked}
    earlier = {key: Earlier(answer, AT) for key, answer in answers.items()}
    verdict = with_news(judged(protocol, answers), earlier, None)
    parts = layout(protocol, earlier, None)
    states = screening_state.group_states(parts, answers, PLAN, verdict, {"retinoid", "diabetes"})
    assert [state.key for state in states[1:]] == [AGAIN, LOOK, SAME]
    assert states[1].status is Status.INCOMPLETE
    assert states[3].text.endswith("· 2 changed")


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (Plan(), "No zone yet"),
        (Plan(Intensity.DEEP, ("nose", "chin")), "Deep · Nose, Chin"),
        (Plan(Intensity.DEEP, ("forehead", "nose", "chin")), "Deep · 3 zones"),
    ],
)
def test_the_plan_in_a_few_words(protocol: Protocol, plan: Plan, text: str) -> None:
    assert screening_state.group_states(layout(protocol, {}, None), {}, plan, Verdict(Status.PROCEED))[0].text == text


def test_every_question_gets_its_outcome(protocol: Protocol) -> None:
    answers = {"isotretinoin": Answer(Reply.YES, When("2026-07-14")), "aspirin": Answer(Reply.YES)}
    rows = screening_state.outcomes(protocol, answers, judged(protocol, answers), date(2026, 11, 22))
    assert rows["isotretinoin"].text == "earliest Thu 14 Jan 2027"
    assert rows["aspirin"].text == "date missing"
    assert rows["nsaid"].text == ""


@pytest.mark.parametrize(
    ("before", "now", "typed"),
    [
        (Answer(Reply.YES), Answer(Reply.YES, name="x"), True),
        (Answer(Reply.YES, name="x"), Answer(Reply.YES, name="x", detail="y"), True),
        (Answer(Reply.YES), Answer(Reply.NO), False),
        (None, Answer(Reply.YES), False),
        (Answer(Reply.YES), None, False),
    ],
)
def test_typing_is_told_from_answering(before: Answer | None, now: Answer | None, typed: bool) -> None:
    assert screening_state.only_typed(before, now) is typed
