"""The open file on disks of every kind: copied, full, write-protected, pulled away; nothing acknowledged is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from subprocess import Popen

import pytest
from storage.small_disk import SmallDisk, mounted, why_not

from needledesk.domain.clients import Client
from needledesk.domain.photos import Moment, Prepared
from needledesk.errors import FileTrouble, InUse, NoRoom, NotSaved
from needledesk.storage import ballast, driver, folders, guard, opening, photos, room, visits
from needledesk.storage.vault import Vault

posix = pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be taken away")
small_disks = pytest.mark.skipif(why_not() != "", reason=why_not() or "-")


def journal(vault: Vault) -> str:
    return str(vault.row("PRAGMA journal_mode")[0])


# -- folders ----------------------------------------------------------------------------------------------------


def test_no_file_is_made_in_a_folder_that_is_copied(path: Path) -> None:
    (path.parent / ".stfolder").mkdir()
    with pytest.raises(FileTrouble, match="Syncthing copies this folder"):
        Vault.create(path, None)
    assert [file.name for file in path.parent.iterdir()] == [".stfolder"]


def test_a_file_that_comes_into_such_a_folder_keeps_no_log_and_gets_it_back(
    vault: Vault, visit: int, at: datetime, path: Path
) -> None:
    mark = path.parent / ".stfolder"
    assert (journal(vault), vault.ground.folder.kind) == ("wal", folders.Kind.PLAIN)
    vault.close()
    mark.mkdir()
    for _ in range(2):
        with Vault.open(path, None) as copied:
            assert (journal(copied), copied.ground.folder.service) == ("truncate", "Syncthing")
            assert copied.row("PRAGMA synchronous")[0] == 2
            visits.write_note(copied, visit, "in the cloud", at)
            assert not path.with_name(path.name + "-wal").exists()
    mark.rmdir()
    for _ in range(2):
        with Vault.open(path, None) as again:
            assert journal(again) == "wal"
            assert visits.get(again, visit).note == "in the cloud"


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from needledesk.storage import visits
from needledesk.storage.vault import Vault
vault = Vault.open(Path(sys.argv[1]), None)
visits.write_note(vault, 1, "last", datetime(2026, 11, 22, tzinfo=UTC))
vault.execute("BEGIN")
vault.execute("UPDATE note SET text = 'never'")
os.kill(os.getpid(), 9)
"""


@posix
@pytest.mark.parametrize("moved", [False, True])
def test_a_killed_program_loses_nothing_when_the_folder_becomes_another(
    vault: Vault, visit: int, path: Path, moved: bool, start_child: Callable[..., Popen[str]]
) -> None:
    vault.close()
    mark = path.parent / ".stfolder"
    if moved:
        mark.mkdir()
    start_child(KILLED, path).wait()
    mark.rmdir() if moved else mark.mkdir()
    with Vault.open(path, None) as again:
        assert journal(again) == ("wal" if moved else "truncate")
        assert visits.get(again, visit).note == "last"
        assert again.facts()["integrity_check"] == "ok"


# -- the file is gone -------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("copied", [False, True])
def test_a_file_that_is_taken_away_takes_no_changes(
    vault: Vault, visit: int, at: datetime, path: Path, copied: bool
) -> None:
    visits.write_note(vault, visit, "kept", at)
    if copied:
        vault.close()
        (path.parent / ".stfolder").mkdir()
        vault = Vault.open(path, None)
    away = path.with_name("away")
    path.rename(away)
    with pytest.raises(NotSaved, match="not where it was"):
        visits.write_note(vault, visit, "lost", at)
    with pytest.raises(NotSaved, match="not where it was"), vault.transaction():
        vault.row("SELECT 1")
    assert visits.get(vault, visit).note == "kept", "it can still be read"
    away.rename(path)
    visits.write_note(vault, visit, "kept again", at)
    vault.close()
    with Vault.open(path, None) as again:
        assert visits.get(again, visit).note == "kept again"


