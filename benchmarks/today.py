"""The page of the day with 20,000 clients and 200,000 visits: all of it against a plain select of client lines."""

from __future__ import annotations

import random
import shutil
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crowd import crowded_file
from needledesk.desk.desk import Desk
from needledesk.domain.decisions import Deferral
from needledesk.domain.findings import Finding
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.storage import decisions, screening, standing
from needledesk.storage.vault import Vault

VISITS_EACH = 10
ROUNDS = 15
GOAL = 5.0
NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
FLOOR = "SELECT * FROM client_line"
#: Share of clients whose latest visit ended untreated, and how many have one that is not closed.
UNTREATED, OPEN = 0.03, 6


def measure() -> list[tuple[str, float, float, bool]]:
    """The ratio of two medians."""
    path = visited_file()
    with Vault.open(path, None) as vault:
        floor = statistics.median(seconds(lambda: vault.tuples(FLOOR)) for _ in range(ROUNDS))
    desk = Desk.open(path, clock=lambda: NOW)
    try:
        desk.today.read()
        page = statistics.median(seconds(desk.today.read) for _ in range(ROUNDS))
    finally:
        desk.close()
    return [("today's page, 200,000 visits", page / floor, GOAL, False)]


def visited_file() -> Path:
    """The crowd, each of whom has been here ten times, every 21 to 90 days up to some day of the last two years."""
    path = crowded_file().with_name("visited.needledesk")
    if path.exists():
        return path
    shutil.copy(crowded_file(), path)
    chance = random.Random(20261122)
    with Vault.open(path, None) as vault, vault.transaction():
        clients = [row["id"] for row in vault.rows("SELECT id FROM client ORDER BY id")]
        for place, client in enumerate(clients):
            _come_and_go(vault, chance, client, unfinished=place < OPEN)
            standing.refresh(vault, client)
    return path


def _come_and_go(vault: Vault, chance: random.Random, client: int, unfinished: bool) -> None:
    at = NOW - timedelta(days=chance.randrange(730), hours=chance.randrange(6))
    stays_away = chance.random() < UNTREATED
    moments = [at]
    for _ in range(VISITS_EACH - 1):
        moments.append(moments[-1] - timedelta(days=chance.randint(21, 90)))
    for session, moment in enumerate(reversed(moments), 1):
        last = session == VISITS_EACH
        if last and unfinished:
            _visit(vault, client, session, moment, "open")
        elif last and stays_away:
            _refuse(vault, _visit(vault, client, session, moment, "not_treated"), moment, chance)
        else:
            visit = _visit(vault, client, session, moment, "closed")
            _treat(vault, visit, moment, given=not last or chance.random() < 0.95)


def _visit(vault: Vault, client: int, session: int, at: datetime, state: str) -> int:
    text = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    values = {
        "client": client,
        "state": state,
        "session": session,
        "opened": text,
        "finished": text if state == "closed" else None,
        "closed": None if state == "open" else text,
        "timezone": "UTC",
        "protocol_version": 1,
    }
    return vault.insert("visit", values)


def _treat(vault: Vault, visit: int, at: datetime, given: bool) -> None:
    text = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    record = {"device": "", "device_type": "pen", "speed": "", "cartridge_lot": "", "needles": 0, "numbing": ""}
    vault.insert("treatment", {"visit": visit, **record, "intensity": "mild" if visit % 2 else "deep", "started": text})
    if given:
        paper = {"visit": visit, "pages": 2, "protocol_version": 1, "made_at": text, "size": 1, "sha256": "0" * 64}
        vault.insert("handout_given", {"handout": vault.insert("handout", paper), "how": "printed", "given_at": text})


def _refuse(vault: Vault, visit: int, at: datetime, chance: random.Random) -> None:
    earliest = (at + timedelta(days=chance.randint(1, 180))).date()
    finding = Finding(
        "S-MED-09", Status.NOT_TODAY, "Isotretinoin", "", "", "", "", "29", earliest=earliest, key="isotretinoin"
    )
    screening.rule(vault, visit, Verdict(Status.NOT_TODAY, earliest, findings=(finding,)), at)
    if chance.random() < 0.5:
        decisions.defer(vault, visit, Deferral(earliest + timedelta(days=7), "", at))


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
