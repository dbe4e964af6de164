"""All but pictures and sheets, taken out of a full copy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from storage.copying import WATCH, cancelled_at, full, names, photographed, someone

from needledesk.errors import Damaged, Stopped
from needledesk.storage import counting, notes_copies, page_copies, targets
from needledesk.storage.vault import Vault


def test_it_has_every_row_but_the_bytes(path: Path, tmp_path: Path, at: datetime) -> None:
    with Vault.create(path, "five words") as vault:
        vault.execute("INSERT INTO protocol_version VALUES (1, 'x', 'A', '2026-01-01T00:00:00Z', ?, '[]')", "0" * 64)
        photographed(vault, someone(vault, at), at, size=500_000)
        whole = full(vault, tmp_path / "copies", at)
        made = targets.link(notes_copies.from_full(vault, whole, WATCH))
        with page_copies.reopened(made.path, vault.key) as notes:
            assert notes.execute("SELECT text FROM note").fetchone() == ("Ines: cheeks, three passes.",)
            tables = {name for (name,) in notes.execute("SELECT name FROM sqlite_master")}
    assert made.made.head == whole.made.head
    assert made.made.counts["photo"] == 1
    assert "photo_bytes" not in tables
    assert made.made.size < 400_000


def test_it_can_be_stopped(vault: Vault, tmp_path: Path, at: datetime) -> None:
    whole = full(vault, tmp_path / "copies", at)
    before = names(tmp_path / "copies")
    with pytest.raises(Stopped):
        notes_copies.from_full(vault, whole, cancelled_at("Copying the notes"))
    assert names(tmp_path / "copies") == before


def test_a_row_that_is_lost_on_the_way_is_noticed(
    vault: Vault, tmp_path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(vault, at)
    whole = full(vault, tmp_path / "copies", at)
    monkeypatch.setitem(whole.made.counts, "client", 2)
    with pytest.raises(Damaged):
        notes_copies.from_full(vault, whole, WATCH)
    assert counting.every(vault.tuples)["client"] == 1
