"""Conflict copies as the services name them, and files that only have a similar name."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.storage import conflict_copies

FILE = "studio.needledesk"


@pytest.mark.parametrize(
    "name",
    [
        "studio (conflicted copy 2026-11-22).needledesk",
        "studio (Ann's conflicted copy 2026-11-22).needledesk",
        "studio (conflicted copy 2026-11-22 193000).needledesk",
        "studio (conflict).needledesk",
        "studio (Case Conflict 1).needledesk",
        "studio (Ann's conflicted copy 2026-11-22) (1).needledesk",
        "studio.sync-conflict-20261122-193000-ABCDEF7.needledesk",
        "studio.sync-conflict-20261122-193000.needledesk",
        "studio_conflict-20261122-193000.needledesk",
        "studio [conflicted].needledesk",
        "studio (# Name clash 2026-11-22 1 #).needledesk",
        "studio.needledesk (conflicted copy)",
        "studio-LAPTOP.needledesk",
        "studio-DESKTOP-8F3K2QX.needledesk",
        "studio-ANN-PC-2.needledesk",
    ],
)
def test_a_conflict_copy_is_noticed(name: str, tmp_path: Path) -> None:
    for there in (FILE, name):
        (tmp_path / there).touch()
    assert conflict_copies.beside(tmp_path / FILE) == (tmp_path / name,)
    told = conflict_copies.notice(tmp_path / FILE)
    assert told is not None
    assert name in told.text


@pytest.mark.parametrize(
    "name",
    [
        FILE,
        "studio.needledesk-wal",
        "studio 2.needledesk",
        "studio-2026.needledesk",
        "studio-old.needledesk",
        "studio-BACKUP.needledesk",
        "studio.before-v3.needledesk",
        "studio2 (conflicted copy).needledesk",
        "another (conflicted copy).needledesk",
        "studio (conflicted copy).pdf",
        "studio (with Ann).needledesk",
    ],
)
def test_another_file_is_none(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    assert conflict_copies.notice(tmp_path / FILE) is None


def test_a_name_that_means_something_in_a_pattern(tmp_path: Path) -> None:
    file, copy = tmp_path / "a+b (x).needledesk", tmp_path / "a+b (x) (conflicted copy).needledesk"
    copy.touch()
    assert conflict_copies.beside(file) == (copy,)


def test_many_copies_and_no_folder(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"studio (conflict {number}).needledesk").touch()
    told = conflict_copies.notice(tmp_path / FILE)
    assert told is not None
    assert "and others" in told.text
    assert conflict_copies.beside(tmp_path / "absent" / FILE) == ()
