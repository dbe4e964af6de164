"""An erased client is in no row, no page, no index and no log; what is left proves it and names nobody."""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from storage.decrypted import decrypted
from storage.whole_record import Maker, digests

from needledesk.domain.clients import Details
from needledesk.errors import NotFound, Sealed
from needledesk.storage import clients, drafts, erasing, history, keys, protocol, search, tables, third_schema, visits
from needledesk.storage.vault import Vault

KEY = bytes(range(32))
GONE, STAYS = b"Q1zx", b"Q2zx"


def fill(vault: Vault, at: datetime) -> None:
    """Two clients with rows in every table, with drafts and looks in the history; the first is to go."""
    for seed in (1, 2):
        maker = Maker(vault, seed, at)
        client = maker.client(visits=3)
        drafts.keep(vault, f"client:{client}", {"given": f"{maker.canary} typed"}, at)
        history.note(vault, "viewed", f"{maker.canary} by name", client)
    for number in range(30):  # so that pages are shared and move
        clients.add(vault, Details(f"Other {number}", "Q2zx", phone="0"), at)


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def both(request: pytest.FixtureRequest, path: Path, at: datetime) -> Iterator[Vault]:
    with Vault.create(path, request.param) as vault:
        protocol.add(vault, "first text", "Ada", at)
        fill(vault, at)
        vault.checkpoint()
        yield vault


def pages(vault: Vault) -> bytes:
    """Every byte of the file and of what lies beside it, decrypted where it is encrypted. Closes the vault."""
    key, path = vault.key, vault.path
    vault.close()
    beside = b"".join(side.read_bytes() for side in path.parent.glob(path.name + "-*"))
    assert beside == b""
    return decrypted(path.read_bytes(), key) if key else path.read_bytes()


