"""Nothing is reckoned from a voided visit, and everything of it can still be read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Client
from needledesk.domain.protocol import Question, Status
from needledesk.domain.screening import Verdict
from needledesk.domain.seals import Voiding
from needledesk.domain.treatment import Cartridge, Treatment, ZoneWork
from needledesk.domain.visits import VisitState
from needledesk.storage import clients, screening, seals, today, treatment, visits
from needledesk.storage.vault import Vault

LONG_AGO = date(2020, 1, 1)
QUESTION = Question("aspirin", "S-MED-01", "medicines", "Aspirin", "Have you taken aspirin?", "")


@pytest.fixture
def treated(vault: Vault, client: Client, at: datetime) -> int:
    """A session of a day before, sealed."""
    earlier = at - timedelta(days=1)
    visit = visits.begin(vault, client.id, earlier, "Europe/Berlin", 1)
    screening.answer(vault, visit, QUESTION, Answer(Reply.YES), earlier)
    work = Treatment(zones=(ZoneWork("chin", 1.5, 2),), cartridge=Cartridge("C26-1"), started=earlier, finished=earlier)
    treatment.keep(vault, visit, work)
    visits.set_state(vault, visit, VisitState.FINISHED, earlier)
    visits.set_state(vault, visit, VisitState.CLOSED, earlier)
    seals.seal(vault, visit, "Ada", earlier)
    return visit


def void(vault: Vault, visit: int, at: datetime) -> None:
    seals.void(vault, visit, Voiding("wrong client", "Ada", at))


def test_the_line_of_the_client_forgets_it(vault: Vault, client: Client, treated: int, at: datetime) -> None:
    (line,) = clients.page(vault)
    assert (line.sessions, line.visit_state, line.intensity) == (1, "closed", "deep")
    void(vault, treated, at)
    (line,) = clients.page(vault)
    assert (line.sessions, line.visit_state, line.intensity, line.finished) == (0, "", "", None)


def test_the_session_before_it_is_the_last_one_again(vault: Vault, client: Client, treated: int, at: datetime) -> None:
    later = visits.begin(vault, client.id, at, "Europe/Berlin", 1)
    treatment.keep(vault, later, Treatment(zones=(ZoneWork("chin", 0.5, 2),), started=at, finished=at))
    visits.set_state(vault, later, VisitState.FINISHED, at)
    visits.set_state(vault, later, VisitState.CLOSED, at)
    seals.seal(vault, later, "Ada", at)
    void(vault, later, at)
    (line,) = clients.page(vault)
    assert (line.sessions, line.finished, line.intensity) == (1, at - timedelta(days=1), "deep")
    (last,) = today.last_sessions(vault, LONG_AGO)
    assert last.finished == at - timedelta(days=1)
    assert [one.visit for one in today.ungiven(vault, LONG_AGO)] == [treated]


def test_the_day_asks_nothing_of_it(vault: Vault, treated: int, at: datetime) -> None:
    assert today.last_sessions(vault, LONG_AGO)
    assert today.ungiven(vault, LONG_AGO)
    void(vault, treated, at)
    assert not today.last_sessions(vault, LONG_AGO)
    assert not today.ungiven(vault, LONG_AGO)


def test_a_voided_wait_is_none(vault: Vault, client: Client, at: datetime) -> None:
    visit = visits.begin(vault, client.id, at, "Europe/Berlin", 1)
    screening.rule(vault, visit, Verdict(Status.NOT_TODAY, earliest=date(2026, 11, 29)), at)
    visits.set_state(vault, visit, VisitState.NOT_TREATED, at)
    seals.seal(vault, visit, "Ada", at)
    assert [one.visit for one in today.untreated(vault, LONG_AGO)] == [visit]
    void(vault, visit, at)
    assert not today.untreated(vault, LONG_AGO)


def test_its_answers_are_not_last_times(vault: Vault, client: Client, treated: int, at: datetime) -> None:
    assert set(screening.last_answers(vault, client.id, treated + 1)) == {"aspirin"}
    assert screening.last_answer(vault, client.id, treated + 1, "aspirin") is not None
    void(vault, treated, at)
    assert screening.last_answers(vault, client.id, treated + 1) == {}
    assert screening.last_answer(vault, client.id, treated + 1, "aspirin") is None
    assert screening.answers(vault, treated) == {"aspirin": Answer(Reply.YES)}, "they are kept"


def test_its_lot_is_still_found(vault: Vault, treated: int, at: datetime) -> None:
    void(vault, treated, at)
    assert clients.count(vault, "C26-1") == 1
