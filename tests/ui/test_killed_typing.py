"""kill -9 while somebody types: what stands there for a second is on disk, and no loss reaches back five."""

from __future__ import annotations

import shutil
from pathlib import Path

from ui.killed_typing import PLACES, Typist, practice_file

BURST = 12


def test_what_was_typed_before_a_rest_is_there_in_full(tmp_path) -> None:
    path = practice_file(tmp_path)
    typists = []
    for place in PLACES:
        own = tmp_path / place
        own.mkdir()
        typists.append((place, Typist(Path(shutil.copy(path, own)), own, place, BURST, 1.2)))
    for _, typist in typists:
        typist.wait_until_ready()
    for place, typist in typists:
        killed = typist.kill_after(BURST + 3, 0.05)  # three letters into the second burst
        assert killed.whole, place
        assert killed.kept >= BURST, place
        assert killed.lost_seconds <= 5, place
