"""What every test has: no display needed, a home of its own, and a desk on a real file with a clock it can set."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QT_STYLE_OVERRIDE", None)

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.practice import Practice

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, crash reports and exported sheets go to a folder of the test."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NEEDLEDESK_HOME", str(home))
    return home


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at Sunday 22 November 2026, 13:30 in New York until it is set."""
    return SetClock(datetime(2026, 11, 22, 13, 30, tzinfo=NEW_YORK))


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """A practice whose sheets go to a folder of the test."""
    return Practice(
        "Alder & Linen Skin Studio",
        "202-555-0142",
        "US",
        practitioner="M. Averil",
        export_folder=str(tmp_path / "sheets"),
    )


@pytest.fixture
def open_desk(tmp_path: Path, clock: SetClock, practice: Practice) -> Iterator[Callable[..., Desk]]:
    """Make or reopen a record file; every desk is closed at the end."""
    opened: list[Desk] = []

    def open_one(name: str = "studio.needledesk", passphrase: str | None = None) -> Desk:
        path = tmp_path / name
        desk = Desk.open(path, passphrase, clock) if path.exists() else Desk.create(path, practice, passphrase, clock)
        opened.append(desk)
        return desk

    yield open_one
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """A desk on a new, empty record file."""
    return open_desk()
