"""The short form of `soak/test_migrating.py`."""

from __future__ import annotations

from pathlib import Path

from soak.migrating import kill_rounds

ROUNDS = 8


def test_a_killed_update_leaves_one_version_or_the_other(tmp_path: Path) -> None:
    tally = kill_rounds(tmp_path, ROUNDS)
    assert tally.wrong == []
    assert tally.before + tally.after == ROUNDS
