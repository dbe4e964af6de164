"""What is looked after by itself: a stick that is plugged in, the notes, the day's copy, the monthly trial."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.backups import Kind
from needledesk.domain.clients import Details
from needledesk.errors import DeskError
from needledesk.ui.backup.backups import Backups
from needledesk.ui.backup.volumes import Volume

Settle = Callable[[], None]


def kinds(desk: Desk, *folders: str) -> list[Kind]:
    return [copy.kind for copy in desk.backups.copies(map(Path, folders))]


def minute(backups: Backups, settle: Settle, idle: bool = False) -> None:
    """A minute passes."""
    backups.watch.look()
    settle()
    if idle:
        backups.watch.idle.idle.emit()
    else:
        backups.watch._judge()
    settle()


def test_a_stick_is_backed_up_to_when_it_is_plugged_in(
    desk: Desk, backups: Backups, plugged: list[Volume], stick: Volume, settle: Settle
) -> None:
    target = desk.backups.choose(stick.path)
    stick.path.rename(stick.path.with_name("away"))
    backups.watch.look()
    settle()
    assert backups.watch.sticks == ()
    stick.path.with_name("away").rename(stick.path)
    plugged.append(stick)
    backups.watch.look()
    settle()
    assert [one.name for one in backups.watch.sticks] == ["STUDIO-BK"]
    assert kinds(desk, target.folder) == [Kind.FULL]
    backups.watch.look()
    settle()
    assert kinds(desk, target.folder) == [Kind.FULL], "it was there already"


def test_notes_each_half_hour_and_the_rest_while_nobody_is_there(
    desk: Desk, backups: Backups, clock: SetClock, settle: Settle
) -> None:
    desk.clients.add(Details("Ana", "Ruiz"))
    minute(backups, settle)
    assert kinds(desk) == [Kind.FULL], "the first one does not wait"
    minute(backups, settle)
    assert set(kinds(desk)) == {Kind.FULL, Kind.NOTES, Kind.NOTES_PART}
    clock.at += timedelta(days=2)
    desk.clients.add(Details("Bea", "Ruiz"))
    minute(backups, settle)
    assert kinds(desk).count(Kind.FULL) == 1
    minute(backups, settle, idle=True)
    assert kinds(desk).count(Kind.FULL) == 2
    clock.at += timedelta(days=31)
    minute(backups, settle, idle=True)
    assert desk.backups.state().drill is not None


def test_everything_is_checked_each_week_while_nobody_is_there(
    desk: Desk, backups: Backups, clock: SetClock, settle: Settle
) -> None:
    desk.clients.add(Details("Ana", "Ruiz"))
    told: list[DeskError] = []
    backups.watch.failed.connect(told.append)
    for _ in range(3):  # the full copy and the notes come first
        minute(backups, settle)
    assert desk.history.check_due()
    minute(backups, settle, idle=True)
    assert not desk.history.check_due()
    assert desk.history.page(1)[0].action == "checked"
    clock.at += timedelta(days=8)
    desk._file.vault.execute("UPDATE client SET family = 'Other'")
    for _ in range(3):
        minute(backups, settle, idle=True)
    assert not desk.history.check_due()
    assert [error.happened for error in told] == ["The weekly check: 1 thing does not hold."]


def test_a_trouble_is_told_once(desk: Desk, backups: Backups, settle: Settle) -> None:
    told: list[object] = []
    backups.watch.failed.connect(told.append)
    desk.clients.add(Details("Ana", "Ruiz"))
    desk.backups.folder.touch()
    minute(backups, settle)
    minute(backups, settle)
    assert [type(error).__name__ for error in told] == ["BackupFailed"]
    assert backups.runs.running == ""
