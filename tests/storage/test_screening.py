"""What was asked, answered, ruled and decided comes back as it was."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Client
from needledesk.domain.decisions import Decision
from needledesk.domain.protocol import Question, Status
from needledesk.domain.returning import NEWS, Earlier, News
from needledesk.domain.screening import Finding, Verdict
from needledesk.storage import decisions, screening, visits
from needledesk.storage.vault import Vault

ASPIRIN = Question("aspirin", "S-MED-01", "medicines", "Aspirin", "Have you taken “aspirin”?", "7 days")
LIPS = Question("lips", "S-ZON-02", "zones", "Lips", "Any sore?", "")
EVERYTHING = Answer(
    reply=Reply.YES,
    last=When("2026-11-21T10:01"),
    prescribed=Reply.UNSURE,
    name="ASA 100",
    detail="since spring, „daily“",
    zones=("cheek_left", "chin"),
    current=True,
    past=True,
    grouped=True,
    carried=True,
)


def finding(at: datetime) -> Finding:
    return Finding(
        rule="S-MED-01",
        status=Status.NOT_TODAY,
        title="Aspirin, 21 Nov",
        reason="7 days after the last dose",
        arithmetic="21 Nov + 7 days = 28 Nov",
        question="Have you taken “aspirin”?",
        answer="yes, 21 Nov 10:01",
        line="36",
        extension=True,
        earliest=at + timedelta(days=6),
        zones=("chin", "nose"),
        key="aspirin",
    )


def verdict(at: datetime) -> Verdict:
    return Verdict(
        status=Status.DO_NOT_TREAT,
        earliest=date(2026, 11, 28),
        excluded_zones=("chin", "nose"),
        findings=(
            finding(at),
            replace(finding(at), earliest=date(2027, 1, 2)),
            Finding("R", Status.PROCEED, *[""] * 6),
        ),
        blank=("lips", "aspirin"),
        unsure=("x",),
        advice=("Drink water.", "Rest."),
        dateless=True,
    )


@pytest.mark.parametrize("whole", [EVERYTHING, Verdict(Status.PROCEED)], ids=["answer", "verdict"])
def test_no_field_is_left_out_of_these_tests(whole: object, at: datetime) -> None:
    """A field that is added to one of these must be kept too."""
    for full, bare in (
        (EVERYTHING, Answer(Reply.NO)),
        (verdict(at), Verdict(Status.PROCEED)),
        (finding(at), Finding("", Status.PROCEED, *[""] * 6)),
    ):
        assert all(getattr(full, field.name) != getattr(bare, field.name) for field in fields(full))


def test_an_answer_comes_back_whole_with_the_sentence_that_was_asked(vault: Vault, visit: int, at: datetime) -> None:
    screening.answer(vault, visit, ASPIRIN, EVERYTHING, at)
    screening.answer(vault, visit, LIPS, Answer(Reply.NO), at)
    assert screening.answers(vault, visit) == {"aspirin": EVERYTHING, "lips": Answer(Reply.NO)}
    row = vault.row("SELECT asked, rule, answered_at FROM screening_answer WHERE question = 'aspirin'")
    assert tuple(row) == (ASPIRIN.text, "S-MED-01", "2026-11-22T18:30:00Z")


def test_answering_again_replaces_and_none_clears(vault: Vault, visit: int, at: datetime) -> None:
    screening.answer(vault, visit, ASPIRIN, EVERYTHING, at)
    screening.answer(vault, visit, ASPIRIN, Answer(Reply.UNSURE), at)
    assert screening.answers(vault, visit) == {"aspirin": Answer(Reply.UNSURE)}
    screening.answer(vault, visit, ASPIRIN, None, at)
    screening.answer(vault, visit, LIPS, None, at)
    assert screening.answers(vault, visit) == {}


def test_the_last_answers_come_from_earlier_visits_only(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    later, latest = at + timedelta(days=30), at + timedelta(days=60)
    second, third = (visits.begin(vault, client.id, when, "Europe/Berlin", 1) for when in (later, latest))
    screening.answer(vault, visit, ASPIRIN, EVERYTHING, at)
    screening.answer(vault, visit, LIPS, Answer(Reply.NO), at)
    screening.answer(vault, second, ASPIRIN, Answer(Reply.NO), later)
    screening.answer(vault, third, LIPS, Answer(Reply.YES), latest)
    assert screening.last_answers(vault, client.id, third) == {
        "aspirin": Earlier(Answer(Reply.NO), later, ASPIRIN.text),
        "lips": Earlier(Answer(Reply.NO), at, LIPS.text),
    }
    assert screening.last_answer(vault, client.id, third, "aspirin") == Earlier(Answer(Reply.NO), later, ASPIRIN.text)
    assert screening.last_answer(vault, client.id, second, "aspirin") == Earlier(EVERYTHING, at, ASPIRIN.text)
    assert screening.last_answer(vault, client.id, visit, "aspirin") is None
    assert screening.last_answers(vault, client.id, visit) == {}


def test_a_verdict_comes_back_whole(vault: Vault, visit: int, at: datetime) -> None:
    assert screening.verdict(vault, visit) is None
    screening.rule(vault, visit, verdict(at), at)
    back = screening.verdict(vault, visit)
    assert back == verdict(at)
    moment = back.findings[0].earliest
    assert isinstance(moment, datetime)
    assert moment.tzinfo == at.tzinfo
    assert type(back.earliest) is date


def test_ruling_again_replaces_verdict_and_findings_but_not_the_decision(
    vault: Vault, visit: int, at: datetime
) -> None:
    screening.rule(vault, visit, verdict(at), at)
    decisions.decide(vault, visit, Decision(True, "letter read", "Ada", at))
    lighter = Verdict(Status.INCOMPLETE, blank=("lips",))
    screening.rule(vault, visit, lighter, at)
    assert screening.verdict(vault, visit) == lighter
    assert visits.get(vault, visit).decision == Decision(True, "letter read", "Ada", at)


def test_what_was_carried_over_and_what_changed_is_kept(vault: Vault, visit: int, at: datetime) -> None:
    before = Earlier(Answer(Reply.NO), at - timedelta(days=30))
    screening.answer(vault, visit, ASPIRIN, EVERYTHING, at, before)
    screening.answer(vault, visit, LIPS, Answer(Reply.NO, carried=True), at, before)
    assert screening.changed_keys(vault, visit) == {"aspirin"}
    assert screening.answers(vault, visit)["lips"].carried
    row = vault.row("SELECT earlier_reply, earlier_at FROM screening_answer WHERE question = 'lips'")
    assert tuple(row) == ("no", "2026-10-23T17:30:00Z")


def test_news_is_kept_with_the_question_that_was_asked(vault: Vault, visit: int, at: datetime) -> None:
    assert screening.news(vault, visit) is None
    for news in (News(Reply.NO), News(Reply.YES, "antibiotics in May"), None):
        screening.tell_news(vault, visit, news, at)
        assert screening.news(vault, visit) == news
    screening.tell_news(vault, visit, News(Reply.UNSURE), at)
    assert vault.row("SELECT asked FROM screening_news")[0] == NEWS


def test_a_verdict_that_is_taken_back_leaves_nothing_but_the_decision(vault: Vault, visit: int, at: datetime) -> None:
    screening.rule(vault, visit, verdict(at), at)
    decided = Decision(True, "letter read", "M. Averil", at)
    decisions.decide(vault, visit, decided)
    screening.unrule(vault, visit)
    assert screening.verdict(vault, visit) is None
    assert vault.rows("SELECT * FROM screening_finding WHERE visit = ?", visit) == []
    assert decisions.decision(vault, visit) == decided
