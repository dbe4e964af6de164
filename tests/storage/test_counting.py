"""Counted a stretch at a time, and compared with a copy while work goes on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from storage.copying import full, photographed, someone

from needledesk.storage import counting, history, page_copies, photos, tables
from needledesk.storage.vault import Vault


def test_only_what_counts_is_counted(vault: Vault, visit: int, at: datetime) -> None:
    photographed(vault, visit, at, size=1_200_000)
    half = photographed(vault, visit, at, 2)
    vault.execute("UPDATE photo SET kept = 0 WHERE id = ?", half.id)
    counts = counting.every(vault.tuples)
    assert (counts["photo"], counts["photo_bytes"], counts["photo_thumbnail"]) == (1, 3, 1)
    assert counts.keys() == {table.name for table in tables.RECORDED}


def test_rows_far_apart_are_found(vault: Vault) -> None:
    for number in (3, 2_003, 90_000):
        vault.execute(
            "INSERT INTO protocol_version VALUES (?, 'x', 'A', '2026-01-01T00:00:00Z', ?, '[]')", number, "0" * 64
        )
    assert counting.count(vault.tuples, tables.NAMED["protocol_version"]) == 4


def test_work_that_goes_on_is_no_difference(vault: Vault, visit: int, tmp_path: Path, at: datetime) -> None:
    photo = photographed(vault, visit, at)
    head = history.head(vault)
    made = full(vault, tmp_path / "copies", at)
    with page_copies.reopened(made.path, None) as copy:
        someone(vault, at)
        photographed(vault, visit, at, 2)
        photos.remove(vault, photo.id)
        assert counting.differing(vault, copy, head) == []
        vault.execute("INSERT INTO client_alert VALUES (1, 0, 'allergy', 'past the history')")
        assert counting.differing(vault, copy, head) == ["client_alert"]


def test_a_table_that_is_written_to_all_the_time_is_counted_in_the_end(
    vault: Vault, visit: int, tmp_path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, head = full(vault, tmp_path / "copies", at), history.head(vault)
    count = counting.count

    def busy(ask: counting.Ask, table: tables.Table) -> int:
        found = count(ask, table)
        if ask == vault.tuples and table.name == "client" and not vault._depth:
            someone(vault, at)
        return found

    monkeypatch.setattr(counting, "count", busy)
    with page_copies.reopened(made.path, None) as copy:
        assert counting.differing(vault, copy, head) == []
