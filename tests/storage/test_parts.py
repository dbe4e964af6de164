"""What came after a copy: as much as was touched, read back row by row, and applied."""

from __future__ import annotations

import zlib
from datetime import datetime
from pathlib import Path

import pytest
from storage.copying import WATCH, cancelled_at, full, names, photographed, someone

from needledesk.domain.backups import Kind
from needledesk.domain.progress import Watch
from needledesk.domain.visits import VisitState
from needledesk.errors import BackupFailed, Damaged, Stopped
from needledesk.storage import (
    chains,
    copies,
    copy_files,
    drafts,
    driver,
    history,
    manifest,
    page_copies,
    parts,
    seals,
    tables,
    targets,
    touched,
    visits,
)
from needledesk.storage.chains import Link
from needledesk.storage.vault import Vault


@pytest.fixture
def begun(vault: Vault, visit: int, tmp_path: Path, at: datetime) -> Link:
    """A full copy of the file as it is."""
    return full(vault, tmp_path / "copies", at)


def add(vault: Vault, before: Link, at: datetime, kind: Kind = Kind.PART, watch: Watch = WATCH) -> Link:
    return targets.link(parts.write(vault, before.path.parent, before.made, kind, at, watch))


def test_a_part_has_what_was_touched_and_nothing_else(vault: Vault, begun: Link, at: datetime) -> None:
    visit = someone(vault, at)
    photographed(vault, visit, at, size=600_000)
    drafts.keep(vault, "note 1", {"text": "half a"}, at)
    made = add(vault, begun, at)
    assert (made.made.after, made.made.head) == (begun.made.head, history.head(vault).text)
    assert made.made.counts == {"client": 2, "visit": 2, "photo": 1}
    with page_copies.reopened(made.path, None) as part:
        found = dict(parts.digests(part))
        own = [key for (key,) in part.execute("SELECT key FROM piece WHERE name = 'own'")]
    assert {name for name, _ in found} == {"client", "visit", "note", "photo", "photo_bytes", "photo_thumbnail"}
    assert own == ["draft"]


def test_what_is_gone_is_said_to_be_gone(vault: Vault, begun: Link, visit: int, at: datetime) -> None:
    vault.put("client_alert", "client, position", {"client": 1, "position": 0, "kind": "allergy", "text": "x"})
    second = add(vault, begun, at)
    vault.remove("client_alert", {"client": 1})
    third = add(vault, second, at)
    with page_copies.reopened(third.path, None) as part:
        assert dict(parts.digests(part)) == {("client_alert", ("1", "0")): history.GONE}


def test_notes_leave_pictures_out(vault: Vault, begun: Link, visit: int, at: datetime) -> None:
    photographed(vault, visit, at, size=600_000)
    made = add(vault, begun, at, Kind.NOTES_PART)
    assert made.path.stat().st_size < 30_000


def test_what_is_written_meanwhile_comes_along_whole(vault: Vault, begun: Link, visit: int, at: datetime) -> None:
    for seed in range(8):
        photographed(vault, visit, at, seed)
    told = [0]

    def write(words: str, done: int, whole: int) -> None:
        if told[0] < 60 and words == "Copying what is new":
            told[0] += 1
            visits.write_note(vault, visit, f"note {told[0]}", at)

    made = add(vault, begun, at, watch=Watch(write))
    assert made.made.head == history.head(vault).text
    with page_copies.reopened(made.path, None) as part:
        found = dict(parts.digests(part))
    assert found[("note", (str(visit),))] == tables.digest(vault.row("SELECT * FROM note"))


def test_the_key_of_a_part_is_the_files_own(path: Path, tmp_path: Path, at: datetime) -> None:
    with Vault.create(path, "five words") as vault:
        begun = full(vault, tmp_path / "copies", at)
        history.note(vault, "viewed")
        made = add(vault, begun, at)
        assert vault.key is not None
        assert made.path.read_bytes()[:16] == vault.key.salt
    with pytest.raises(Exception, match="file is not a database"), page_copies.reopened(made.path, None):
        pass


@pytest.mark.parametrize("words", ["Copying what is new", "Opening the copy again", "Reading the copy back"])
def test_cancel_leaves_the_chain_alone(vault: Vault, begun: Link, visit: int, at: datetime, words: str) -> None:
    for seed in range(3):
        photographed(vault, visit, at, seed)
    before = names(begun.path.parent)
    with pytest.raises(Stopped):
        add(vault, begun, at, watch=cancelled_at(words))
    assert names(begun.path.parent) == before


