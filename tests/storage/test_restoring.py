"""A record file built anew from copies: every row as it was, whatever was done to it in between."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from storage.copying import PRACTICE, WATCH, full, photographed
from storage.random_work import work

from needledesk.domain.backups import Kind
from needledesk.domain.progress import Watch
from needledesk.errors import Damaged, Stopped, WrongPassphrase
from needledesk.storage import (
    chains,
    comparison,
    copy_files,
    drafts,
    driver,
    history,
    local_copies,
    migrations,
    page_copies,
    parts,
    photos,
    restoring,
    search,
    standing,
    targets,
    visits,
)
from needledesk.storage.chains import Link
from needledesk.storage.vault import Vault


def part(vault: Vault, before: Link, at: datetime, kind: Kind = Kind.PART) -> Link:
    return targets.link(parts.write(vault, before.path.parent, before.made, kind, at, WATCH))


def rebuilt(link: Link, vault: Vault, new: Path, pictures: tuple[Path, ...] = ()) -> restoring.Rebuilt:
    new.parent.mkdir(exist_ok=True)
    return restoring.rebuild(chains.must_have(link.path), vault.key, new, pictures, WATCH)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new" / "practice.needledesk"


@pytest.mark.parametrize("seed", range(4))
def test_backup_more_work_increment_restore_gives_every_row_back(
    path: Path, tmp_path: Path, new: Path, at: datetime, seed: int
) -> None:
    everything_comes_back(path, tmp_path / "copies", new, at, seed)


def everything_comes_back(path: Path, folder: Path, new: Path, at: datetime, seed: int) -> None:
    """The row-7 property for one data set: also at each moment in between, and through the notes."""
    chance = random.Random(seed)
    with Vault.create(path, "five words" if seed % 2 else None) as vault:
        work(vault, chance, at, 12)
        moments = [full(vault, folder, at)]
        notes = (
            local_copies.notes(vault, PRACTICE, at, WATCH) if local_copies.full(vault, PRACTICE, at, WATCH) else None
        )
        for turn in range(3):
            work(vault, chance, at + timedelta(hours=turn + 1), 8)
            history.note(vault, "viewed")  # chance may have found nothing to do
            moments.append(part(vault, moments[-1], at))
        notes = local_copies.notes(vault, PRACTICE, at, WATCH)
        assert notes is not None
        chosen = chance.choice(moments)
        for link, pictures in ((moments[-1], ()), (chosen, ()), (notes, (part_source(vault, at),))):
            made = rebuilt(link, vault, new, pictures)
            with page_copies.reopened(new, vault.key) as copy:
                assert comparison.differences(vault, copy, link.made.seq, WATCH) == []
                assert lists(copy) == lists_anew(new, vault)
            assert made.head == link.made.head
            assert made.missing == ()
            copy_files.remove_with_sides(new)


def part_source(vault: Vault, at: datetime) -> Path:
    return local_copies.full(vault, PRACTICE, at, WATCH).path


def lists(connection: driver.Connection) -> list[object]:
    return [
        connection.execute("SELECT * FROM client_line ORDER BY client").fetchall(),
        connection.execute("SELECT rowid FROM client_search WHERE client_search MATCH 'names: \"  s\"'").fetchall(),
    ]


def lists_anew(new: Path, vault: Vault) -> list[object]:
    """What the lists are when everything of them is made again."""
    with Vault.open(new, vault.key and vault.key.raw) as opened:
        for (client,) in opened.tuples("SELECT id FROM client"):
            with opened.transaction():
                search.forget(opened, client)
                standing.refresh(opened, client)
                search.index(opened, client)
        return lists(opened._connection)


def test_an_earlier_moment_is_where_the_chain_is_left(vault: Vault, visit: int, new: Path, at: datetime) -> None:
    whole = full(vault, new.parent.parent / "copies", at)
    visits.write_note(vault, visit, "one", at)
    drafts.keep(vault, "note 1", {"text": "half a"}, at)
    one = part(vault, whole, at)
    visits.write_note(vault, visit, "two", at)
    drafts.discard(vault, "note 1")
    part(vault, one, at)
    rebuilt(one, vault, new)
    with Vault.open(new, None) as opened:
        assert opened.row("SELECT text FROM note")["text"] == "one"
        assert drafts.places(opened) == ["note 1"]
        assert history.head(opened).text == one.made.head


def test_sealed_visits_are_guarded_again(vault: Vault, visit: int, new: Path, at: datetime) -> None:
    whole = full(vault, new.parent.parent / "copies", at)
    visits.write_note(vault, visit, "one", at)
    rebuilt(part(vault, whole, at), vault, new)
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    with page_copies.reopened(new, None) as copy:
        assert copy.execute(guards).fetchall() == vault.tuples(guards)


def test_a_copy_of_an_older_version_is_brought_up_to_date(
    vault: Vault, visit: int, new: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later program, which knows one step more."""
    whole = full(vault, new.parent.parent / "copies", at)
    visits.write_note(vault, visit, "one", at)

    def later(db: Any) -> None:
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

    real, steps = Vault.open, (*migrations.STEPS, later)
    monkeypatch.setattr(Vault, "open", lambda path, secret: real(path, secret, steps))
    rebuilt(part(vault, whole, at), vault, new)
    with Vault.open(new, None) as opened:
        assert opened.schema == len(steps)
        assert opened.row("SELECT text FROM note")["text"] == "one"


