"""One long job at a time, told and stopped."""

from __future__ import annotations

from collections.abc import Callable

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError, Stopped
from needledesk.ui.background import Background
from needledesk.ui.backup.runs import BackupRuns

Settle = Callable[[], None]


def test_a_second_job_does_not_begin(desk: Desk, background: Background, settle: Settle) -> None:
    runs, done, failed = BackupRuns(desk, background, background), [], []
    words: list[str] = []
    runs.began.connect(words.append)
    assert runs.full(done.append, failed.append)
    assert not runs.full(done.append, failed.append)
    assert runs.running == "Copying on this laptop"
    settle()
    assert (len(done), failed, runs.running, words) == (1, [], "", ["Copying on this laptop"])


def test_how_far_it_is_comes_on_the_windows_thread(desk: Desk, background: Background, settle: Settle) -> None:
    runs = BackupRuns(desk, background, background)
    told: list[tuple[str, float]] = []
    runs.progressed.connect(lambda words, share: told.append((words, share)))
    runs.full(lambda _: None, lambda _: None)
    settle()
    assert told
    assert all(words and share <= 1 for words, share in told)


def test_it_is_stopped(desk: Desk, background: Background, settle: Settle) -> None:
    runs = BackupRuns(desk, background, background)
    failed: list[DeskError] = []
    runs.full(lambda _: None, failed.append)
    runs.cancel()
    settle()
    assert [type(error) for error in failed] == [Stopped]
    assert list(desk.backups.folder.iterdir()) == []
