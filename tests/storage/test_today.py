from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.clients import Client, Details
from needledesk.domain.decisions import Deferral
from needledesk.domain.findings import Finding
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.domain.treatment import Intensity, Treatment, ZoneWork
from needledesk.domain.visits import VisitState
from needledesk.storage import clients, decisions, handouts, letters, screening, today, treatment, visits
from needledesk.storage.vault import Vault

BERLIN = ZoneInfo("Europe/Berlin")
LONG_AGO = date(2020, 1, 1)
NOT_TODAY = Verdict(
    Status.NOT_TODAY,
    date(2026, 11, 29),
    findings=(Finding("S-MED-06", Status.NOT_TODAY, "Fish oil", "", "", "", "", "21", earliest=date(2026, 11, 29)),),
)
LETTER_NEEDED = Verdict(
    Status.MEDICAL_CLEARANCE,
    findings=(Finding("S-CON-07", Status.MEDICAL_CLEARANCE, "Diabetes", "", "", "", "", "31"),),
)


@pytest.fixture
def begin(vault: Vault, at: datetime) -> Callable[..., tuple[Client, int]]:
    """A new client, or that one, with an open visit."""

    def one(name: str = "Ann", client: Client | None = None, opened: datetime = at, course: int = 0):
        found = client or clients.add(vault, Details(name, "Berg", course=course), at)
        return found, visits.begin(vault, found.id, opened, "Europe/Berlin", 1)

    return one


@pytest.fixture
def treat(vault: Vault, at: datetime, begin) -> Callable[..., tuple[Client, int]]:
    """The same, finished then, closed unless said otherwise."""

    def one(name: str = "Ann", finished: datetime = at, close: bool = True, **more):
        client, visit = begin(name, opened=finished, **more)
        work = (ZoneWork("chin", 0.5, 2),)
        treatment.keep(vault, visit, Treatment(zones=work, started=finished, finished=finished))
        visits.set_state(vault, visit, VisitState.FINISHED, finished)
        if close:
            visits.set_state(vault, visit, VisitState.CLOSED, finished)
        return client, visit

    return one


@pytest.fixture
def refuse(vault: Vault, at: datetime, begin) -> Callable[..., tuple[Client, int]]:
    """A visit that ended untreated with a verdict."""

    def one(name: str = "Ann", verdict: Verdict = NOT_TODAY, closed: datetime = at, **more):
        client, visit = begin(name, opened=closed, **more)
        screening.rule(vault, visit, verdict, closed)
        visits.set_state(vault, visit, VisitState.NOT_TREATED, closed)
        return client, visit

    return one


def test_visits_that_are_not_closed(vault: Vault, at: datetime, begin, treat, refuse) -> None:
    _, first = begin("First")
    _, second = treat("Second", close=False)
    treat("Closed")
    refuse("Refused")
    found = today.unfinished(vault)
    assert [(one.visit, one.name) for one in found] == [(first, "First Berg"), (second, "Second Berg")]
    assert (found[0].started, found[0].finished, found[0].session) == (None, None, 1)
    assert (found[1].opened, found[1].started, found[1].finished) == (at, at, at)
    assert found[1].finished.tzinfo == BERLIN


def test_the_last_session_with_its_grade_and_course(vault: Vault, at: datetime, treat) -> None:
    client, _ = treat("Ann", at - timedelta(days=40), course=6)
    treat("Ann", at - timedelta(days=20), client=client)
    (found,) = today.last_sessions(vault, LONG_AGO)
    assert (found.client, found.name, found.sessions, found.course) == (client.id, "Ann Berg", 2, 6)
    assert (found.finished, found.intensity) == (at - timedelta(days=20), Intensity.MILD)


def test_sessions_from_that_day_on(vault: Vault, at: datetime, treat) -> None:
    treat("Ann", at)
    assert len(today.last_sessions(vault, at.date())) == 1
    assert today.last_sessions(vault, at.date() + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("status", "between"),
    [
        (Status.PROCEED, True),
        (Status.INCOMPLETE, True),
        (Status.PRACTITIONER_DECISION, True),
        (Status.NOT_TODAY, False),
        (Status.MEDICAL_CLEARANCE, False),
        (Status.DO_NOT_TREAT, False),
    ],
)
def test_who_was_refused_since_with_a_reason_is_not_between_sessions(vault, treat, refuse, status, between) -> None:
    client, _ = treat()
    refuse(client=client, verdict=Verdict(status))
    assert bool(today.last_sessions(vault, LONG_AGO)) is between


def test_who_has_a_visit_open_is_not_between_sessions(vault: Vault, treat, begin) -> None:
    client, _ = treat()
    begin(client=client)
    assert today.last_sessions(vault, LONG_AGO) == []


def test_a_wait_that_ends_that_day_or_later(vault: Vault, at: datetime, refuse) -> None:
    client, visit = refuse("Ann")
    (found,) = today.untreated(vault, date(2026, 11, 29))
    assert (found.client, found.visit, found.name, found.closed) == (client.id, visit, "Ann Berg", at)
    assert (found.verdict, found.deferral, found.letters, found.protocol_version) == (NOT_TODAY, None, (), 1)
    assert today.untreated(vault, date(2026, 11, 30)) == []


