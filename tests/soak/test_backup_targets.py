"""Targets that fill up, go away or lose their program, 300 times; and 200 data sets that come back row by row."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from soak.broken_targets import break_rounds
from storage.test_restoring import everything_comes_back

ROUNDS, SETS = 300, 200


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_no_backup_is_done_that_is_not_and_none_is_harmed(tmp_path: Path) -> None:
    tally = break_rounds(tmp_path, ROUNDS, seed=20261122)
    print(f"\n{tally.rounds} backups: {tally.done} done, {tally.refused} refused, {tally.killed} killed")
    assert (tally.rounds, tally.false_done, tally.harmed, tally.faults) == (ROUNDS, [], [], [])
    assert min(tally.done, tally.refused, tally.killed) > ROUNDS // 10


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_two_hundred_data_sets_come_back_row_by_row(tmp_path: Path) -> None:
    at = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
    for seed in range(100, 100 + SETS):
        place = tmp_path / str(seed)
        (place / "new").mkdir(parents=True)
        everything_comes_back(place / "practice.needledesk", place / "copies", place / "new" / "x.needledesk", at, seed)
