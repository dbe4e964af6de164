from __future__ import annotations

from pathlib import Path

import pytest
from soak.filling import fill_at_random
from storage.small_disk import mounted, why_not

from needledesk.storage import folders, room


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.skipif(why_not() != "", reason=why_not() or "-")
@pytest.mark.parametrize("kind", ["tmpfs", "ext4"])
@pytest.mark.parametrize("mark", ["", ".stfolder"], ids=["log", "emptied journal"])
def test_a_disk_that_fills_up_at_a_hundred_bytes(
    tmp_path: Path, kind: str, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders.mounts, "here", lambda _: ())
    monkeypatch.setattr(
        room, "free", lambda _: None
    )  # nothing is foreseen: all of it is begun, and meets the full disk
    with mounted(tmp_path / "disk", 24, kind) as disk:
        tally = fill_at_random(disk, 100, seed=20261122, mark=mark)
    assert (tally.lost, tally.faults) == ([], [])
    assert tally.refused >= 2 * tally.points
    print(f"\n{kind} {mark}: {tally.points} points, {tally.acknowledged} acknowledged, {tally.refused} refused, 0 lost")
