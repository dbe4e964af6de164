"""The short form of `soak/test_killing.py`."""

from __future__ import annotations

from pathlib import Path

from soak.killing import kill_rounds

ROUNDS = 20


def test_kills_in_mid_save_lose_nothing(tmp_path: Path) -> None:
    tally = kill_rounds(tmp_path, ROUNDS)
    assert (tally.rounds, tally.lost, tally.torn, tally.unsound) == (ROUNDS, [], [], [])
    assert tally.mid_save > 0
