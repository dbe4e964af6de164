"""Full copies: made while work goes on, and good only after they were opened again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from storage.copying import PRACTICE, WATCH, cancelled_at, full, names, photographed, someone

from needledesk.domain.clients import Client
from needledesk.domain.progress import Watch
from needledesk.errors import BackupFailed, Damaged, Stopped
from needledesk.storage import comparison, copies, copy_files, history, manifest, page_copies, visits
from needledesk.storage.vault import Vault


def test_a_copy_holds_every_row_and_opens_with_the_passphrase(path: Path, tmp_path: Path, at: datetime) -> None:
    with Vault.create(path, "five words") as vault:
        vault.execute("INSERT INTO protocol_version VALUES (1, 'x', 'A', '2026-01-01T00:00:00Z', ?, '[]')", "0" * 64)
        photographed(vault, someone(vault, at), at)
        made = full(vault, tmp_path / "copies", at)
        head = history.head(vault)
        with page_copies.reopened(made.path, vault.key) as copy:
            assert comparison.differences(vault, copy, head.seq, WATCH) == []
    assert (made.made.head, made.made.counts["photo"], made.made.key_id) == (head.text, 1, vault.key and vault.key.id)
    with Vault.open(made.path, "five words") as opened:
        assert history.head(opened) == head


def test_what_is_written_meanwhile_is_in_the_copy(vault: Vault, visit: int, tmp_path: Path, at: datetime) -> None:
    for seed in range(20):
        photographed(vault, visit, at, seed, 200_000)
    written: list[int] = []

    def write(words: str, done: int, whole: int) -> None:
        if words == "Copying" and done < whole:
            written.append(done)
            visits.write_note(vault, visit, f"note {len(written)}", at)

    made = full(vault, tmp_path / "copies", at, Watch(write))
    assert len(written) > 5
    with page_copies.reopened(made.path, vault.key) as copy:
        assert copy.execute("SELECT text FROM note").fetchone() == (f"note {len(written)}",)
        assert comparison.differences(vault, copy, made.made.seq, WATCH) == []


def test_nothing_about_a_person_stands_beside_a_copy(
    vault: Vault, client: Client, tmp_path: Path, at: datetime
) -> None:
    text = manifest.beside(full(vault, tmp_path / "copies", at).path).read_text("utf-8")
    facts = json.loads(text)
    assert {"sha256", "size", "counts", "schema", "key_id", "head", "practice"} <= facts.keys()
    assert client.details.family not in text
    assert client.number not in text


def test_two_copies_of_one_moment_have_two_names(vault: Vault, tmp_path: Path, at: datetime) -> None:
    one, two = full(vault, tmp_path / "copies", at), full(vault, tmp_path / "copies", at)
    assert one.path != two.path
    assert two.path.name.endswith("-2.needledesk")


@pytest.mark.parametrize("words", ["Copying", "Comparing pictures and sheets", "Counting", "Reading the copy back"])
def test_cancel_at_any_point_leaves_earlier_copies_alone(
    vault: Vault, visit: int, tmp_path: Path, at: datetime, words: str
) -> None:
    photographed(vault, visit, at)
    full(vault, tmp_path / "copies", at)
    before = {name: (tmp_path / "copies" / name).read_bytes() for name in names(tmp_path / "copies")}
    with pytest.raises(Stopped):
        full(vault, tmp_path / "copies", at, cancelled_at(words))
    assert {name: (tmp_path / "copies" / name).read_bytes() for name in names(tmp_path / "copies")} == before


def test_a_copy_that_lost_a_row_on_the_way_does_not_count(
    vault: Vault, client: Client, tmp_path: Path, at: datetime
) -> None:
    def lose(words: str, done: int, whole: int) -> None:
        if words == "Counting":
            vault.execute("INSERT INTO client_alert VALUES (?, 0, 'allergy', 'past the history')", client.id)

    with pytest.raises(Damaged, match="does not hold together"):
        full(vault, tmp_path / "copies", at, Watch(lose))
    assert names(tmp_path / "copies") == []


def test_a_folder_that_goes_away_is_told(vault: Vault, tmp_path: Path, at: datetime) -> None:
    folder = tmp_path / "copies"

    def pull(words: str, done: int, whole: int) -> None:
        if words == "Copying" and folder.exists():
            folder.rename(tmp_path / "pulled")

    with pytest.raises(BackupFailed) as told:
        full(vault, folder, at, Watch(pull))
    assert "earlier copies are as they were" in told.value.safe
    assert not any(manifest.read(path) for path in (tmp_path / "pulled").iterdir())


def test_a_file_that_cannot_be_written_is_told(vault: Vault, tmp_path: Path, at: datetime) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupFailed):
        copies.full(vault, tmp_path / "file", PRACTICE, at, WATCH)


def test_a_manifest_that_reads_otherwise_is_no_copy(
    vault: Vault, tmp_path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write: Callable[[Path, str], None] = copy_files.keep_text
    monkeypatch.setattr(copy_files, "keep_text", lambda path, text: write(path, text.replace("3F9A", "3F9B")))
    with pytest.raises(Damaged):
        full(vault, tmp_path / "copies", at)