def test_a_part_that_reads_back_otherwise_does_not_count(
    vault: Vault, begun: Link, visit: int, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worn stick that gives back an older page, or one of zeros: here, a row that changed on the way."""
    visits.write_note(vault, visit, "cheeks", at)
    settle = copy_files.settle

    def worn(path: Path) -> None:
        settle(path)
        with page_copies.begun(path, None) as part:
            repack(part, "cheeks", "cheek!")

    monkeypatch.setattr(copy_files, "settle", worn)
    before = names(begun.path.parent)
    with pytest.raises(Damaged):
        add(vault, begun, at)
    assert names(begun.path.parent) == before


def test_after_an_erasure_no_part_is_made(vault: Vault, begun: Link, visit: int, at: datetime) -> None:
    visits.write_note(vault, visit, "cheeks", at)
    vault.execute("DROP TRIGGER history_UPDATE_never")
    vault.execute("UPDATE history SET detail = NULL, digest = zeroblob(32) WHERE seq = ?", history.head(vault).seq)
    with pytest.raises(BackupFailed, match="erased"):
        add(vault, begun, at)


@pytest.mark.parametrize("photo", [0, 400_000])
def test_a_visit_costs_at_most_three_times_its_bytes(vault: Vault, begun: Link, at: datetime, photo: int) -> None:
    """All files written for it, against the bytes of the visit's rows, its photo and what the history says of it."""
    before, visit = history.head(vault).seq, someone(vault, at)
    for number in range(36):
        values = {"visit": visit, "question": f"question_{number}", "rule": f"rule {number}", "asked": "Asked? " * 8}
        rest = {"reply": "no", "name": "", "detail": "", "answered_at": "2026-11-22T10:00:00Z"}
        vault.insert("screening_answer", values | rest)
    if photo:
        photographed(vault, visit, at, size=photo)
    visits.set_state(vault, visit, VisitState.CLOSED, at)
    seals.seal(vault, visit, "Ada", at)
    made = add(vault, begun, at)
    written = made.path.stat().st_size + manifest.beside(made.path).stat().st_size
    assert written <= 3 * held(vault, made, before), (written, held(vault, made, before))


def repack(part: driver.Connection, old: str, new: str) -> None:
    """Change the rows in a part behind its back."""
    number, data = part.execute("SELECT id, data FROM piece WHERE name = 'rows'").fetchone()
    text = zlib.decompress(data).decode()
    assert old in text
    part.execute("UPDATE piece SET data = ? WHERE id = ?", (zlib.compress(text.replace(old, new).encode()), number))


def held(vault: Vault, made: Link, before: int) -> int:
    """The bytes of every row that was touched, and of the history's rows about them."""
    with page_copies.reopened(made.path, None) as part:
        rows = [vault_row(vault, *name) for name, _ in parts.digests(part)]
    told = vault.tuples("SELECT * FROM history WHERE seq > ?", before)
    return sum(size(value) for row in [*rows, *told] for value in row)


def vault_row(vault: Vault, table: str, key: tuple[str, ...]) -> tuple[object, ...]:
    return vault.tuples(f"SELECT * FROM {table} WHERE {touched.where(tables.NAMED[table])}", *key)[0]


def size(value: object) -> int:
    return len(value) if isinstance(value, bytes) else len(str(value).encode()) if value is not None else 0


def test_a_part_with_columns_of_its_own_is_refused(vault: Vault, begun: Link, visit: int, at: datetime) -> None:
    visits.write_note(vault, visit, "cheeks", at)
    made = add(vault, begun, at)
    with page_copies.begun(made.path, None) as part:
        repack(part, '"text":', '"text) VALUES (1, 2); --":')
    with page_copies.reopened(made.path, None) as part, pytest.raises(Damaged):
        parts.apply(part, vault._connection)


def test_a_part_beside_a_folder_that_is_gone_is_told(vault: Vault, begun: Link, visit: int, at: datetime) -> None:
    visits.write_note(vault, visit, "cheeks", at)
    folder = begun.path.parent

    def pull(words: str, done: int, whole: int) -> None:
        if folder.exists():
            folder.rename(folder.with_name("pulled"))

    with pytest.raises(BackupFailed):
        add(vault, begun, at, watch=Watch(pull))
    among = chains.links(folder.with_name("pulled"))
    assert [link.made for link in among] == [begun.made]
    assert copies.PARTIAL not in "".join(link.path.name for link in among)