def test_a_refusal_without_a_date_is_none(vault: Vault, refuse) -> None:
    refuse("Ann", Verdict(Status.NOT_TODAY, dateless=True))
    refuse("Bea", Verdict(Status.DO_NOT_TREAT))
    refuse("Cis", LETTER_NEEDED)
    assert today.untreated(vault, LONG_AGO) == []


def test_a_deferral_whatever_the_verdict(vault: Vault, at: datetime, refuse) -> None:
    _, visit = refuse("Ann", Verdict(Status.PROCEED))
    put_off = Deferral(date(2026, 12, 7), "wedding", at)
    decisions.defer(vault, visit, put_off)
    (found,) = today.untreated(vault, date(2026, 12, 7))
    assert found.deferral == put_off
    assert today.untreated(vault, date(2026, 12, 8)) == []


def test_a_client_with_wait_and_deferral_comes_once(vault: Vault, at: datetime, refuse) -> None:
    _, visit = refuse("Ann")
    decisions.defer(vault, visit, Deferral(date(2026, 12, 7), "", at))
    assert len(today.untreated(vault, LONG_AGO)) == 1


def test_only_the_latest_visit_counts(vault: Vault, at: datetime, refuse, treat, begin) -> None:
    for number, later in enumerate((treat, begin, refuse)):
        client, visit = refuse(f"Client {number}")
        decisions.defer(vault, visit, Deferral(date(2026, 12, 7), "", at))
        later(client=client, **({"verdict": Verdict(Status.PROCEED)} if later is refuse else {}))
    assert today.untreated(vault, LONG_AGO) == []


def test_a_letter_that_came_since_the_visit_was_closed(vault: Vault, at: datetime, refuse) -> None:
    letter = Letter(("S-CON-07",), at.date(), "Dr Brandvold")
    early, _ = refuse("Early", LETTER_NEEDED, closed=at)
    letters.add(vault, early.id, letter, at - timedelta(seconds=1))
    late, visit = refuse("Late", LETTER_NEEDED, closed=at)
    letters.add(vault, late.id, letter, at + timedelta(days=1))
    (found,) = today.untreated(vault, LONG_AGO)
    assert (found.visit, len(found.letters)) == (visit, 1)
    assert today.untreated(vault, at.date() + timedelta(days=1)) != []
    assert today.untreated(vault, at.date() + timedelta(days=2)) == []


def test_a_letter_that_was_withdrawn_did_not_come(vault: Vault, at: datetime, refuse) -> None:
    client, _ = refuse("Ann", LETTER_NEEDED)
    number = letters.add(vault, client.id, Letter(("S-CON-07",), at.date(), "Dr B"), at + timedelta(days=1))
    letters.withdraw(vault, number, "someone else's", at + timedelta(days=2))
    assert today.untreated(vault, LONG_AGO) == []


def test_a_session_without_a_sheet(vault: Vault, at: datetime, treat, refuse, begin) -> None:
    client, visit = treat("Ann")
    refuse("Bea")
    begin("Cis")
    (found,) = today.ungiven(vault, at.date())
    assert (found.visit, found.client, found.name, found.number) == (visit, client.id, "Ann Berg", client.number)
    assert (found.session, found.started, found.finished) == (1, at, at)
    assert today.ungiven(vault, at.date() + timedelta(days=1)) == []


@pytest.mark.parametrize("how", ["exported", "printed"])
def test_a_sheet_counts_once_it_was_handed_over(vault: Vault, at: datetime, treat, how: str) -> None:
    _, visit = treat()
    sheet = handouts.keep(vault, visit, b"%PDF", 2, 1, at)
    assert len(today.ungiven(vault, LONG_AGO)) == 1
    handouts.given(vault, sheet, how, at)
    assert today.ungiven(vault, LONG_AGO) == []


def test_the_sheet_of_the_latest_session_is_the_one_that_is_missed(vault: Vault, at: datetime, treat, begin) -> None:
    client, _ = treat("Ann", at - timedelta(days=30))
    _, newest = treat("Ann", at, client=client)
    begin(client=client)
    assert [one.visit for one in today.ungiven(vault, LONG_AGO)] == [newest]


def test_nobody_yet(vault: Vault, at: datetime) -> None:
    assert today.nobody(vault)
    clients.add(vault, Details("Ann"), at)
    assert not today.nobody(vault)


@pytest.mark.parametrize("sql", [today._UNFINISHED, today._SESSIONS, today._REFUSALS, today._UNGIVEN])
def test_only_the_clients_lines_are_read_through(vault: Vault, sql: str) -> None:
    """Visits, verdicts, treatments, letters and sheets are found by an index, however many there are."""
    given = ["2026-11-22"] if "?" in sql else []
    plan = [row["detail"] for row in vault.rows(f"EXPLAIN QUERY PLAN {sql}", *given)]
    scans = [step for step in plan if re.match(r"SCAN (?!line\b)", step)]
    assert scans == (["SCAN visit USING INDEX visit_unfinished"] if sql is today._UNFINISHED else [])
    assert not any("AUTOMATIC" in step for step in plan)
