"""What was asked, answered, ruled and decided comes back as it was."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Client
from needledesk.domain.protocol import Question, Status
from needledesk.domain.screening import Clearance, Decision, Finding, Verdict
from needledesk.storage import screening, visits
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
        "aspirin": (Answer(Reply.NO), later.astimezone(UTC)),
        "lips": (Answer(Reply.NO), at.astimezone(UTC)),
    }
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
    screening.decide(vault, visit, Decision(True, "letter read", "Ada", at))
    lighter = Verdict(Status.INCOMPLETE, blank=("lips",))
    screening.rule(vault, visit, lighter, at)
    assert screening.verdict(vault, visit) == lighter
    assert visits.get(vault, visit).decision == Decision(True, "letter read", "Ada", at)


def test_a_decision_can_be_changed_and_taken_back(vault: Vault, visit: int, at: datetime) -> None:
    for decision in (Decision(True, "a", "b", at), Decision(False, "", "", at), None):
        screening.decide(vault, visit, decision)
        assert screening.decision(vault, visit) == decision


def test_letters_stay_with_the_client(vault: Vault, client: Client, at: datetime) -> None:
    letters = [
        Clearance("S-CON-01", date(2026, 10, 1), "Dr. Weiß", date(2027, 4, 1), "dry skin only"),
        Clearance("S-ABS-04", date(2026, 11, 1), "Dr. Ö"),
    ]
    for letter in letters:
        screening.add_clearance(vault, client.id, letter, at)
    assert screening.clearances(vault, client.id) == letters
    assert screening.clearances(vault, client.id + 1) == []
