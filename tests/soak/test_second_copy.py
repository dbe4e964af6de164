from __future__ import annotations

from pathlib import Path

import pytest
from ui.second_start import race

from needledesk.desk.desk import Desk
from needledesk.domain.practice import Practice

RACES = 200


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_races_of_two_starts_leave_one_window_and_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "studio.needledesk"
    Desk.create(path, Practice("Alder & Linen", "202-555-0142", "US")).close()
    statuses = [race(path, tmp_path)[0] for _ in range(RACES)]
    desk = Desk.open(path)
    sound = desk.facts()["sound"]
    desk.close()
    print(f"\n{RACES} races: {statuses.count(0)} second starts stepped back")
    assert statuses == [0] * RACES
    assert sound
