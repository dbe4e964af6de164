"""Two hundred kills in the middle of a change of the key: exactly one of the two keys opens, and the data is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from storage.conftest import start_child as start_child
from storage.key_changes import KINDS, Start, kills

pytestmark = pytest.mark.soak


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 22, 19, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(("name", "count"), [("change", 200), ("set", 100)])
def test_one_key_opens_a_whole_file(start_child: Start, tmp_path: Path, at: datetime, name: str, count: int) -> None:
    found: Iterator[bool] = kills(start_child, tmp_path, at, KINDS[name], count, seed=7)
    in_the_middle = sum(found)
    print(f"{name}: {in_the_middle} of {count} kills came while the key was being changed")
    assert in_the_middle >= count // 2
