"""Two hundred kills while a file is brought up to date: the old version or the new one, and the copy of before."""

from __future__ import annotations

from pathlib import Path

import pytest
from soak.migrating import kill_rounds

ROUNDS = 200


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_killed_update_leaves_one_version_or_the_other(tmp_path: Path) -> None:
    tally = kill_rounds(tmp_path, ROUNDS)
    print(f"\n{ROUNDS} kills: {tally.before} at the old version, {tally.after} at the new one, wrong: {tally.wrong}")
    assert tally.wrong == []
    assert tally.before
    assert tally.after
