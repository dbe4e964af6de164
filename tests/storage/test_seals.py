"""A sealed visit refuses every change, by whatever program; what is added stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from needledesk.domain.clients import Client
from needledesk.domain.seals import Amendment, Voiding
from needledesk.domain.visits import VisitState
from needledesk.errors import NotNow, Sealed
from needledesk.storage import clients, driver, seals, search, tables, third_schema, visits
from needledesk.storage.vault import Vault


@pytest.fixture
def sealed(vault: Vault, visit: int, at: datetime) -> int:
    visits.write_note(vault, visit, "two passes", at)
    visits.set_state(vault, visit, VisitState.NOT_TREATED, at)
    seals.seal(vault, visit, "Ada", at)
    return visit


def amendment(at: datetime) -> Amendment:
    return Amendment(
        "Lot corrected", "Read from the box.", "Typing error", "Ada", at, "lot product 1", "HA-5104", "HA-5140"
    )


def test_the_seal_says_when_and_by_whom(vault: Vault, sealed: int, at: datetime) -> None:
    found = seals.get(vault, sealed)
    assert found is not None
    assert (found.at, found.by) == (at, "Ada")
    assert seals.unbroken(vault, sealed)


def test_an_open_visit_has_none_and_gets_none(vault: Vault, visit: int, at: datetime) -> None:
    assert seals.get(vault, visit) is None
    with pytest.raises(Sealed):
        seals.seal(vault, visit, "Ada", at)
    assert seals.without(vault) == []


def test_it_is_sealed_once(vault: Vault, sealed: int, at: datetime) -> None:
    with pytest.raises(NotNow):
        seals.seal(vault, sealed, "Ada", at)


def test_the_program_itself_is_refused_in_words(vault: Vault, sealed: int, at: datetime) -> None:
    with pytest.raises(Sealed, match="sealed"):
        visits.write_note(vault, sealed, "three passes", at)
    assert visits.get(vault, sealed).note == "two passes"


@pytest.mark.parametrize("table", tables.sealed(), ids=lambda table: table.name)
@pytest.mark.parametrize("verb", ["INSERT", "UPDATE", "DELETE"])
def test_every_table_has_its_guards(vault: Vault, table: tables.Table, verb: str) -> None:
    names = {row["name"] for row in vault.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert f"{table.name}_{verb}_sealed" in names
    assert names == set(third_schema.guards())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE note SET text = 'three passes'",
        "DELETE FROM note",
        "INSERT OR REPLACE INTO note VALUES (1, 'three', '2026-11-22T18:30:00Z')",
        "UPDATE visit SET state = 'open'",
        "DELETE FROM seal",
        "UPDATE seal SET sealed_by = 'Eve'",
        "INSERT INTO deferral VALUES (1, '2026-11-26', '', '2026-11-22T18:30:00Z')",
        "INSERT OR REPLACE INTO seal SELECT visit, sealed_at, 'Eve', sha256 FROM seal",
        "INSERT OR REPLACE INTO history SELECT * FROM history WHERE seq = 2",
    ],
)
def test_another_program_is_refused_too(vault: Vault, path: Path, sealed: int, statement: str) -> None:
    vault.close()
    connection = driver.connect(path)
    with pytest.raises(driver.Error, match=r"sealed|never changed"):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO signature SELECT 1, visit, signer, role, signed_at, sha256 FROM signature WHERE id = 2",
        "UPDATE OR REPLACE signature SET id = 1 WHERE id = 2",
        "UPDATE OR REPLACE screening_news SET rowid = 1 WHERE visit = 2",
        "UPDATE OR REPLACE screening_answer SET rowid = 1 WHERE visit = 2",
    ],
)
def test_nothing_sealed_is_written_over_by_a_row_of_an_open_visit(
    vault: Vault, client: Client, visit: int, at: datetime, statement: str
) -> None:
    """What is in the way of a statement that replaces goes without its own guard being asked."""
    other, moment = visits.begin(vault, client.id, at, "Europe/Berlin", 1), "2026-11-22T18:30:00Z"
    answer = {"question": "q", "rule": "", "asked": "", "reply": "no", "name": "", "detail": "", "answered_at": moment}
    answer |= {"zones": "[]", "current": 0, "past": 0, "grouped": 0}
    for each in (visit, other):
        signed = {"visit": each, "signer": "Zoë", "role": "client", "signed_at": moment, "sha256": "0" * 64}
        vault.insert("signature", signed)
        vault.insert("screening_news", {"visit": each, "asked": "", "reply": "no", "detail": "", "answered_at": moment})
        vault.insert("screening_answer", {"visit": each} | answer)
    visits.set_state(vault, visit, VisitState.NOT_TREATED, at)
    seals.seal(vault, visit, "Ada", at)
    with pytest.raises(Sealed):
        vault.execute(statement)
    assert seals.unbroken(vault, visit)


def test_a_change_past_the_guards_shows(vault: Vault, sealed: int) -> None:
    vault.execute("DROP TRIGGER note_UPDATE_sealed")
    vault.execute("UPDATE note SET text = 'three passes'")
    assert not seals.unbroken(vault, sealed)


def test_an_amendment_stands_beside_it(vault: Vault, sealed: int, at: datetime) -> None:
    kept = seals.amend(vault, sealed, amendment(at))
    assert (kept.was, kept.becomes, kept.author, kept.at, kept.unbroken) == ("HA-5104", "HA-5140", "Ada", at, True)
    assert kept.corrects == "lot product 1"
    assert seals.unbroken(vault, sealed)


@pytest.mark.parametrize(("corrects", "found"), [("lot product 1", 1), ("lot cartridge", 1), ("note", 0), ("", 0)])
def test_a_corrected_lot_finds_the_client(
    vault: Vault, client: Client, sealed: int, at: datetime, corrects: str, found: int
) -> None:
    assert clients.count(vault, "HA-5140") == 0
    seals.amend(vault, sealed, replace(amendment(at), corrects=corrects))
    assert clients.count(vault, "HA-5140") == found
    assert ("HA-5140" in search.lots(vault, client.id)) is bool(found)


def test_an_amendment_is_never_changed_and_shows_if_it_was(vault: Vault, sealed: int, at: datetime) -> None:
    seals.amend(vault, sealed, amendment(at))
    with pytest.raises(Sealed):
        vault.execute("UPDATE amendment SET becomes = 'HA-1111'")
    vault.execute("DROP TRIGGER amendment_UPDATE_never")
    vault.execute("UPDATE amendment SET becomes = 'HA-1111'")
    assert not seals.amendments(vault, sealed)[0].unbroken


def test_only_a_sealed_visit_is_amended_or_voided(vault: Vault, visit: int, at: datetime) -> None:
    with pytest.raises(Sealed):
        seals.amend(vault, visit, amendment(at))
    with pytest.raises(Sealed):
        seals.void(vault, visit, Voiding("wrong client", "Ada", at))


def test_voiding_keeps_the_content(vault: Vault, sealed: int, at: datetime) -> None:
    seals.void(vault, sealed, Voiding("wrong client", "Ada", at))
    found = seals.voiding(vault, sealed)
    assert found is not None
    assert (found.reason, found.author, found.at) == ("wrong client", "Ada", at)
    assert visits.get(vault, sealed).note == "two passes"
    assert seals.unbroken(vault, sealed)


def test_it_is_voided_once(vault: Vault, sealed: int, at: datetime) -> None:
    seals.void(vault, sealed, Voiding("wrong client", "Ada", at))
    with pytest.raises(NotNow, match="voided already"):
        seals.void(vault, sealed, Voiding("another reason", "Eve", at))
    found = seals.voiding(vault, sealed)
    assert found is not None
    assert found.reason == "wrong client"
