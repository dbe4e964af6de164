from __future__ import annotations

from pathlib import Path

import pytest
from soak.damaging import damage_rounds

DAMAGES = 1_000


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_damages_are_noticed_and_told_in_words(tmp_path: Path) -> None:
    tally = damage_rounds(tmp_path, DAMAGES, seed=20261122)
    kinds = ", ".join(f"{count} {kind}" for kind, count in tally.refused.most_common())
    met = (
        f"{tally.at_opening} refused at opening ({tally.shut} shut), {tally.at_work} met at work ({tally.named} named)"
    )
    print(f"\n{tally.damages} damages, {met}; {kinds}")
    assert (tally.damages, tally.unnoticed, tally.wrong, tally.faults) == (DAMAGES, [], [], [])
    assert (tally.touched, tally.held, tally.after, tally.speechless) == ([], [], [], [])
    assert tally.named >= 0.95 * tally.at_work
