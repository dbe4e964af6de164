"""The map of the file is complete, and its ways to an owner lead there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import needledesk.storage
from needledesk.storage import tables
from needledesk.storage.vault import Vault

EVERY = [table.name for table in tables.RECORDED]


def test_every_table_of_the_file_is_on_the_map(vault: Vault) -> None:
    rows = vault.tuples("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    found = {name for (name,) in rows if not name.startswith(("_sqlite", "client_search_"))}
    assert found == {*EVERY, *tables.DERIVED, *tables.OWN}


@pytest.mark.parametrize("table", tables.RECORDED, ids=lambda table: table.name)
def test_the_key_is_the_tables_own(vault: Vault, table: tables.Table) -> None:
    columns = vault.rows(f"PRAGMA table_info({table.name})")
    assert {row["name"] for row in columns if row["pk"]} == set(table.key)
    assert {row["name"] for row in columns} >= ({table.owner} if table.owner else set())


@pytest.mark.parametrize("table", [table for table in tables.RECORDED if table.of], ids=lambda table: table.name)
def test_the_owner_is_the_one_the_file_refers_to(vault: Vault, table: tables.Table) -> None:
    references = {(row["from"], row["table"]) for row in vault.rows(f"PRAGMA foreign_key_list({table.name})")}
    assert (table.owner, table.of) in references


def test_owners_come_before_what_they_own() -> None:
    for place, table in enumerate(tables.RECORDED):
        assert not table.of or table.of in EVERY[:place]


@pytest.mark.parametrize("table", tables.sealed(), ids=lambda table: table.name)
def test_the_rows_of_a_visit_can_be_asked_for(vault: Vault, visit: int, table: tables.Table) -> None:
    rows = vault.rows(tables.rows_of(table, "visit"), visit)
    assert len(rows) == (1 if table.name == "visit" else 0)


def test_a_digest_is_over_names_and_values_and_not_over_nothing() -> None:
    assert tables.digest({"a": 1, "b": None}) == tables.digest({"a": 1})
    assert tables.digest({"a": 1}) != tables.digest({"a": "1"})
    assert tables.digest({"a": 1}) != tables.digest({"b": 1})
    assert tables.digest({"a": b"x"}) != tables.digest({"a": b"y"})


WRITES = re.compile(r"(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) (\w+)")
#: Written past the map, with the reason.
ALLOWED = {
    "photo": "before it counts, and after it no longer does; also while a file is built from a copy",
    "photo_thumbnail": "with a photo that could not be kept",
    "photo_bytes": "before the photo counts, and after it no longer does",
    "letter": "by the step that brings the second schema",
    "letter_rule": "by the step that brings the second schema",
}


def test_nothing_writes_the_record_past_the_history() -> None:
    found = set()
    for file in Path(needledesk.storage.__path__[0]).glob("*.py"):
        found |= {(name, file.name) for name in WRITES.findall(file.read_text(encoding="utf-8"))}
    past = {(name, file) for name, file in found if name in EVERY}
    assert {name for name, _ in past} == set(ALLOWED), past
    assert {file for _, file in past} == {"photos.py", "opening.py", "second_schema.py", "restoring.py"}
