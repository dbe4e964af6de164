"""The visits of a client, whole."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Client
from needledesk.domain.decisions import Decision, Deferral, Override
from needledesk.domain.photos import Moment, Prepared
from needledesk.domain.protocol import Question, Status
from needledesk.domain.returning import News
from needledesk.domain.screening import PastSession, Plan, Verdict
from needledesk.domain.seals import Amendment, Voiding
from needledesk.domain.treatment import Intensity, Treatment, ZoneWork
from needledesk.domain.visits import HandoutGiven, Visit, VisitState
from needledesk.errors import FileTrouble, NotFound
from needledesk.storage import decisions, handouts, photos, screening, seals, treatment, visits
from needledesk.storage.vault import Vault

QUESTION = Question("q", "S-1", "g", "t", "asked?", "")
PLAN = Plan(Intensity.DEEP, ("chin", "nose"), date(1990, 5, 6))


def begin(vault: Vault, client: Client, at: datetime, zone: str = "Europe/Berlin") -> int:
    return visits.begin(vault, client.id, at, zone, 1)


def treat(vault: Vault, visit: int, at: datetime, depth: float = 0.5) -> None:
    treatment.keep(vault, visit, Treatment(zones=(ZoneWork("chin", depth, 2),), finished=at))
    visits.set_state(vault, visit, VisitState.FINISHED, at)


def test_where_a_visit_stands_is_known_without_the_rest(vault: Vault, client: Client, at: datetime) -> None:
    visit = begin(vault, client, at)
    assert visits.state(vault, visit) is VisitState.OPEN
    visits.set_state(vault, visit, VisitState.FINISHED, at)
    assert visits.state(vault, visit) is VisitState.FINISHED


def test_a_new_visit_is_open_and_empty(vault: Vault, client: Client, at: datetime) -> None:
    visit = begin(vault, client, at)
    assert visits.get(vault, visit) == Visit(visit, client.id, VisitState.OPEN, at, "Europe/Berlin", 1, 1)


def test_a_whole_visit_comes_back_with_every_field(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    data = b"picture" * 1000
    digest = hashlib.sha256(data).hexdigest()
    picture = photos.keep(
        vault, visit, Moment.AFTER, "front", Prepared(data, b"t", "png", 3, 2, digest, digest, None), at
    )
    work = Treatment(device="Pen", started=at, finished=at)
    decision, verdict = Decision(True, "because", "Ada", at), Verdict(Status.MEDICAL_CLEARANCE)
    visits.plan(vault, visit, PLAN)
    screening.answer(vault, visit, QUESTION, Answer(Reply.UNSURE), at)
    screening.rule(vault, visit, verdict, at)
    decisions.decide(vault, visit, decision)
    override, deferral = Override(Status.NOT_TODAY, "why", "Ada", at), Deferral(date(2026, 11, 26), "calls", at)
    decisions.override(vault, visit, override)
    decisions.defer(vault, visit, deferral)
    screening.tell_news(vault, visit, News(Reply.YES, "a cold"), at)
    treatment.keep(vault, visit, work)
    visits.write_note(vault, visit, "14:32 calm\n14:40 “done”", at)
    sheet = handouts.keep(vault, visit, b"%PDF", 2, 1, at)
    handouts.given(vault, sheet, "printed", at)
    visits.set_state(vault, visit, VisitState.CLOSED, at + timedelta(hours=1))
    seals.seal(vault, visit, "Ada", at)
    seals.amend(vault, visit, Amendment("Later", "calm", "phoned", "Ada", at))
    seals.void(vault, visit, Voiding("wrong client", "Ada", at))
    whole = visits.get(vault, visit)
    assert whole == Visit(
        id=visit,
        client=client.id,
        state=VisitState.CLOSED,
        opened=at,
        timezone="Europe/Berlin",
        session=1,
        protocol_version=1,
        plan=PLAN,
        answers={"q": Answer(Reply.UNSURE)},
        news=News(Reply.YES, "a cold"),
        decision=decision,
        override=override,
        deferral=deferral,
        verdict=verdict,
        treatment=work,
        note="14:32 calm\n14:40 “done”",
        photos=(picture,),
        handouts=(HandoutGiven(sheet, "printed", at, hashlib.sha256(b"%PDF").hexdigest()),),
        closed=at + timedelta(hours=1),
        amended=1,
        voiding=Voiding("wrong client", "Ada", at),
    )
    assert all(getattr(whole, field.name) for field in fields(Visit)), "a field that is added must be kept too"
    assert visits.of_client(vault, client.id) == [whole]


def test_moments_are_shown_by_the_clock_of_the_visit(vault: Vault, client: Client, at: datetime) -> None:
    visit = begin(vault, client, at, "America/New_York")
    opened = visits.get(vault, visit).opened
    assert (opened.hour, opened.tzinfo) == (13, ZoneInfo("America/New_York"))


def test_newest_first_and_unfinished_oldest_first(vault: Vault, client: Client, at: datetime) -> None:
    made = [begin(vault, client, at + timedelta(days=day)) for day in range(4)]
    for visit, state in zip(made, (VisitState.CLOSED, VisitState.FINISHED, VisitState.NOT_TREATED), strict=False):
        visits.set_state(vault, visit, state, at)
    assert [visit.id for visit in visits.of_client(vault, client.id)] == made[::-1]
    assert [visit.id for visit in visits.unfinished(vault)] == [made[1], made[3]]
    assert visits.of_client(vault, client.id + 1) == []


def test_the_session_number_counts_treated_visits_only(vault: Vault, client: Client, at: datetime) -> None:
    first = begin(vault, client, at)
    treat(vault, first, at)
    visits.set_state(vault, first, VisitState.CLOSED, at)
    sent_home = begin(vault, client, at)
    visits.set_state(vault, sent_home, VisitState.NOT_TREATED, at)
    again = begin(vault, client, at)
    assert [visits.get(vault, visit).session for visit in (first, sent_home, again)] == [1, 2, 2]


def test_sessions_give_the_day_of_the_visit_s_own_clock(vault: Vault, client: Client) -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    first = begin(vault, client, late, "America/New_York")
    treat(vault, first, late, depth=1.0)
    second = begin(vault, client, late + timedelta(days=40))
    treat(vault, second, late + timedelta(days=40))
    open_one = begin(vault, client, late + timedelta(days=80))
    assert visits.sessions(vault, client.id) == [
        PastSession(date(2026, 11, 22), Intensity.DEEP, ("chin",)),
        PastSession(date(2027, 1, 2), Intensity.MILD, ("chin",)),
    ]
    assert len(visits.sessions(vault, client.id, before=second)) == 1
    assert len(visits.sessions(vault, client.id, before=open_one)) == 2


def test_a_stamp_without_a_treatment_still_counts(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    visits.set_state(vault, visit, VisitState.FINISHED, at)
    assert visits.get(vault, visit).treatment == Treatment(finished=at)
    assert visits.sessions(vault, client.id) == [PastSession(at.date(), None)]


def test_finishing_keeps_an_earlier_stamp_and_reopening_takes_the_close_back(
    vault: Vault, visit: int, at: datetime
) -> None:
    treat(vault, visit, at)
    visits.set_state(vault, visit, VisitState.FINISHED, at + timedelta(hours=2))
    visits.set_state(vault, visit, VisitState.CLOSED, at + timedelta(hours=3))
    assert visits.get(vault, visit).treatment.finished == at
    assert visits.get(vault, visit).closed == at + timedelta(hours=3)
    visits.set_state(vault, visit, VisitState.OPEN, at + timedelta(hours=4))
    assert visits.get(vault, visit).closed is None


def test_plan_and_note_are_replaced(vault: Vault, visit: int, at: datetime) -> None:
    for plan, note in ((PLAN, "one"), (Plan(), ""), (Plan(zones=("nose",)), "two")):
        visits.plan(vault, visit, plan)
        visits.write_note(vault, visit, note, at)
        found = visits.get(vault, visit)
        assert (found.plan, found.note) == (plan, note)


def test_a_visit_that_is_not_there_and_a_zone_that_nobody_knows(vault: Vault, client: Client, at: datetime) -> None:
    with pytest.raises(NotFound):
        visits.state(vault, 99)
    with pytest.raises(NotFound):
        visits.get(vault, 99)
    with pytest.raises(FileTrouble):
        begin(vault, client, at, "Moon/Base")
    assert visits.of_client(vault, client.id) == []


def test_a_voided_session_does_not_count(vault: Vault, client: Client, at: datetime) -> None:
    first, second = begin(vault, client, at), begin(vault, client, at)
    for visit in (first, second):
        treat(vault, visit, at)
        visits.set_state(vault, visit, VisitState.CLOSED, at)
        seals.seal(vault, visit, "Ada", at)
    assert len(visits.sessions(vault, client.id)) == 2
    seals.void(vault, first, Voiding("wrong client", "Ada", at))
    assert len(visits.sessions(vault, client.id)) == 1
    assert visits.get(vault, begin(vault, client, at)).session == 2
    assert visits.get(vault, first).treatment.finished is not None, "its content stays"
