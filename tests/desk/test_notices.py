"""What there is to know about the record file, the most pressing first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from needledesk.desk.desk import Desk
from needledesk.errors import FileTrouble
from needledesk.storage import ballast, room


def keys(desk: Desk) -> list[str]:
    return [notice.key for notice in desk.notices()]


@pytest.fixture
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "free", lambda _: 10**12)


def test_nothing_is_told_of_a_file_on_the_laptop(desk: Desk, roomy: None) -> None:
    assert desk.notices() == ()


def test_the_folder_a_copy_and_a_crowded_disk_are_told(
    open_desk: Callable[..., Desk], tmp_path: Path, roomy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk().close()
    (tmp_path / ".stfolder").mkdir()
    copy = tmp_path / "studio.sync-conflict-20261122-193000.needledesk"
    copy.touch()
    desk = open_desk()
    assert keys(desk) == ["conflict", "folder"]
    assert copy.name in desk.notices()[0].text
    assert "Syncthing" in desk.notices()[1].title
    copy.unlink()
    monkeypatch.setattr(room, "free", lambda _: 120_000_000)
    assert keys(desk) == ["room", "folder"]
    assert desk.notices()[0].text.startswith("120 MB are free.")
    monkeypatch.setattr(room, "free", lambda _: None)
    assert keys(desk) == ["folder"]


def test_a_reserve_that_was_given_up_is_told_until_it_is_made_anew(
    desk: Desk, roomy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "SIZES", ((1 << 20, 0),))
    desk.keep_reserve()
    assert ballast.size_of(desk.path) == 1 << 20
    desk._file.vault.ground.reserve_used = True
    ballast.drop(desk.path)
    assert keys(desk) == ["reserve"]
    desk.keep_reserve()
    assert keys(desk) == []


def test_every_notice_says_what_to_do(
    open_desk: Callable[..., Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk().close()
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "studio-LAPTOP.needledesk").touch()
    monkeypatch.setattr(room, "free", lambda _: 0)
    desk = open_desk()
    assert len(desk.notices()) == 3
    assert all(notice.text.count(".") >= 3 and len(notice.title) < 60 for notice in desk.notices())


def test_no_practice_begins_in_a_folder_that_is_copied(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(FileTrouble, match="Syncthing"):
        open_desk()
    assert [file.name for file in tmp_path.iterdir()] == [".stfolder"]


def test_the_parts_are_all_there() -> None:
    Desk.check_parts()
