"""The short form of `soak/test_power_loss.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from soak.compiled import cannot_compile
from soak.power_loss import cut_power

POINTS, SAVES = 80, 120

pytestmark = pytest.mark.skipif(bool(cannot_compile()), reason=cannot_compile())


@pytest.mark.parametrize("mode", ["laptop", "cloud"])
def test_a_power_cut_loses_nothing_that_was_told_as_saved(tmp_path: Path, mode: str) -> None:
    tally = cut_power(tmp_path, mode, POINTS, SAVES)
    assert (tally.points, tally.corrupt, tally.lost) == (POINTS, [], [])
    assert tally.acknowledged > SAVES // 2


def test_the_simulation_sees_a_file_that_is_not_synced(tmp_path: Path) -> None:
    assert cut_power(tmp_path, "unsynced", POINTS, SAVES).lost