@posix
def test_a_file_that_is_taken_away_in_the_middle_of_a_change(
    vault: Vault, visit: int, at: datetime, path: Path
) -> None:
    visits.write_note(vault, visit, "kept", at)

    def change() -> None:
        with vault.transaction():
            visits.write_note(vault, visit, "half", at)
            path.rename(path.with_name("away"))

    with pytest.raises(NotSaved, match="not where it was"):
        change()
    path.with_name("away").rename(path)
    assert visits.get(vault, visit).note == "kept"


@posix
def test_a_file_that_was_put_in_its_place_takes_no_changes(vault: Vault, visit: int, at: datetime, path: Path) -> None:
    older = path.with_name("older")
    shutil.copy(path, older)
    older.replace(path)
    with pytest.raises(NotSaved, match="not where it was"):
        visits.write_note(vault, visit, "lost", at)


# -- the lock ---------------------------------------------------------------------------------------------------

OPEN = """
import sys
from pathlib import Path
from needledesk.errors import InUse
from needledesk.storage.vault import Vault
try:
    Vault.open(Path(sys.argv[1]), None)
    print("opened")
except InUse:
    print("refused")
"""


@posix
def test_a_second_program_is_refused_though_something_looked_into_the_file(
    vault: Vault, path: Path, run_child: Callable[..., str]
) -> None:
    path.open("rb").close()  # what a file dialog does: SQLite's lock is lost
    assert run_child(OPEN, path).strip() == "refused"
    vault.close()
    assert run_child(OPEN, path).strip() == "opened"


def test_the_second_lock_goes_with_the_file(path: Path) -> None:
    with Vault.create(path, None):
        if os.name == "posix":
            assert guard.beside(path).exists()
            with pytest.raises(InUse):
                Vault.open(path, None)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_does_not_open_leaves_no_lock(path: Path) -> None:
    path.write_text("Dear all")
    with pytest.raises(FileTrouble):
        Vault.open(path, None)
    assert list(path.parent.iterdir()) == [path]


# -- a full disk ------------------------------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with mounted(tmp_path / "disk", 12) as small:
        yield small


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mounted disk counts as the laptop's own."""
    monkeypatch.setattr(folders.mounts, "here", lambda _: ())


def fill_until_refused(vault: Vault, visit: int, at: datetime, disk: SmallDisk) -> tuple[int, NotSaved]:
    """Write longer and longer notes on a disk that has no room; returns the last that was taken, and the refusal."""
    taken = 0
    for number in range(1, 4000):
        try:
            visits.write_note(vault, visit, f"{number} {'x' * number * 20}", at)
        except NotSaved as refusal:
            return taken, refusal
        taken = number
        disk.fill()
    raise AssertionError("the disk never filled")


def noted(vault: Vault, visit: int) -> int:
    return int(visits.get(vault, visit).note.split()[0])


@small_disks
@pytest.mark.parametrize("mark", ["", ".stfolder"])
def test_on_a_full_disk_nothing_is_lost_and_the_next_save_works(
    disk: SmallDisk, plain: None, mark: str, at: datetime
) -> None:
    path = disk.folder / "studio.needledesk"
    visit = begin(path, at)
    if mark:
        (disk.folder / mark).mkdir()
    with Vault.open(path, None) as vault:
        disk.fill()
        taken, refusal = fill_until_refused(vault, visit, at, disk)
        assert "full" in refusal.happened
        assert "kept" in refusal.safe
        assert noted(vault, visit) == taken
        disk.empty()
        visits.write_note(vault, visit, "9000", at)
    with Vault.open(path, None) as again:
        assert noted(again, visit) == 9000
        assert again.facts()["integrity_check"] == "ok"


