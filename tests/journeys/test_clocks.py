"""The short form of `soak/test_clocks.py`."""

from __future__ import annotations

from pathlib import Path

from soak.clocks import wrong_rounds

JUMPS = 25


def test_a_wrong_clock_neither_loses_nor_disorders_anything(tmp_path: Path) -> None:
    tally = wrong_rounds(tmp_path / "soak.needledesk", JUMPS)
    assert (tally.jumps, tally.faults, tally.lost, tally.disordered) == (JUMPS, [], [], [])
    assert tally.saved > JUMPS
