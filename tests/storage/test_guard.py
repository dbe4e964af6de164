"""The lock that stays when SQLite's is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from needledesk.errors import InUse
from needledesk.storage import guard
from needledesk.storage.guard import Guard

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="locks of POSIX")

TAKE = """
import sys
from pathlib import Path
from needledesk.errors import InUse
from needledesk.storage import guard
guard.PATIENCE = 0
try:
    guard.Guard.take(Path(sys.argv[1]))
    print("taken")
except InUse:
    print("refused")
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0)


def test_one_at_a_time(path: Path, run_child: Callable[..., str]) -> None:
    held = Guard.take(path)
    with pytest.raises(InUse):
        Guard.take(path)
    assert run_child(TAKE, path).strip() == "refused"
    held.release()
    held.release()
    assert not guard.beside(path).exists()
    assert run_child(TAKE, path).strip() == "taken"


def test_what_a_killed_program_left_is_no_hindrance(path: Path, run_child: Callable[..., str]) -> None:
    run_child(TAKE, path)
    assert guard.beside(path).exists()
    Guard.take(path).release()
    assert list(path.parent.iterdir()) == []


def test_a_link_leads_to_the_same_lock(path: Path, tmp_path: Path) -> None:
    path.touch()
    (tmp_path / "link.needledesk").symlink_to(path)
    held = Guard.take(path)
    with pytest.raises(InUse):
        Guard.take(tmp_path / "link.needledesk")
    held.release()


def test_it_waits_for_one_that_is_just_closing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(guard, "PATIENCE", 5.0)
    held = Guard.take(path)
    threading.Timer(0.15, held.release).start()
    Guard.take(path).release()


def test_where_no_file_can_be_made_it_stands_back(tmp_path: Path) -> None:
    nowhere = tmp_path / "absent" / "x.needledesk"
    Guard.take(nowhere).release()
    taken = guard.beside(tmp_path / "y.needledesk")
    taken.symlink_to(tmp_path / "z")  # never followed
    Guard.take(tmp_path / "y.needledesk").release()
    assert os.path.lexists(taken)
    assert not (tmp_path / "z").exists()
