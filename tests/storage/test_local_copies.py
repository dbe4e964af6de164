"""The copies beside the record file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from storage.copying import PRACTICE, WATCH, names, photographed, someone

from needledesk.domain import backups
from needledesk.domain.backups import Kind
from needledesk.errors import BackupFailed
from needledesk.storage import chains, copies, local_copies, protocol
from needledesk.storage.vault import Vault


def test_two_full_copies_stay(vault: Vault, path: Path, at: datetime) -> None:
    for day in range(4):
        someone(vault, at, f"Client {day}")
        newest = local_copies.full(vault, PRACTICE, at + timedelta(days=day), WATCH)
    found = chains.listed(path.parent / "practice copies")
    assert [copy.made.day for copy in found] == [25, 24]
    assert found[0].path == str(newest.path)


def test_the_newest_stays_though_the_clock_was_set_back(vault: Vault, path: Path, at: datetime) -> None:
    for years in (0, 0, -56):
        someone(vault, at)
        newest = local_copies.full(vault, PRACTICE, at.replace(year=at.year + years), WATCH)
    assert newest.path.exists()
    assert len(chains.links(path.parent / "practice copies")) == 2


def test_notes_begin_with_a_full_copy_and_then_grow_by_parts(vault: Vault, visit: int, at: datetime) -> None:
    photographed(vault, visit, at, size=2_000_000)
    assert local_copies.notes(vault, PRACTICE, at, WATCH) is None
    local_copies.full(vault, PRACTICE, at, WATCH)
    first = local_copies.notes(vault, PRACTICE, at, WATCH)
    someone(vault, at)
    second = local_copies.notes(vault, PRACTICE, at, WATCH)
    assert first is not None
    assert second is not None
    assert (first.made.kind, second.made.kind) == (Kind.NOTES, Kind.NOTES_PART)
    assert first.made.size + second.made.size < 1_000_000
    assert local_copies.notes(vault, PRACTICE, at, WATCH) == second


def test_after_a_restore_the_notes_and_full_copies_of_what_was_given_up_go_first(path: Path, at: datetime) -> None:
    """The copies of the file that was put aside have higher numbers, and the same days."""
    earlier = path.with_name("earlier.needledesk")
    with Vault.create(path, None) as vault:
        protocol.add(vault, "first text", "Ada", at)
        copies.full(vault, path.parent, PRACTICE, at, WATCH).rename(earlier)
        for turn in range(12):
            someone(vault, at, f"Client {turn}")
            if turn % 6 == 0:
                local_copies.full(vault, PRACTICE, at, WATCH)
            local_copies.notes(vault, PRACTICE, at, WATCH)
    path.unlink()
    earlier.rename(path)
    with Vault.open(path, None) as vault:
        mine = []
        for _ in range(2):
            someone(vault, at)
            mine += [local_copies.full(vault, PRACTICE, at, WATCH), local_copies.notes(vault, PRACTICE, at, WATCH)]
    assert all(link is not None and link.path.exists() for link in mine)


def test_many_parts_begin_new_notes(vault: Vault, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "needs_whole", lambda _whole, parts: len(tuple(parts)) >= 2)
    local_copies.full(vault, PRACTICE, at, WATCH)
    for turn in range(4):
        someone(vault, at, f"Client {turn}")
        local_copies.notes(vault, PRACTICE, at, WATCH)
    local_copies.full(vault, PRACTICE, at, WATCH)
    someone(vault, at)
    local_copies.notes(vault, PRACTICE, at, WATCH)
    wholes = [link for link in chains.links(local_copies.folder_of(vault.path)) if link.made.kind is Kind.NOTES]
    assert len(wholes) == 3


def test_a_folder_that_cannot_be_made_is_told(vault: Vault, path: Path, at: datetime) -> None:
    local_copies.folder_of(path).touch()
    with pytest.raises(BackupFailed):
        local_copies.full(vault, PRACTICE, at, WATCH)
    assert "practice copies" in names(path.parent)
