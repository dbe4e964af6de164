"""The line of the client list says what the visits say, whatever was done last."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from needledesk.domain.clients import Client, ClientFacts, Details
from needledesk.domain.decisions import Deferral
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.domain.visits import VisitState
from needledesk.storage import clients, decisions, screening, treatment, visits
from needledesk.storage.vault import Vault


def line(vault: Vault) -> ClientFacts:
    (only,) = clients.page(vault)
    return only


def test_a_client_without_visits(vault: Vault, client: Client) -> None:
    assert line(vault) == ClientFacts(client.id, "C-0001", "Zoë O’Brien", "ZO")


def test_it_follows_a_visit_step_by_step(vault: Vault, client: Client, at: datetime) -> None:
    visit = visits.begin(vault, client.id, at, "Europe/Berlin", 1)
    assert (line(vault).visit_state, line(vault).sessions) == ("open", 0)
    screening.rule(vault, visit, Verdict(Status.NOT_TODAY, earliest=date(2026, 12, 5)), at)
    assert (line(vault).status, line(vault).earliest) == ("NOT_TODAY", "2026-12-05")
    screening.rule(vault, visit, Verdict(Status.NOT_TODAY, earliest=at + timedelta(minutes=31)), at)
    assert line(vault).earliest == "2026-11-22T20:01"
    treatment.keep(vault, visit, Treatment(zones=(ZoneWork("chin", 1.5, 2),), finished=at))
    visits.set_state(vault, visit, VisitState.FINISHED, at)
    now = line(vault)
    assert (now.visit_state, now.sessions, now.finished, now.intensity) == ("finished", 1, at, "deep")
    assert now.finished is not None
    assert now.finished.tzinfo == ZoneInfo("Europe/Berlin")
    visits.begin(vault, client.id, at + timedelta(days=30), "Europe/Berlin", 1)
    fresh = line(vault)
    assert (fresh.visit_state, fresh.status, fresh.earliest, fresh.sessions) == ("open", "", "", 1)
    assert fresh.finished == at


def test_a_changed_name_keeps_the_standing(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    clients.change(vault, client.id, Details("Amy", "Young"), at)
    assert (line(vault).name, line(vault).initials, line(vault).visit_state) == ("Amy Young", "AY", "open")


def test_the_lines_agree_with_the_visits_after_anything(vault: Vault, at: datetime) -> None:
    chance = random.Random(3)
    people = [clients.add(vault, Details(f"Name {number}"), at).id for number in range(5)]
    for step in range(120):
        now = at + timedelta(hours=step)
        visit = random_visit(vault, chance, people, now)
        action = chance.randrange(3)
        if action == 0:
            visits.set_state(vault, visit, chance.choice(list(VisitState)), now)
        elif action == 1:
            finished = chance.choice([None, now])
            zones = (ZoneWork("chin", chance.choice([0.5, 1.5]), 2),)
            treatment.keep(vault, visit, Treatment(zones=zones, finished=finished))
        else:
            screening.rule(vault, visit, Verdict(chance.choice(list(Status)), earliest=now.date()), now)
    for person in clients.page(vault):
        assert_agrees(vault, person)


def random_visit(vault: Vault, chance: random.Random, people: list[int], now: datetime) -> int:
    client = chance.choice(people)
    known = visits.of_client(vault, client)
    if not known or chance.random() < 0.3:
        return visits.begin(vault, client, now, chance.choice(["UTC", "Asia/Tokyo"]), 1)
    return chance.choice(known).id


def assert_agrees(vault: Vault, person: ClientFacts) -> None:
    whole = visits.of_client(vault, person.id)
    treated = [one for one in whole if one.treatment.finished and one.state is not VisitState.NOT_TREATED]
    last = max(
        treated, key=lambda one: (one.treatment.finished or datetime.min.replace(tzinfo=UTC), one.id), default=None
    )
    assert person.visit_state == whole[0].state.value
    assert person.status == (whole[0].verdict.status.value if whole[0].verdict else "")
    assert person.sessions == len(treated) == len(visits.sessions(vault, person.id))
    assert person.finished == (last and last.treatment.finished)
    assert person.intensity == (last.treatment.intensity.value if last and last.treatment.intensity else "")


def test_a_deferral_counts_before_the_wait_and_other_verdicts_give_no_date(
    vault: Vault, visit: int, at: datetime
) -> None:
    screening.rule(vault, visit, Verdict(Status.MEDICAL_CLEARANCE, earliest=date(2026, 12, 5)), at)
    assert line(vault).earliest == ""
    screening.rule(vault, visit, Verdict(Status.NOT_TODAY, earliest=date(2026, 12, 5)), at)
    decisions.defer(vault, visit, Deferral(date(2026, 12, 9), "", at))
    assert (line(vault).status, line(vault).earliest) == ("NOT_TODAY", "2026-12-09")
    decisions.defer(vault, visit, Deferral(at + timedelta(hours=24), "", at))
    assert line(vault).earliest == "2026-11-23T19:30"


def test_a_wait_beside_which_another_has_no_date_gives_none(vault: Vault, visit: int, at: datetime) -> None:
    screening.rule(vault, visit, Verdict(Status.NOT_TODAY, earliest=date(2026, 12, 5), dateless=True), at)
    assert line(vault).earliest == ""
    decisions.defer(vault, visit, Deferral(date(2026, 12, 9), "", at))
    assert line(vault).earliest == "2026-12-09"
