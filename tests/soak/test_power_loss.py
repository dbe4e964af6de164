from __future__ import annotations

from pathlib import Path

import pytest
from soak.compiled import cannot_compile
from soak.power_loss import Tally, cut_power

POINTS, RECORDINGS, SAVES = 5_000, 20, 250

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(bool(cannot_compile()), reason=cannot_compile()),
]


def recordings(folder: Path, mode: str, points: int) -> Tally:
    """As many points in each of as many days."""
    whole = Tally(mode)
    for seed in range(RECORDINGS):
        here = folder / str(seed)
        here.mkdir()
        one = cut_power(here, mode, points // RECORDINGS, SAVES, seed)
        whole.points, whole.acknowledged = whole.points + one.points, whole.acknowledged + one.acknowledged
        whole.corrupt, whole.lost = whole.corrupt + one.corrupt, whole.lost + one.lost
        whole.warned += one.warned
    told = f"{whole.points} points in {whole.acknowledged} saves, {len(whole.corrupt)} corrupt, {len(whole.lost)} lost"
    print(f"\n{mode}: {told}, {whole.warned} with a torn free page")
    return whole


@pytest.mark.parametrize("mode", ["laptop", "cloud"])
def test_no_power_cut_in_thousands_loses_what_was_told_as_saved(tmp_path: Path, mode: str) -> None:
    tally = recordings(tmp_path, mode, POINTS)
    assert (tally.points, tally.corrupt, tally.lost) == (POINTS, [], [])


def test_the_simulation_sees_a_file_that_is_not_synced(tmp_path: Path) -> None:
    tally = recordings(tmp_path, "unsynced", POINTS // 10)
    assert len(tally.lost) > tally.points // 10
