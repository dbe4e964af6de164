from __future__ import annotations

from pathlib import Path

import pytest
from soak.killing import kill_rounds

ROUNDS = 1_000


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_kills_in_mid_save_lose_nothing(tmp_path: Path) -> None:
    tally = kill_rounds(tmp_path, ROUNDS, seed=20261122)
    print(
        f"\n{tally.rounds} kills, {tally.mid_save} between the start and the end of a save, {tally.acknowledged} saves"
    )
    assert (tally.rounds, tally.lost, tally.torn, tally.unsound) == (ROUNDS, [], [], [])
    assert tally.mid_save > ROUNDS // 4
