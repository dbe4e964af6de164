"""A rescue copy holds the record and what waits; the desk itself goes on with its own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.errors import BackupFailed


def test_what_waits_is_kept_in_the_copy_alone(desk: Desk, tmp_path: Path) -> None:
    visit = desk.visits.begin(desk.clients.add(Details("Zoë", "O’Brien")).id).id
    path = desk.rescue.copy_to(tmp_path, [lambda: desk.treatment.write_note(visit, "two passes")])
    assert path.name == "studio.rescue-2026-11-22-1330.needledesk"
    assert desk.visits.get(visit).note == ""
    rescued = Desk.open(path)
    assert rescued.visits.get(visit).note == "two passes"
    rescued.close()


def test_what_the_record_turns_down_does_not_end_the_rescue(desk: Desk, tmp_path: Path) -> None:
    visit = desk.visits.begin(desk.clients.add(Details("Zoë", "O’Brien")).id).id
    waiting = [lambda: desk.treatment.resume(999), lambda: desk.treatment.write_note(visit, "two passes")]
    rescued = Desk.open(desk.rescue.copy_to(tmp_path, waiting))
    assert rescued.visits.get(visit).note == "two passes"
    rescued.close()


def test_a_place_that_is_gone_is_told_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed):
        desk.rescue.copy_to(tmp_path / "gone", [])
    assert not list(tmp_path.glob("*rescue*"))


def test_the_same_passphrase_opens_it(open_desk: object, tmp_path: Path) -> None:
    desk = open_desk("locked.needledesk", "x")  # type: ignore[operator]
    path = desk.rescue.copy_to(tmp_path, [])
    Desk.open(path, "x").close()