@small_disks
@pytest.mark.parametrize("mark", ["", ".stfolder"])
def test_a_full_disk_opens_and_can_be_read(disk: SmallDisk, plain: None, mark: str, at: datetime) -> None:
    path = disk.folder / "studio.needledesk"
    visit = begin(path, at)
    if mark:
        (disk.folder / mark).mkdir()
    disk.fill()
    assert disk.free() == 0
    assert not Vault.needs_passphrase(path)
    with Vault.open(path, None) as vault:
        assert visits.get(vault, visit).note == "0"
        with pytest.raises(NotSaved):
            visits.write_note(vault, visit, "x" * 1_000_000, at)
    with Vault.open(path, None) as again:
        assert visits.get(again, visit)


@small_disks
def test_the_reserve_is_given_up_and_made_anew(
    disk: SmallDisk, plain: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "SIZES", ((2 << 20, 4 << 20),))
    path = disk.folder / "studio.needledesk"
    visit = begin(path, at)
    with Vault.open(path, None) as vault:
        vault.ground.keep_reserve()
        assert ballast.size_of(path) == 2 << 20
        disk.fill()
        taken, refusal = fill_until_refused(vault, visit, at, disk)
        assert "reserve of 2 MB" in refusal.safe
        assert vault.ground.reserve_used
        assert not ballast.beside(path).exists()
        visits.write_note(vault, visit, f"{taken + 1} {'y' * 100_000}", at)
        assert noted(vault, visit) == taken + 1, "the next try works"
        vault.ground.keep_reserve()
        assert vault.ground.reserve_used, "not while the disk is full"
        disk.empty()
        vault.ground.keep_reserve()
        assert not vault.ground.reserve_used
        assert ballast.size_of(path) == 2 << 20


@small_disks
def test_no_file_is_begun_on_a_full_disk(disk: SmallDisk, plain: None) -> None:
    disk.fill()
    before = sorted(disk.folder.iterdir())
    with pytest.raises(FileTrouble, match="no room"):
        Vault.create(disk.folder / "studio.needledesk", None)
    assert sorted(disk.folder.iterdir()) == before


@small_disks
def test_a_photo_that_does_not_fit_leaves_nothing(disk: SmallDisk, plain: None, at: datetime) -> None:
    path = disk.folder / "studio.needledesk"
    visit = begin(path, at)
    large = Prepared(os.urandom(8 << 20), b"small", "jpeg", 40, 30, "0" * 64, "0" * 64, None)
    with Vault.open(path, None) as vault:
        disk.fill(leave=4 << 20)
        with pytest.raises(NotSaved):
            photos.keep(vault, visit, Moment.BEFORE, "front", large, at)
        assert photos.of_visit(vault, visit) == []
        visits.write_note(vault, visit, "5", at)
        disk.empty()
    with Vault.open(path, None) as again:  # its pieces cannot be overwritten before there is room
        assert again.row("SELECT count(*) FROM photo")[0] == 0
        assert noted(again, visit) == 5


def begin(path: Path, at: datetime) -> int:
    """A closed file with one visit."""
    from needledesk.domain.clients import Details
    from needledesk.storage import clients, protocol

    with Vault.create(path, None) as vault:
        protocol.add(vault, "first text", "Ada", at)
        visit = visits.begin(vault, clients.add(vault, Details("Ada"), at).id, at, "Europe/Berlin", 1)
        visits.write_note(vault, visit, "0", at)
    return visit


def test_an_older_file_is_not_begun_on_without_room_for_its_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Path(__file__).parents[1] / "data" / "record_v1.needledesk"
    shutil.copy(old, path)
    before = path.read_bytes()
    monkeypatch.setattr(room, "free", lambda _: 1_000_000)
    with pytest.raises(NoRoom, match="up to date"):
        Vault.open(path, None)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before
    monkeypatch.undo()
    Vault.open(path, None).close()


def test_a_journal_that_no_disk_keeps_is_refused(client: Client, vault: Vault) -> None:
    connection = driver.dbapi2.connect(":memory:")
    try:
        with pytest.raises(FileTrouble, match="cannot keep"):
            opening.settle(connection, "TRUNCATE")
    finally:
        connection.close()
