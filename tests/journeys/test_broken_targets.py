"""The short form of `soak/test_backup_targets.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from soak.broken_targets import break_rounds

ROUNDS = 10


@pytest.mark.timeout(240)
@pytest.mark.skipif(sys.platform == "win32", reason="limits of files and kills are POSIX's")
def test_no_backup_is_done_that_is_not_and_none_is_harmed(tmp_path: Path) -> None:
    tally = break_rounds(tmp_path, ROUNDS, seed=7)
    assert (tally.rounds, tally.false_done, tally.harmed, tally.faults) == (ROUNDS, [], [], [])
    assert tally.done + tally.refused + tally.killed >= ROUNDS
