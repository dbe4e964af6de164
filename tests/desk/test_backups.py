"""Copies from where one works: made, proven, listed, tried each month, and due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.backups import Kind
from needledesk.domain.clients import Details
from needledesk.domain.progress import Watch
from needledesk.errors import BackupFailed, Damaged, NotFound, Stopped
from needledesk.storage import backup_state


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def actions(desk: Desk) -> list[str]:
    return [row[0] for row in desk._file.vault.tuples("SELECT action FROM history ORDER BY seq")]


def test_a_stick_is_chosen_once_and_known_again(desk: Desk, stick: Path, tmp_path: Path) -> None:
    target = desk.backups.choose(stick)
    assert desk.backups.known([tmp_path, stick]) == (target,)
    with pytest.raises(BackupFailed, match="itself"):
        desk.backups.choose(tmp_path)
    assert desk.backups.practice in Path(target.folder).name


def test_a_backup_is_noted_and_only_what_is_new_follows(desk: Desk, stick: Path) -> None:
    target = desk.backups.choose(stick)
    first = desk.backups.back_up(target)
    desk.clients.add(Details("Ana", "Ruiz"))
    second = desk.backups.back_up(target)
    assert (first.kind, second.kind) == (Kind.FULL, Kind.PART)
    assert second.count("client") == 1
    assert actions(desk).count("backed up") == 2
    assert desk.backups.state().off_laptop is not None
    assert [copy.head for copy in desk.backups.copies([Path(target.folder)])] == [second.head, first.head]


def test_notes_and_full_copies_are_due_until_they_are_made(desk: Desk, clock: SetClock) -> None:
    desk.clients.add(Details("Ana", "Ruiz"))
    assert desk.backups.due().full
    assert desk.backups.notes() is None
    desk.backups.full()
    made = desk.backups.notes()
    assert made is not None
    assert made.kind is Kind.NOTES_PART
    assert not desk.backups.due().full
    assert not desk.backups.due().notes
    clock.at += timedelta(minutes=31)
    assert not desk.backups.due().notes, "nothing was written since"
    desk.clients.add(Details("Bea", "Ruiz"))
    assert desk.backups.due().notes


def test_seven_days_without_a_copy_elsewhere_are_said(desk: Desk, stick: Path, clock: SetClock) -> None:
    target = desk.backups.choose(stick)
    desk.backups.full()
    clock.at += timedelta(days=8)
    assert desk.backups.due().off_laptop == 8
    desk.backups.back_up(target)
    assert desk.backups.due().off_laptop is None
    clock.at += timedelta(days=7, hours=1)
    assert desk.backups.due().off_laptop == 7


def test_the_monthly_drill_restores_compares_and_is_noted(desk: Desk, stick: Path, clock: SetClock) -> None:
    with pytest.raises(NotFound):
        desk.backups.drill()
    target = desk.backups.choose(stick)
    desk.clients.add(Details("Ana", "Ruiz"))
    desk.backups.back_up(target)
    desk.backups.full()
    desk.clients.add(Details("Bea", "Ruiz"))
    newest = desk.backups.back_up(target)
    clock.at += timedelta(days=31)
    assert desk.backups.due().drill
    assert desk.backups.drill([Path(target.folder)]).head == newest.head
    assert not desk.backups.due().drill
    assert actions(desk)[-1] == "restore drill"
    assert not (desk.backups.folder / "trial").exists()


def test_a_drill_that_finds_a_difference_says_so(desk: Desk, stick: Path) -> None:
    client = desk.clients.add(Details("Ana", "Ruiz"))
    desk.backups.back_up(target := desk.backups.choose(stick))
    desk._file.vault.execute("UPDATE client SET phone = 'past the history' WHERE id = ?", client.id)
    with pytest.raises(Damaged):
        desk.backups.drill([Path(target.folder)])
    assert actions(desk)[-1] == "restore drill failed"
    assert desk.backups.state().drill is None


def test_a_copy_can_be_tried(desk: Desk, stick: Path) -> None:
    target = desk.backups.choose(stick)
    copy = desk.backups.back_up(target)
    desk.backups.prove(copy)
    path = Path(copy.path)
    data = path.read_bytes()
    path.write_bytes(data[:9000] + bytes([data[9000] ^ 1]) + data[9001:])
    with pytest.raises(Damaged):
        desk.backups.prove(copy)


def test_restoring_puts_todays_file_aside_and_goes_on_with_the_copy(
    open_desk: Callable[..., Desk], stick: Path, clock: SetClock
) -> None:
    desk = open_desk(passphrase="five words that nobody guesses")
    target = desk.backups.choose(stick)
    desk.clients.add(Details("Ana", "Ruiz"))
    copy = desk.backups.back_up(target)
    desk.clients.add(Details("Bea", "Ruiz"))
    desk.backups.back_up(target)
    aside = Path(desk.backups.restore(copy).aside)
    assert [line.name for line in desk.clients.find("", 10)] == ["Ana Ruiz"]
    assert actions(desk)[-1] == backup_state.RESTORED
    desk.clients.add(Details("Cy", "Ruiz"))
    after = desk.backups.back_up(target)
    assert (after.kind, after.count("client")) == (Kind.PART, 2)
    assert len(desk.backups.copies([Path(target.folder)])) == 3, "the way that was left can still be gone"
    desk.backups.prove(after)
    desk.close()
    with Desk.open(aside, "five words that nobody guesses")._file.vault as before:
        assert before.tuples("SELECT given FROM client ORDER BY id") == [("Ana",), ("Bea",)]


@pytest.mark.parametrize("words", ["Reading the copy", "Putting the copy in place"])
def test_cancelling_a_restore_changes_nothing(desk: Desk, stick: Path, words: str) -> None:
    copy = desk.backups.back_up(desk.backups.choose(stick))
    desk.clients.add(Details("Bea", "Ruiz"))
    seen: list[str] = []
    with pytest.raises(Stopped):
        desk.backups.restore(copy, Watch(lambda said, *_: seen.append(said), lambda: words in seen))
    assert [line.name for line in desk.clients.find("", 10)] == ["Bea Ruiz"]
    assert not list(desk.path.parent.glob("*restor*"))


def test_a_file_that_does_not_open_in_its_place_is_taken_back(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from needledesk.desk import restoring
    from needledesk.storage import swapping

    copy = desk.backups.back_up(desk.backups.choose(stick))
    desk.clients.add(Details("Bea", "Ruiz"))
    take_place = swapping.take_place

    def worn(record: Path, at: object) -> Path | None:
        aside = take_place(record, at)  # type: ignore[arg-type]
        record.write_bytes(b"\0" * 4096)
        return aside

    monkeypatch.setattr(restoring.swapping, "take_place", worn)
    with pytest.raises(BackupFailed, match="did not open"):
        desk.backups.restore(copy)
    assert [line.name for line in desk.clients.find("", 10)] == ["Bea Ruiz"]


def test_the_banner_comes_after_seven_days_and_goes_with_a_copy(desk: Desk, stick: Path, clock: SetClock) -> None:
    target = desk.backups.choose(stick)
    clock.at += timedelta(days=8)
    assert [notice.title for notice in desk.notices()] == ["No copy off this laptop for 8 days"]
    desk.backups.back_up(target)
    assert desk.notices() == ()


def test_the_notes_are_kept_at_a_lock(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(passphrase="five words that nobody guesses")
    desk.clients.add(Details("Ana", "Ruiz"))
    desk.leave("idle")
    desk = open_desk(passphrase="five words that nobody guesses")
    assert desk.backups.copies() == (), "nothing is begun while the lock falls"
    desk.backups.full()
    desk.backups.notes()
    desk.clients.add(Details("Bea", "Ruiz"))
    desk.leave("idle")
    desk = open_desk(passphrase="five words that nobody guesses")
    assert desk.backups.copies()[0].kind is Kind.NOTES_PART
    assert desk.backups.copies()[0].count("client") == 2
