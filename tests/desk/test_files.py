"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from needledesk.desk.desk import Desk
from needledesk.desk.files import read_text, unused, write_atomically
from needledesk.errors import BadInput, NotSaved


def test_the_bytes_arrive_and_nothing_lies_beside(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "sheet.pdf"
    write_atomically(target, b"words")
    assert target.read_bytes() == b"words"
    assert list(target.parent.iterdir()) == [target]


def test_unused_counts_up(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "a (2).pdf").touch()
    assert unused(tmp_path / "a.pdf") == tmp_path / "a (3).pdf"
    assert unused(tmp_path / "b.pdf") == tmp_path / "b.pdf"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_bytes(b"old")
    (tmp_path / ".sheet.pdf.partial").symlink_to("/dev/full")
    with pytest.raises(NotSaved, match="disk is full"):
        write_atomically(target, b"new" * 10_000)
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NotSaved, match="cannot be written to"):
        write_atomically(tmp_path / "sheet.pdf", b"x")
    tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_what_was_not_written_and_what_is_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / ".protocol.toml.partial").symlink_to("/dev/full")
    with pytest.raises(NotSaved, match="The disk is full: the protocol was not written") as refused:
        write_atomically(tmp_path / "protocol.toml", b"new" * 10_000, "protocol", "The draft is kept.")
    assert refused.value.safe == "The draft is kept."


def test_a_text_is_read_without_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("\ufeffä\n".encode())
    assert read_text(path, 6, "a protocol") == "ä\n"
    with pytest.raises(BadInput, match="is too large for a protocol"):
        read_text(path, 5, "a protocol")


def test_what_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a\tb.toml"
    with pytest.raises(BadInput, match="There is no file") as refused:
        read_text(path, 6, "a protocol")
    assert "a\\tb.toml" in refused.value.happened
    path.write_bytes(b"\xff")
    with pytest.raises(BadInput, match="is not a text file"):
        read_text(path, 6, "a protocol")
    with pytest.raises(BadInput, match="cannot be read"):
        read_text(tmp_path, 6, "a protocol")


def test_the_open_record_file_is_neither_read_nor_replaced(desk: Desk) -> None:
    before = desk.path.stat().st_ino
    with pytest.raises(BadInput, match="record file that is open"):
        read_text(desk.path, 1000, "a protocol")
    with pytest.raises(BadInput, match="record file that is open"):
        write_atomically(desk.path, b"words")
    assert desk.path.stat().st_ino == before
    desk.close()
    with pytest.raises(BadInput, match="too large"):
        read_text(desk.path, 1000, "a protocol")
