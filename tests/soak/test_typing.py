from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from ui.killed_typing import PLACES, Typist, practice_file

KILLS = 200
LONGEST = 5.0  # seconds of typing that a crash may cost
AT_ONCE = 4


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_two_hundred_kills_while_typing_cost_five_seconds_at_most(tmp_path: Path) -> None:
    path, dice = practice_file(tmp_path), random.Random(20261122)
    worst, lost = Counter[str](), 0
    for first in range(0, KILLS, AT_ONCE):
        typists = []
        for number in range(first, first + AT_ONCE):
            place, own = dice.choice(list(PLACES)), tmp_path / str(number)
            own.mkdir()
            burst, rest = dice.choice(((12, 1.2), (40, 0.3), (400, 0.0)))  # with rests, with short ones, with none
            typists.append((place, Typist(Path(shutil.copy(path, own)), own, place, burst, rest)))
        for _, typist in typists:
            typist.wait_until_ready()
        for place, typist in typists:
            killed = typist.kill_after(dice.randrange(1, 250), dice.random())
            assert killed.whole
            worst[place] = max(worst[place], round(killed.lost_seconds * 1000))
            lost += killed.kept < len(killed.typed)
        for number in range(first, first + AT_ONCE):
            shutil.rmtree(tmp_path / str(number))
    print(f"\n{KILLS} kills while typing, {lost} lost something; at worst, in ms: {dict(worst)}")
    assert max(worst.values()) <= 1000 * LONGEST
