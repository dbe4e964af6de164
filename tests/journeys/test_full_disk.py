"""The short form of what `make soak` does a hundred times on each kind of disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from soak.filling import fill_at_random
from storage.small_disk import mounted, why_not

from needledesk.storage import folders, room


@pytest.mark.skipif(why_not() != "", reason=why_not() or "-")
@pytest.mark.parametrize("mark", ["", ".stfolder"], ids=["log", "emptied journal"])
def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders.mounts, "here", lambda _: ())
    monkeypatch.setattr(
        room, "free", lambda _: None
    )  # nothing is foreseen: all of it is begun, and meets the full disk
    with mounted(tmp_path / "disk", 24) as disk:
        tally = fill_at_random(disk, 5, seed=7, mark=mark)
    assert (tally.lost, tally.faults) == ([], [])
    assert tally.refused >= 10
