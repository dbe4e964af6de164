"""Sticks and second disks: known by their marker, never written over, brought up to date with what is new."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from storage.copying import PRACTICE, WATCH, full, names, photographed, someone

from needledesk.domain import backups
from needledesk.domain.backups import Target
from needledesk.errors import BackupFailed
from needledesk.storage import chains, copies, history, local_copies, targets
from needledesk.storage.chains import Link
from needledesk.storage.vault import Vault


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def target(stick: Path) -> Target:
    return targets.make(stick, PRACTICE, "t1")


def back_up(vault: Vault, target: Target, at: datetime, local: Path | None = None) -> Link:
    return targets.back_up(vault, target, PRACTICE, local, at, WATCH)


def test_a_place_is_known_by_its_marker(stick: Path, target: Target) -> None:
    assert Path(target.folder).name == f"NeedleDesk backup - {PRACTICE}"
    assert targets.found(stick, PRACTICE) == target == targets.make(stick, PRACTICE, "another")
    assert targets.found(stick, "00000000") is None
    (Path(target.folder) / "target.json").write_text("[]")
    assert targets.found(stick, PRACTICE) is None


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="backup was not made"):
        targets.make(tmp_path / "absent", PRACTICE, "t1")


def test_first_a_whole_copy_then_only_what_is_new(vault: Vault, target: Target, at: datetime) -> None:
    one = back_up(vault, target, at)
    before = {name: (Path(target.folder) / name).read_bytes() for name in names(Path(target.folder))}
    assert back_up(vault, target, at) == one
    assert names(Path(target.folder)) == sorted(before)
    visit = someone(vault, at)
    two = back_up(vault, target, at)
    photographed(vault, visit, at)
    three = back_up(vault, target, at)
    assert chains.must_have(three.path).links == (one, two, three)
    assert {name: (Path(target.folder) / name).read_bytes() for name in before} == before


def test_the_first_one_is_taken_from_the_laptops_own(vault: Vault, target: Target, at: datetime) -> None:
    folder = local_copies.folder_of(vault.path)
    here = full(vault, folder, at)
    someone(vault, at)
    link = back_up(vault, target, at, folder)
    found = chains.must_have(link.path)
    assert found.whole.made == here.made
    assert found.whole.path.read_bytes() == here.path.read_bytes()
    assert link.made.head == history.head(vault).text


def test_a_damaged_one_of_the_laptops_is_not_taken(vault: Vault, target: Target, at: datetime) -> None:
    folder = local_copies.folder_of(vault.path)
    here = full(vault, folder, at)
    data = here.path.read_bytes()
    here.path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    link = back_up(vault, target, at, folder)
    assert link.path.read_bytes() == data != here.path.read_bytes()


def test_two_sticks_in_turn_each_have_their_own_chain(
    vault: Vault, target: Target, tmp_path: Path, at: datetime
) -> None:
    (tmp_path / "second").mkdir()
    other = targets.make(tmp_path / "second", PRACTICE, "t2")
    for turn in range(3):
        someone(vault, at, f"Client {turn}")
        for one in (target, other) if turn != 1 else (target,):
            assert back_up(vault, one, at).made.head == history.head(vault).text
    assert len(chains.links(Path(target.folder))) == 3
    assert len(chains.links(Path(other.folder))) == 2


def test_many_parts_make_a_new_whole_copy_and_the_old_one_stays(
    vault: Vault, target: Target, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "needs_whole", lambda _whole, parts: len(tuple(parts)) >= 2)
    for turn in range(10):
        someone(vault, at, f"Client {turn}")
        back_up(vault, target, at)
    wholes = [link for link in chains.links(Path(target.folder)) if link.made.kind.whole]
    assert len(wholes) == 2
    assert not any(copy.missing for copy in chains.listed(Path(target.folder)))


def test_the_whole_copy_that_the_stick_has_already_is_not_taken_again(
    vault: Vault, target: Target, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "needs_whole", lambda _whole, parts: bool(tuple(parts)))
    folder = local_copies.folder_of(vault.path)
    full(vault, folder, at)
    for turn in range(3):
        someone(vault, at, f"Client {turn}")
        back_up(vault, target, at, folder)
    assert [link.made.kind.whole for link in chains.links(Path(target.folder))] == [True, False, False, False]
    newer = full(vault, folder, at)
    someone(vault, at, "The last")
    assert chains.must_have(back_up(vault, target, at, folder).path).whole.made.seq == newer.made.seq


def test_without_room_for_a_new_whole_copy_the_chain_goes_on(
    vault: Vault, target: Target, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = back_up(vault, target, at)
    someone(vault, at)
    monkeypatch.setattr(backups, "needs_whole", lambda _whole, _parts: True)

    def no_room(*_: object) -> Path:
        raise BackupFailed("The backup was not made: the disk for it is full.")

    monkeypatch.setattr(copies, "full", no_room)
    two = back_up(vault, target, at)
    assert chains.must_have(two.path).links == (one, two)
    chains.remove(one.path)
    with pytest.raises(BackupFailed, match="full"):
        back_up(vault, target, at)
