"""A path that leads to an open record file is known, whatever it is called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from needledesk.storage import live


@pytest.fixture
def held(path: Path) -> Iterator[Path]:
    path.write_bytes(b"x")
    identity = live.opened(path)
    yield path
    live.closed(identity)


def test_the_file_its_links_and_what_stands_beside_it(held: Path, tmp_path: Path) -> None:
    (tmp_path / "link.jpg").symlink_to(held)
    os.link(held, tmp_path / "hard.jpg")
    (tmp_path / "other.needledesk").touch()
    assert all(live.is_live(tmp_path / name) for name in (held.name, "link.jpg", "hard.jpg"))
    assert all(live.is_live(held.with_name(held.name + side)) for side in ("-wal", "-journal", "-shm"))
    assert not live.is_live(tmp_path / "other.needledesk")
    assert not live.is_live(tmp_path / "absent")
    assert not live.is_live(Path("no\0name"))


def test_it_is_live_until_the_last_one_lets_go(path: Path) -> None:
    path.touch()
    first, second = live.opened(path), live.opened(path)
    live.closed(first)
    assert live.is_live(path)
    live.closed(second)
    live.closed(second)
    assert not live.is_live(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert live.opened(tmp_path / "absent") is None
    live.closed(None)
