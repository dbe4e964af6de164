"""Answers are kept one by one, the verdict follows, and a decision needs a reason and a verdict that asks for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.domain.returning import News
from needledesk.domain.screening import Plan
from needledesk.errors import BadInput, NotNow


def test_an_unanswered_screening_is_incomplete_and_blank_stays_apart_from_unsure(desk: Desk, begin) -> None:
    visit = begin(clotting_condition=Answer(Reply.UNSURE))
    desk.screening.answer(visit.id, "pregnant", None)
    verdict = desk.screening.verdict(visit.id)
    assert verdict.status is Status.INCOMPLETE
    assert verdict.blank == ("pregnant",)
    assert verdict.unsure == ("clotting_condition",)


def test_every_field_of_an_answer_comes_back(desk: Desk, begin) -> None:
    said = Answer(Reply.YES, last=When("2026-11"), prescribed=Reply.UNSURE, name="ginkgo")
    visit = begin(herbal=said)
    assert desk.visits.get(visit.id).answers["herbal"] == said


def test_rest_of_group_fills_blanks_but_not_what_is_asked_anew_each_visit(desk: Desk, begin) -> None:
    visit = begin()
    protocol = desk.protocol()
    absolute = [question for question in protocol.asked if question.group == protocol.question("pregnant").group]
    for question in absolute:
        desk.screening.answer(visit.id, question.key, None)
    filled = desk.screening.rest_of_group(visit.id, absolute[0].group)
    assert set(filled) == {question.key for question in absolute if not question.asked_again}
    assert "pregnant" not in filled
    assert all(desk.visits.get(visit.id).answers[key].grouped for key in filled)


def test_a_letter_on_file_makes_it_the_practitioners_decision(desk: Desk, begin) -> None:
    visit = begin(diabetes=Answer(Reply.YES))
    assert desk.screening.verdict(visit.id).status is Status.MEDICAL_CLEARANCE
    desk.letters.record(visit.client, Letter(("S-CON-07",), date(2026, 11, 10), "family doctor"))
    assert desk.screening.verdict(visit.id).status is Status.PRACTITIONER_DECISION


def test_a_decision_needs_a_reason_and_something_to_decide(desk: Desk, begin) -> None:
    clear = begin()
    with pytest.raises(NotNow):
        desk.screening.decide(clear.id, treat=True, reason="why not")
    visit = begin(diabetes=Answer(Reply.YES))
    desk.letters.record(visit.client, Letter(("S-CON-07",), date(2026, 11, 10), "family doctor"))
    with pytest.raises(BadInput):
        desk.screening.decide(visit.id, treat=True, reason=" ok ")
    decision = desk.screening.decide(visit.id, treat=True, reason="Letter read")
    assert desk.visits.get(visit.id).decision == decision
    assert decision.by == "M. Averil"


def test_the_bench_knows_every_zone_to_leave(desk: Desk, begin, clock) -> None:
    visit = begin(open_wound=Answer(Reply.YES, zones=("arms",)))
    desk.screening.plan(visit.id, Plan(zones=("chin",)))
    left = desk.screening.bench(visit.id).zones_to_leave(desk.visits.get(visit.id).answers, clock.at)
    assert left == {"arms": "cut, sore or graze"}


def test_answers_stay_as_they_were_once_treatment_has_started(desk: Desk, begin) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    with pytest.raises(NotNow):
        desk.screening.answer(visit.id, "pregnant", Answer(Reply.YES))
    assert desk.visits.get(visit.id).answers["pregnant"].reply is Reply.NO


def test_the_verdict_of_a_started_visit_is_the_one_that_was_ruled(desk: Desk, begin, clock) -> None:
    visit = begin(raised_mole=Answer(Reply.YES, zones=("chin",)))
    desk.treatment.start(visit.id)
    ruled = desk.screening.verdict(visit.id)
    clock.at = clock.at.replace(year=2030)
    assert desk.screening.verdict(visit.id) == ruled
    assert ruled.excluded_zones == ("chin",)
    assert ruled.findings[0].line == "31"


def test_a_decision_does_not_outlive_the_answers_it_was_taken_on(desk: Desk, begin) -> None:
    visit = begin(diabetes=Answer(Reply.YES))
    desk.letters.record(visit.client, Letter(("S-CON-07",), date(2026, 11, 10), "family doctor"))
    desk.letters.record(visit.client, Letter(("S-CON-03",), date(2026, 11, 10), "family doctor"))
    desk.screening.decide(visit.id, treat=True, reason="Letter read")
    desk.screening.answer(visit.id, "psoriasis", Answer(Reply.YES))
    assert desk.visits.get(visit.id).decision is None
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)


def come_back(desk: Desk, clock, begin, **said: Answer):
    """A second visit, thirty days after one in which everything was answered."""
    first = begin(**said)
    desk.visits.close(first.id)
    clock.at += timedelta(days=30)
    return desk.visits.begin(first.client)


def test_a_second_visit_starts_blank_and_knows_the_last_answers(desk: Desk, begin, clock) -> None:
    second = come_back(desk, clock, begin, diabetes=Answer(Reply.YES, detail="type 2"))
    assert desk.visits.get(second.id).answers == {}
    earlier = desk.screening.bench(second.id).earlier
    assert earlier["diabetes"].answer == Answer(Reply.YES, detail="type 2")
    assert earlier["diabetes"].at == clock.at - timedelta(days=30)
    assert desk.screening.verdict(second.id).status is Status.INCOMPLETE


def test_confirming_needs_the_answer_that_nothing_is_new(desk: Desk, begin, clock) -> None:
    second = come_back(desk, clock, begin)
    with pytest.raises(NotNow):
        desk.screening.confirm(second.id, ["diabetes"])
    desk.screening.tell_news(second.id, News(Reply.YES, "antibiotics"))
    with pytest.raises(NotNow):
        desk.screening.confirm(second.id, ["diabetes"])
    desk.screening.tell_news(second.id, News(Reply.NO))
    assert desk.screening.confirm(second.id, ["diabetes", "pregnant", "psoriasis"]) == ("diabetes", "psoriasis")
    answers = desk.visits.get(second.id).answers
    assert answers == dict.fromkeys(("diabetes", "psoriasis"), Answer(Reply.NO, carried=True))


def test_what_was_confirmed_is_blank_again_once_something_is_new(desk: Desk, begin, clock) -> None:
    second = come_back(desk, clock, begin)
    desk.screening.tell_news(second.id, News(Reply.NO))
    desk.screening.confirm(second.id, ["diabetes"])
    desk.screening.answer(second.id, "keloid", Answer(Reply.NO))
    desk.screening.tell_news(second.id, News(Reply.YES, "a new tablet"))
    assert set(desk.visits.get(second.id).answers) == {"keloid"}


def test_one_tap_answers_no_to_the_questions_that_share_a_name(desk: Desk, begin) -> None:
    visit = begin()
    for key in ("aspirin", "nsaid"):
        desk.screening.answer(visit.id, key, None)
    name = desk.protocol().question("aspirin").together
    assert desk.screening.none_of(visit.id, name) == ("aspirin", "nsaid")
    assert desk.visits.get(visit.id).answers["nsaid"] == Answer(Reply.NO, grouped=True)
    assert desk.screening.none_of(visit.id, "") == ()


ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def test_an_override_keeps_name_reason_and_moment_and_never_the_word(desk: Desk, begin, clock) -> None:
    visit = begin(aspirin=ASPIRIN)
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)
    kept = desk.screening.override(visit.id, " four days, small zone, agreed ", " M. Averil ")
    assert (kept.status, kept.reason, kept.by, kept.at) == (
        Status.NOT_TODAY,
        "four days, small zone, agreed",
        "M. Averil",
        clock.at,
    )
    assert desk.visits.get(visit.id).override == kept
    assert desk.screening.verdict(visit.id).status is Status.NOT_TODAY
    desk.treatment.start(visit.id)
    ruled = desk.visits.get(visit.id)
    assert ruled.verdict is not None
    assert (ruled.verdict.status, ruled.override) == (Status.NOT_TODAY, kept)


@pytest.mark.parametrize(("reason", "by"), [("", "M. Averil"), (" ok ", "M. Averil"), ("agreed", "  ")])
def test_an_override_needs_a_reason_and_a_name(desk: Desk, begin, reason: str, by: str) -> None:
    visit = begin(aspirin=ASPIRIN)
    with pytest.raises(BadInput) as refused:
        desk.screening.override(visit.id, reason, by)
    assert refused.value.safe == "Nothing has changed."
    assert desk.visits.get(visit.id).override is None


def test_do_not_treat_takes_no_override(desk: Desk, begin) -> None:
    visit = begin(aspirin=ASPIRIN, pregnant=Answer(Reply.YES))
    with pytest.raises(NotNow, match="do not treat"):
        desk.screening.override(visit.id, "she insists", "M. Averil")
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)


@pytest.mark.parametrize("left", [None, Answer(Reply.UNSURE)])
def test_nothing_is_overridden_while_a_question_is_open(desk: Desk, begin, left: Answer | None) -> None:
    visit = begin(aspirin=ASPIRIN)
    desk.screening.answer(visit.id, "fish_oil", left)
    with pytest.raises(NotNow, match="never a no"):
        desk.screening.override(visit.id, "agreed", "M. Averil")


def test_there_is_nothing_to_override_where_nothing_stops_treatment(desk: Desk, begin) -> None:
    with pytest.raises(NotNow, match="nothing to override"):
        desk.screening.override(begin().id, "agreed", "M. Averil")


@pytest.mark.parametrize(
    "change",
    [
        lambda desk, visit: desk.screening.answer(visit, "vitamin_e", Answer(Reply.NO)),
        lambda desk, visit: desk.screening.answer(visit, "fish_oil", None),
        lambda desk, visit: desk.screening.plan(visit, Plan(zones=("chin",))),
        lambda desk, visit: desk.letters.record(
            desk.visits.get(visit).client, Letter(("S-CON-07",), date(2026, 11, 10), "family doctor")
        ),
        lambda desk, visit: desk.screening.withdraw_override(visit),
    ],
    ids=["another answer", "cleared answer", "plan", "letter", "withdrawn"],
)
def test_an_override_falls_when_what_it_was_written_on_changes(desk: Desk, begin, change) -> None:
    visit = begin(aspirin=ASPIRIN)
    desk.screening.override(visit.id, "four days, agreed", "M. Averil")
    change(desk, visit.id)
    assert desk.visits.get(visit.id).override is None
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)


def test_a_withdrawn_override_stays_in_the_record(desk: Desk, begin, clock, open_desk) -> None:
    from needledesk.storage import decisions
    from needledesk.storage.vault import Vault

    visit = begin(aspirin=ASPIRIN)
    first = desk.screening.override(visit.id, "four days, agreed", "M. Averil")
    desk.screening.withdraw_override(visit.id)
    second = desk.screening.override(visit.id, "asked her doctor by phone", "M. Averil")
    desk.close()
    with Vault.open(desk.path, None) as vault:
        assert decisions.overrides(vault, visit.id) == [(first, clock.at), (second, None)]


def test_an_override_can_be_withdrawn_until_treatment_starts(desk: Desk, begin) -> None:
    visit = begin(aspirin=ASPIRIN)
    kept = desk.screening.override(visit.id, "four days, agreed", "M. Averil")
    desk.treatment.start(visit.id)
    with pytest.raises(NotNow, match="started"):
        desk.screening.withdraw_override(visit.id)
    assert desk.visits.get(visit.id).override == kept


def test_a_worse_verdict_than_the_overridden_one_does_not_start(desk: Desk, begin, clock) -> None:
    visit = begin(aspirin=ASPIRIN, diabetes=Answer(Reply.YES))
    desk.letters.record(visit.client, Letter(("S-CON-07",), date(2026, 11, 10), "Dr A", date(2026, 11, 22)))
    assert desk.screening.override(visit.id, "four days, agreed", "M. Averil").status is Status.NOT_TODAY
    clock.at = clock.at.replace(day=23)  # the letter is over
    assert desk.screening.verdict(visit.id).status is Status.MEDICAL_CLEARANCE
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)


def test_an_override_is_of_the_verdict_that_was_seen(desk: Desk, begin) -> None:
    visit = begin(diabetes=Answer(Reply.YES))
    with pytest.raises(NotNow, match="changed meanwhile"):
        desk.screening.override(visit.id, "two days short", "M. Averil", Status.NOT_TODAY)
    assert desk.visits.get(visit.id).override is None
    assert desk.screening.override(visit.id, "doctor on the phone", "M. Averil", Status.MEDICAL_CLEARANCE)


def test_only_confirming_carries_an_answer_over(desk: Desk, begin, clock) -> None:
    second = come_back(desk, clock, begin)
    desk.screening.answer(second.id, "pregnant", Answer(Reply.NO, carried=True))
    assert not desk.visits.get(second.id).answers["pregnant"].carried


def test_a_session_of_a_day_to_come_counts_as_todays(desk: Desk, begin, clock, record) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    desk.treatment.finish(visit.id)
    desk.visits.close(visit.id)
    clock.at -= timedelta(days=300)
    again = desk.visits.begin(visit.client)
    verdict = desk.screening.verdict(again.id)
    assert verdict.status is Status.NOT_TODAY
    assert verdict.earliest == clock.at.date() + timedelta(days=14)
