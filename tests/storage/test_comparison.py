"""Every row of a copy against the open file's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from storage.copying import WATCH, full, photographed, someone

from needledesk.storage import comparison, history, page_copies, photos, visits
from needledesk.storage.vault import Vault


def test_what_differs_is_named(vault: Vault, visit: int, tmp_path: Path, at: datetime) -> None:
    photographed(vault, visit, at)
    made = full(vault, tmp_path / "copies", at)
    with page_copies.begun(made.path, None) as copy:
        copy.execute("DROP TRIGGER amendment_UPDATE_never")
        copy.execute("UPDATE client SET phone = '1'")
        copy.execute("UPDATE photo_thumbnail SET data = x'00'")
        copy.execute("DELETE FROM practice")
        copy.execute("INSERT INTO client_alert VALUES (1, 0, 'allergy', 'x')")
    with page_copies.reopened(made.path, None) as copy:
        found = comparison.differences(vault, copy, history.head(vault).seq, WATCH)
    assert set(found) == {("client", ("1",)), ("photo_thumbnail", ("1",)), ("client_alert", ("1", "0"))}


def test_what_was_written_since_is_no_difference(vault: Vault, visit: int, tmp_path: Path, at: datetime) -> None:
    kept, gone = photographed(vault, visit, at), photographed(vault, visit, at, 2)
    made = full(vault, tmp_path / "copies", at)
    visits.write_note(vault, visit, "since", at)
    photographed(vault, someone(vault, at), at, 3)
    photos.remove(vault, gone.id)
    with page_copies.reopened(made.path, None) as copy:
        assert comparison.differences(vault, copy, made.made.seq, WATCH) == []
        vault.execute("UPDATE photo_bytes SET data = x'00' WHERE photo = ?", kept.id)
        found = comparison.differences(vault, copy, made.made.seq, WATCH)
    assert found == [("photo_bytes", (str(kept.id), "0"))]