def test_a_photo_that_was_removed_leaves_no_bytes(vault: Vault, visit: int, new: Path, at: datetime) -> None:
    photo = photographed(vault, visit, at, size=900_000)
    whole = full(vault, new.parent.parent / "copies", at)
    photos.remove(vault, photo.id)
    rebuilt(part(vault, whole, at), vault, new)
    with Vault.open(new, None) as opened:
        assert opened.tuples("SELECT count(*) FROM photo_bytes")[0][0] == 0


def test_pictures_that_no_copy_has_are_counted(vault: Vault, visit: int, new: Path, at: datetime) -> None:
    photographed(vault, visit, at)
    old = local_copies.full(vault, PRACTICE, at, WATCH)
    photographed(vault, visit, at, 2)
    local_copies.notes(vault, PRACTICE, at, WATCH)
    notes = local_copies.notes(vault, PRACTICE, at, WATCH)
    assert notes is not None
    assert rebuilt(notes, vault, new, (old.path, new.parent / "absent")).missing == (("photo", 1),)


def test_a_damaged_copy_is_refused(vault: Vault, visit: int, new: Path, at: datetime) -> None:
    whole = full(vault, new.parent.parent / "copies", at)
    visits.write_note(vault, visit, "one", at)
    second = part(vault, whole, at)
    data = second.path.read_bytes()
    second.path.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    with pytest.raises(Damaged):
        rebuilt(second, vault, new)


def test_it_can_be_stopped_at_any_step(vault: Vault, visit: int, new: Path, at: datetime) -> None:
    whole = full(vault, new.parent.parent / "copies", at)
    visits.write_note(vault, visit, "one", at)
    chain = chains.must_have(part(vault, whole, at).path)
    new.parent.mkdir()
    told: list[str] = []
    restoring.rebuild(chain, None, new, (), Watch(lambda words, _done, _whole: told.append(words)))
    for words in dict.fromkeys(told[:-1]):
        copy_files.remove_with_sides(new)
        seen: list[str] = []
        watch = Watch(lambda said, _done, _whole, seen=seen: seen.append(said), lambda seen=seen, w=words: w in seen)
        with pytest.raises(Stopped):
            restoring.rebuild(chain, None, new, (), watch)


def test_the_key_is_asked_for_and_tried(path: Path, new: Path, at: datetime) -> None:
    with Vault.create(path, "five words") as vault:
        chain = chains.must_have(full(vault, new.parent.parent / "copies", at).path)
        assert restoring.key_of(chain, "five words") == vault.key
        assert vault.key is not None
        assert restoring.key_of(chain, vault.key.raw) == vault.key
        with pytest.raises(WrongPassphrase):
            restoring.key_of(chain, "other words")
