"""Room on the disk is looked at before anything large is begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.errors import NoRoom
from needledesk.storage import room

MB = room.MEGABYTE


def test_what_the_system_says(tmp_path: Path) -> None:
    there = room.free(tmp_path)
    assert there is not None
    assert there > 0
    assert room.free(tmp_path / "absent") is None


@pytest.mark.parametrize(
    ("free", "size", "fits"),
    [(209 * MB, 4 * MB, True), (208 * MB, 4 * MB, False), (0, 1, False), (200 * MB, 0, False), (None, 4 * MB, True)],
)
def test_a_photo_needs_twice_its_size_and_leaves_room_for_notes(
    free: int | None, size: int, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "free", lambda _: free)
    if fits:
        room.for_photo(tmp_path, size)
    else:
        with pytest.raises(NoRoom) as told:
            room.for_photo(tmp_path, size)
        assert f"{room.said(2 * size + 200 * MB)} must be free" in told.value.happened
        assert told.value.safe
        assert told.value.do


def test_a_copy_needs_its_size_once_and_a_migration_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "free", lambda _: 100 * MB)
    room.for_copy(tmp_path, 60 * MB)
    room.for_migration(tmp_path, 30 * MB)
    with pytest.raises(NoRoom, match="copy"):
        room.for_copy(tmp_path, 70 * MB)
    with pytest.raises(NoRoom, match="up to date"):
        room.for_migration(tmp_path, 40 * MB)


def test_sizes_in_words() -> None:
    assert [room.said(size) for size in (0, 1, 5 * MB, 1500 * MB)] == ["0 MB", "1 MB", "5 MB", "1.5 GB"]
