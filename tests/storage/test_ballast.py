"""The ballast: real bytes, only where there is plenty of room, and gone at once when it is needed."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest
from storage.small_disk import mounted, why_not

from needledesk.storage import ballast, room

MIB, GIB = 1 << 20, 1 << 30


@pytest.mark.parametrize(
    ("free", "size"),
    [(100 * GIB, 64 * MIB), (2 * GIB, 64 * MIB), (2 * GIB - 1, 16 * MIB), (512 * MIB, 16 * MIB), (512 * MIB - 1, 0)],
)
def test_it_fits_the_room_there_is(free: int, size: int) -> None:
    assert ballast.fitting(free) == size


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Two megabytes are enough to see what it does."""
    monkeypatch.setattr(ballast, "SIZES", ((2 * MIB, 8 * MIB),))
    return 2 * MIB


def test_its_bytes_are_real(path: Path, small: int) -> None:
    assert ballast.keep(path) == small
    seen = ballast.beside(path).stat()
    assert seen.st_size == small
    if os.name == "posix":
        assert seen.st_blocks * 512 >= small, "no hole in it"
        assert seen.st_mode & 0o077 == 0
    assert len(zlib.compress(ballast.beside(path).read_bytes()[:MIB], 1)) > 0.99 * MIB, "no disk can squeeze it"


def test_it_is_made_once_and_again_after_it_was_dropped(path: Path, small: int) -> None:
    ballast.keep(path)
    before = ballast.beside(path).stat().st_ino, ballast.beside(path).stat().st_mtime_ns
    assert ballast.keep(path) == small
    assert (ballast.beside(path).stat().st_ino, ballast.beside(path).stat().st_mtime_ns) == before
    assert ballast.drop(path) == small
    assert not ballast.beside(path).exists()
    assert ballast.drop(path) == 0
    assert ballast.keep(path) == small


def test_half_a_ballast_is_made_whole(path: Path, small: int) -> None:
    ballast.beside(path).write_bytes(b"x" * 5000)
    assert ballast.keep(path) == small
    assert ballast.size_of(path) == small


def test_there_is_none_on_a_crowded_disk_and_an_old_one_stays(
    path: Path, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "free", lambda _: 1 * MIB)
    assert ballast.keep(path) == 0
    assert not ballast.beside(path).exists()
    ballast.beside(path).write_bytes(b"x" * small)
    assert ballast.keep(path) == small
    monkeypatch.setattr(room, "free", lambda _: None)
    assert ballast.keep(path) == small


def test_there_is_none_in_a_folder_that_is_copied(path: Path, small: int) -> None:
    (path.parent / ".stfolder").mkdir()
    assert ballast.keep(path) == 0
    assert not ballast.beside(path).exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_takes_nothing(tmp_path: Path, small: int) -> None:
    assert ballast.keep(tmp_path / "absent" / "x.needledesk") == 0


@pytest.mark.skipif(why_not() != "", reason=why_not() or "-")
def test_what_the_disk_cannot_take_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballast, "SIZES", ((8 * MIB, 0),))
    with mounted(tmp_path / "disk", 4) as disk:
        monkeypatch.setattr(ballast.folders, "folder_of", lambda _: ballast.folders.Folder(ballast.folders.Kind.PLAIN))
        assert ballast.keep(disk.folder / "x.needledesk") == 0
        assert list(disk.folder.iterdir()) == []
