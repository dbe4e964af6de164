"""Work as chance has it: clients, visits, notes, answers, photos, letters, sheets, seals, amendments, drafts."""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Any

from storage.copying import photographed

from needledesk.domain.clients import Details
from needledesk.domain.seals import Amendment, Voiding
from needledesk.domain.visits import VisitState
from needledesk.storage import clients, drafts, history, photos, seals, visits
from needledesk.storage.vault import Vault

_NAMES = ("Ana", "Søren", "Žofia", "O’Neill", "Smith", "Sato", "van der Berg", "Šimek", "Li")


def work(vault: Vault, chance: random.Random, at: datetime, steps: int) -> None:
    """So many changes of some kind, each through the rooms that make them."""
    if not vault.tuples("SELECT 1 FROM protocol_version"):
        values = {"version": 1, "text": "t", "author": "A", "since": "2026-01-01T00:00:00Z", "sha256": "0" * 64}
        vault.insert("protocol_version", values)
    for _ in range(steps):
        chance.choice(_KINDS)(vault, chance, at)


def _client(vault: Vault, chance: random.Random, at: datetime) -> None:
    clients.add(vault, _details(chance), at)


def _changed_client(vault: Vault, chance: random.Random, at: datetime) -> None:
    if client := _any(vault, chance, "SELECT id FROM client"):
        clients.change(vault, client, _details(chance), at)


def _visit(vault: Vault, chance: random.Random, at: datetime) -> None:
    if not vault.tuples("SELECT 1 FROM client"):
        _client(vault, chance, at)
    client = _any(
        vault, chance, "SELECT id FROM client WHERE id NOT IN (SELECT client FROM visit WHERE state = 'open')"
    )
    if client:
        visits.begin(vault, client, at, "Europe/Berlin", 1)


def _note(vault: Vault, chance: random.Random, at: datetime) -> None:
    if visit := _open(vault, chance):
        visits.write_note(vault, visit, chance.choice(_NAMES) * chance.randint(1, 90), at)


def _answers(vault: Vault, chance: random.Random, at: datetime) -> None:
    if visit := _open(vault, chance):
        for number in range(chance.randint(1, 5)):
            values = {
                "visit": visit,
                "question": f"q{number}",
                "rule": "r",
                "asked": "Asked?",
                "name": "",
                "detail": "",
            }
            rest = {"reply": chance.choice(["yes", "no"]), "answered_at": "2026-11-22T10:00:00Z"}
            vault.put("screening_answer", "visit, question", values | rest)


def _photo(vault: Vault, chance: random.Random, at: datetime) -> None:
    if visit := _open(vault, chance):
        photographed(vault, visit, at, chance.randrange(10**6), chance.choice([10, 9_000, 600_000]))


def _less(vault: Vault, chance: random.Random, at: datetime) -> None:
    open_visits = "SELECT id FROM visit WHERE state = 'open'"
    if photo := _any(vault, chance, f"SELECT id FROM photo WHERE visit IN ({open_visits})"):
        photos.remove(vault, photo)
    if visit := _open(vault, chance):
        vault.remove("screening_answer", {"visit": visit})


def _sheet(vault: Vault, chance: random.Random, at: datetime) -> None:
    if visit := _any(vault, chance, "SELECT id FROM visit"):
        data = chance.randbytes(chance.choice([100, 120_000]))
        import hashlib

        sha256 = hashlib.sha256(data).hexdigest()
        values = {"visit": visit, "pages": 2, "protocol_version": 1, "made_at": "2026-11-22T10:00:00Z"}
        with vault.transaction("sheet kept", visit=visit):
            number = vault.insert("handout", values | {"size": len(data), "sha256": sha256})
            vault.insert("handout_bytes", {"handout": number, "data": data})


def _seal(vault: Vault, chance: random.Random, at: datetime) -> None:
    if visit := _open(vault, chance):
        with vault.transaction("closed and sealed", visit=visit):
            visits.set_state(vault, visit, VisitState.CLOSED, at)
            seals.seal(vault, visit, "Ada", at)


def _later(vault: Vault, chance: random.Random, at: datetime) -> None:
    if visit := _any(vault, chance, "SELECT visit FROM seal WHERE visit NOT IN (SELECT visit FROM voiding)"):
        seals.amend(vault, visit, Amendment("Lot", "It was C26", "Misread", "Ada", at))
        if chance.random() < 0.3:
            seals.void(vault, visit, Voiding("Another client", "Ada", at))


def _beside(vault: Vault, chance: random.Random, at: datetime) -> None:
    history.note(vault, "viewed", "“x”")
    drafts.keep(vault, f"note {chance.randint(1, 3)}", {"text": chance.choice(_NAMES)}, at)


_KINDS: tuple[Any, ...] = (
    *(_client, _changed_client, _visit, _visit, _note, _note, _answers, _photo, _photo, _less, _sheet, _seal, _later),
    _beside,
)


def _details(chance: random.Random) -> Details:
    given, family = chance.choice(_NAMES), chance.choice(_NAMES)
    return Details(given, family, date(1950 + chance.randint(0, 50), 2, 3), phone=f"0770 {chance.randint(0, 999999)}")


def _open(vault: Vault, chance: random.Random) -> int:
    return _any(vault, chance, "SELECT id FROM visit WHERE state = 'open'")


def _any(vault: Vault, chance: random.Random, sql: str) -> int:
    rows = vault.tuples(sql)
    return int(chance.choice(rows)[0]) if rows else 0
