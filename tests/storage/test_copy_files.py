"""Files of copies: whole or not there, read from the disk, and told in words where the disk refuses."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from needledesk.domain.progress import Watch
from needledesk.errors import FileTrouble, Stopped
from needledesk.storage import copy_files


def test_sides_are_removed_with_a_file(tmp_path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        (tmp_path / f"half{ending}").touch()
    (tmp_path / "halfway").touch()
    copy_files.remove_with_sides(tmp_path / "half")
    copy_files.discard(tmp_path / "absent")
    assert [file.name for file in tmp_path.iterdir()] == ["halfway"]


def test_a_stream_says_what_it_wrote_and_how_far_it_is(tmp_path: Path) -> None:
    source, data, told = tmp_path / "a", os.urandom(2_500_000), []
    source.write_bytes(data)
    watch = Watch(lambda words, done, whole: told.append((words, done, whole)))
    sha256 = copy_files.stream(source, tmp_path / "b", watch, "Copying")
    assert (tmp_path / "b").read_bytes() == data
    assert sha256 == hashlib.sha256(data).hexdigest() == copy_files.sha256(tmp_path / "b", watch, "Reading")
    assert ("Copying", len(data), len(data)) in told
    assert ("Reading", len(data), len(data)) in told


def test_a_stream_can_be_stopped_and_never_writes_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"new")
    with pytest.raises(Stopped):
        copy_files.stream(tmp_path / "a", tmp_path / "b", Watch(cancelled=lambda: True), "Copying")
    (tmp_path / "c").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        copy_files.stream(tmp_path / "a", tmp_path / "c", Watch(), "Copying")
    with pytest.raises(FileExistsError):
        copy_files.take_name(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "c").read_bytes() == b"old"


def test_a_text_is_written_whole_and_what_is_none_reads_as_empty(tmp_path: Path) -> None:
    copy_files.keep_text(tmp_path / "t.json", "“one”")
    copy_files.keep_text(tmp_path / "t.json", "“two”")
    (tmp_path / "noise").write_bytes(b"\xff\xfe")
    assert copy_files.small_text(tmp_path / "t.json") == "“two”"
    assert copy_files.small_text(tmp_path / "noise") == copy_files.small_text(tmp_path / "absent") == ""
    assert sorted(file.name for file in tmp_path.iterdir()) == ["noise", "t.json"]


def test_a_free_name_is_found_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "practice.needledesk"
    assert copy_files.free_name(file, "old").name == "practice.old.needledesk"
    (tmp_path / "practice.old.needledesk").touch()
    assert copy_files.free_name(file, "old").name == "practice.old-2.needledesk"
    monkeypatch.setattr(Path, "exists", lambda _: True)
    with pytest.raises(FileTrouble, match="too many"):
        copy_files.free_name(file, "old")


def test_a_folder_is_made_once_and_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    copy_files.make_folder(folder)
    copy_files.make_folder(folder)
    (folder / "left").touch()
    copy_files.clear(folder)
    copy_files.clear(folder)
    copy_files.sync_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "is full"), (errno.EROFS, "written to"), (errno.EIO, "did not answer")]
)
def test_what_the_disk_refuses_is_told(number: int, words: str) -> None:
    told = copy_files.failed(OSError(number, "x"))
    assert words in told.happened
    assert "earlier copies are as they were" in told.safe
    assert told.do
