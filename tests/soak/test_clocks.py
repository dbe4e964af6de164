from __future__ import annotations

from pathlib import Path

import pytest
from soak.clocks import wrong_rounds

DAYS, JUMPS = 20, 50


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_no_wrong_clock_loses_or_disorders_anything(tmp_path: Path) -> None:
    saved = refused = 0
    for seed in range(DAYS):
        (tmp_path / str(seed)).mkdir()
        tally = wrong_rounds(tmp_path / str(seed) / "soak.needledesk", JUMPS, seed)
        assert (tally.faults, tally.lost, tally.disordered) == ([], [], [])
        saved, refused = saved + tally.saved, refused + tally.refused
    print(f"\n{DAYS * JUMPS} jumps of the clock, {saved} saves, {refused} steps refused in words")
