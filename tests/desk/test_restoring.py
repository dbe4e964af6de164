"""A copy becomes a record file: on a new laptop, after damage, from the notes alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from needledesk.desk import restoring
from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.errors import BackupFailed, InUse, WrongPassphrase

WORDS = "five words that nobody guesses"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def desk(open_desk: Callable[..., Desk], stick: Path) -> Desk:
    """An encrypted file with a client, backed up twice."""
    desk = open_desk(passphrase=WORDS)
    target = desk.backups.choose(stick)
    for name in ("Ana", "Bea"):
        desk.clients.add(Details(name, "Ruiz"))
        desk.backups.back_up(target)
    return desk


def names(path: Path, secret: str | bytes = WORDS) -> list[str]:
    desk = Desk.open(path, secret)
    try:
        return [line.name for line in desk.clients.find("", 10)]
    finally:
        desk.close()


def test_a_new_laptop_needs_the_stick_and_the_passphrase(desk: Desk, stick: Path, tmp_path: Path) -> None:
    found = restoring.copies_in(stick)
    assert len(found) == 2
    assert restoring.needs_passphrase(Path(found[0].path))
    new = tmp_path / "new laptop" / "studio.needledesk"
    new.parent.mkdir()
    with pytest.raises(WrongPassphrase):
        restoring.restore_to(Path(found[0].path), "other words", new)
    assert list(new.parent.iterdir()) == []
    assert restoring.restore_to(Path(found[0].path), WORDS, new).aside == ""
    assert names(new) == ["Ana Ruiz", "Bea Ruiz"]


def test_the_recovery_sheets_key_opens_copies_too(desk: Desk, stick: Path, tmp_path: Path) -> None:
    assert desk._file.vault.key is not None
    raw = desk._file.vault.key.raw
    restoring.restore_to(Path(restoring.copies_in(stick)[1].path), raw, tmp_path / "x.needledesk")
    assert names(tmp_path / "x.needledesk") == ["Ana Ruiz"]


def test_a_damaged_file_goes_aside(desk: Desk, stick: Path) -> None:
    desk.close()
    desk.path.write_bytes(b"\1" * 8192)
    aside = Path(restoring.restore_to(Path(restoring.copies_in(stick)[0].path), WORDS, desk.path).aside)
    assert aside.read_bytes() == b"\1" * 8192
    assert names(desk.path) == ["Ana Ruiz", "Bea Ruiz"]


def test_a_file_that_is_in_use_is_left_alone(desk: Desk, stick: Path) -> None:
    with pytest.raises(InUse):
        restoring.restore_to(Path(restoring.copies_in(stick)[0].path), WORDS, desk.path)
    assert desk.clients.find("Bea", 10)


def test_the_notes_alone_bring_everything_but_pictures(desk: Desk, tmp_path: Path) -> None:
    desk.backups.full()
    notes = desk.backups.notes()
    assert notes is not None
    restoring.restore_to(Path(notes.path), WORDS, tmp_path / "x.needledesk")
    assert names(tmp_path / "x.needledesk") == ["Ana Ruiz", "Bea Ruiz"]


def test_what_is_no_copy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.ndpart").touch()
    with pytest.raises(BackupFailed):
        restoring.needs_passphrase(tmp_path / "x.ndpart")
    assert restoring.copies_in(tmp_path / "absent") == ()


def test_a_folder_that_takes_no_file_is_told(desk: Desk, stick: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="Nothing was restored"):
        restoring.restore_to(Path(restoring.copies_in(stick)[0].path), WORDS, tmp_path / "absent" / "x.needledesk")


def test_the_history_holds_through_closing_another_passphrase_copies_and_a_restore(
    open_desk: Callable[..., Desk], stick: Path
) -> None:
    desk = open_desk("other.needledesk", WORDS)
    visit = desk.visits.begin(desk.clients.add(Details("Ana", "Ruiz")).id)
    desk.visits.close(visit.id)
    target = desk.backups.choose(stick)
    old = desk.backups.back_up(target)
    desk.access.change(desk.access.lock("five other words than before"))
    desk.backups.back_up(target)
    desk.clients.add(Details("Bea", "Ruiz"))
    desk.backups.restore(desk.backups.back_up(target))
    assert desk.history.verify(whole=True).faults == ()
    desk.access.take_away()
    desk.backups.restore(old, secret=WORDS)
    assert desk.history.verify(whole=True).faults == ()
    assert [line.name for line in desk.clients.find("", 10)] == ["Ana Ruiz"]


def test_the_history_says_in_words_to_which_copy_one_went_back(desk: Desk) -> None:
    [newest, *_] = desk.backups.copies([Path(target.folder) for target in desk.backups.known([])])
    desk.backups.restore(newest)
    [entry, *_] = desk.history.page(1)
    assert entry.title.startswith("Went back to the copy of ")
    assert "+00:00" not in entry.title
    assert entry.more == f"head {newest.head}"
