from __future__ import annotations

from pathlib import Path

import pytest
from soak import compiled, touring

TOURS = 5

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]


def test_tours_leave_nothing_behind_and_call_nobody(tmp_path: Path) -> None:
    for number in range(TOURS):
        folder = tmp_path / str(number)
        folder.mkdir()
        seen = touring.tour(folder)
        assert (seen.holding, seen.written_into, seen.network) == (set(), set(), [])
        assert {path for path in seen.opened if path.startswith("/")} == set()
    print(f"\n{TOURS} tours: no secret in any file, 0 network sockets")


def test_a_file_without_a_passphrase_is_seen_to_hold_everything(tmp_path: Path) -> None:
    seen = touring.tour(tmp_path, passphrase=None)
    record = "practice/tour.needledesk"
    assert seen.holding == {record}
    assert compiled.cannot_compile() or {record, f"{record}-wal"} <= seen.written_into