def guards(vault: Vault) -> dict[str, str]:
    return dict(vault.tuples("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


def chain_holds(vault: Vault) -> bool:
    before = bytes(32)
    for row in history.entries(vault):
        digest = hashlib.sha256(row["detail"].encode()).digest() if row["detail"] is not None else row["digest"]
        if row["mac"] != history.mac(vault.history_key, before, row, digest):
            return False
        before = row["mac"]
    return True


def test_the_scan_finds_who_is_still_there(both: Vault) -> None:
    found = pages(both)
    assert GONE in found
    assert STAYS in found


def test_no_byte_of_the_client_is_left(both: Vault, at: datetime) -> None:
    log = both.path.with_name(both.path.name + "-wal")
    erasing.erase(both, 1, "Ada", at)
    assert log.stat().st_size == 0
    found = pages(both)
    assert GONE not in found
    assert b"q1z" not in found  # as the index spells it
    assert STAYS in found


def test_the_log_holds_nothing_either(both: Vault, at: datetime) -> None:
    erasing.erase(both, 1, "Ada", at)
    beside = [side.stat().st_size for side in both.path.parent.glob(both.path.name + "-*")]
    assert beside
    assert set(beside) == {0}


def test_no_row_is_left_and_no_other_clients_row_is_touched(vault: Vault, at: datetime) -> None:
    fill(vault, at)
    before = {table.name: _rows_of(vault, table, 2) for table in tables.of_client()}
    erasing.erase(vault, 1, "Ada", at)
    assert {table.name: _rows_of(vault, table, 2) for table in tables.of_client()} == before
    for table in tables.of_client():
        assert vault.row(f"SELECT 1 FROM {table.name} WHERE {tables.whose(table)}", 1) is None, table.name
    assert vault.rows("PRAGMA foreign_key_check") == []
    assert vault.row("SELECT 1 FROM client_line WHERE client = 1") is None
    assert search.count(vault, "Q1zx") == 0
    assert search.count(vault, "Q2zx") == 31
    assert drafts.places(vault) == ["client:2"]


def _rows_of(vault: Vault, table: tables.Table, client: int) -> list[str]:
    rows = vault.rows(f"SELECT * FROM {table.name} WHERE {tables.whose(table)}", client)
    assert rows or client != 2
    return [tables.digest(row) for row in rows]


def test_the_guards_stand_again(vault: Vault, at: datetime) -> None:
    fill(vault, at)
    before = guards(vault)
    assert set(before) == set(third_schema.guards())
    erasing.erase(vault, 1, "Ada", at)
    assert guards(vault) == before
    with pytest.raises(Sealed):
        vault.change("note", {"visit": 4}, {"text": "changed"})


def test_the_history_still_holds_and_says_nothing_of_the_client(vault: Vault, at: datetime) -> None:
    fill(vault, at)
    erasing.erase(vault, 1, "Ada", at)
    assert chain_holds(vault)
    about = [row for row in history.entries(vault) if row["client"] == 1]
    assert about[-1]["action"] == "erased"
    assert "Q1zx" not in about[-1]["detail"]
    assert [row["detail"] for row in about[:-1]] == [None] * (len(about) - 1)
    assert all(row["detail"] for row in history.entries(vault) if row["client"] != 1)


def test_a_detail_that_was_forgotten_cannot_be_made_up(vault: Vault, at: datetime) -> None:
    fill(vault, at)
    erasing.erase(vault, 1, "Ada", at)
    assert chain_holds(vault)
    vault.execute("DROP TRIGGER history_UPDATE_never")
    vault.execute("UPDATE history SET digest = ? WHERE seq = 2", bytes(32))
    assert not chain_holds(vault)


def test_what_is_kept_names_nobody(vault: Vault, at: datetime) -> None:
    fill(vault, at)
    head = history.head(vault).text
    kept = erasing.erase(vault, 1, "Ada", at, "entered by mistake")
    assert (kept.number, kept.by, kept.reason, kept.head) == ("C-0001", "Ada", "entered by mistake", head)
    assert kept.at == at.replace(microsecond=0)
    assert (kept.counts["visit"], kept.counts["photo"], kept.counts["draft"], kept.counts["client"]) == (3, 3, 1, 1)
    assert erasing.all_of_them(vault) == [erasing.get(vault, kept.id)] == [kept]


def test_what_would_go_is_counted_before(vault: Vault, at: datetime) -> None:
    fill(vault, at)
    before = erasing.counts(vault, 1)
    assert erasing.erase(vault, 1, "Ada", at).counts == before


def test_an_erased_number_is_given_to_nobody_else(vault: Vault, at: datetime) -> None:
    first = clients.add(vault, Details("Ada"), at)
    visit = visits.begin(vault, first.id, at, "Europe/Berlin", 1)
    erasing.erase(vault, first.id, "Ada", at)
    second = clients.add(vault, Details("Bea"), at)
    assert (second.id, second.number) == (first.id + 1, "C-0002")
    assert visits.begin(vault, second.id, at, "Europe/Berlin", 1) == visit + 1


@pytest.mark.parametrize("client", [0, 7])
def test_who_is_not_there_cannot_be_erased(vault: Vault, at: datetime, client: int) -> None:
    fill(vault, at)
    before = digests(vault)
    with pytest.raises(NotFound):
        erasing.erase(vault, client + 100 if client else 0, "Ada", at)
    assert digests(vault) == before
    with pytest.raises(NotFound):
        erasing.get(vault, client)


DRAFTS = {
    "client:1": True,
    "client:2": False,
    "client:11": False,
    "client:new": False,
    "letter:1": True,
    "letter:2": False,
    "withdraw:1": True,
    "withdraw:2": False,
    "override:1": True,
    "override:3": True,
    "override:4": False,
    "something else:3": True,
    "something else:6": False,
}


@pytest.mark.parametrize("place", DRAFTS)
def test_a_draft_goes_where_it_is_about_the_client(vault: Vault, at: datetime, place: str) -> None:
    for seed in (1, 2):
        Maker(vault, seed, at).client(visits=3)
    drafts.keep(vault, place, {"text": "typed"}, at)
    erasing.erase(vault, 1, "Ada", at)
    assert (place not in drafts.places(vault)) == DRAFTS[place]


def test_a_draft_that_holds_the_name_goes_too(vault: Vault, at: datetime) -> None:
    Maker(vault, 1, at).client()
    drafts.keep(vault, "client:new", {"lines": [{"text": "again q1ZXgiven?"}]}, at)
    erasing.erase(vault, 1, "Ada", at)
    assert drafts.places(vault) == []


def test_a_reader_of_encrypted_pages_is_not_blind(path: Path) -> None:
    key = keys.Key(KEY, bytes(16))
    with Vault.create(path, KEY) as vault:
        vault.execute("INSERT INTO file_fact VALUES ('canary', 'Qcanary')")
        key = vault.key or key
    assert b"Qcanary" not in path.read_bytes()
    assert b"Qcanary" in decrypted(path.read_bytes(), key)


def moved_about(vault: Vault, seed: int, at: datetime) -> list[tuple[int, str]]:
    """Clients whose rows were moved from page to page, as names became longer and shorter; some of them."""
    dice, everybody = random.Random(seed), []
    with vault.transaction():
        for number in range(40):
            maker = Maker(vault, number, at)
            maker.canary = f"Q{number}zx"
            everybody.append((maker.client(visits=dice.randrange(0, 5)), maker.canary))
    with vault.transaction():
        for client, canary in dice.sample(everybody, 20):
            longer = Details(canary + "new" * dice.randrange(1, 60), canary * dice.randrange(1, 20))
            clients.change(vault, client, longer, at)
    return dice.sample(everybody, dice.randrange(1, 4))


@pytest.mark.parametrize("seed", [344702, 153022])  # with these a page kept a copy of a row that had moved on
def test_nothing_is_left_of_rows_that_were_moved_about(vault: Vault, at: datetime, seed: int) -> None:
    gone = moved_about(vault, seed, at)
    for client, _ in gone:
        erasing.erase(vault, client, "Ada", at)
    found = pages(vault)
    assert [canary for _, canary in gone if canary.encode() in found] == []


KILLED = """
    import sys, time
    from datetime import datetime, UTC
    from pathlib import Path
    from needledesk.storage import erasing
    from needledesk.storage.vault import Vault
    vault = Vault.open(Path(sys.argv[1]), None)
    print("open", flush=True)
    erasing.erase(vault, 1, "Ada", datetime(2026, 11, 22, tzinfo=UTC))
    print("erased", flush=True)
    time.sleep(60)
"""


def test_killed_at_any_moment_it_is_all_or_nothing(
    path: Path, at: datetime, start_child: Callable[..., object]
) -> None:
    with Vault.create(path, None) as vault:
        protocol.add(vault, "first text", "Ada", at)
        fill(vault, at)
        whole = erasing.counts(vault, 1)
    kept, dice, gone = path.read_bytes(), random.Random(), 0
    for _ in range(6):
        path.write_bytes(kept)
        child = start_child(KILLED, path)
        assert child.stdout.readline() == "open\n"  # type: ignore[attr-defined]
        time.sleep(dice.uniform(0, 0.06))
        child.kill()  # type: ignore[attr-defined]
        child.wait()  # type: ignore[attr-defined]
        with Vault.open(path, None) as vault:
            left = erasing.counts(vault, 1)
            assert set(guards(vault)) == set(third_schema.guards())
            assert chain_holds(vault)
            assert left == whole or (left == {} or set(left) == {"history"})
            assert bool(erasing.all_of_them(vault)) == (left != whole)
            gone += left != whole
        found = path.read_bytes() if left != whole else b""
        assert re.search(GONE, found) is None
