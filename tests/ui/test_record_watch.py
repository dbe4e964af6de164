from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.notices import Notice
from needledesk.errors import NotSaved
from needledesk.storage import ballast
from needledesk.ui import record_watch
from needledesk.ui.background import Background
from needledesk.ui.record_watch import RecordWatch

SMALL = 1 << 20


@pytest.fixture
def small_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballast, "SIZES", ((SMALL, 2 * SMALL),))


@pytest.fixture
def told() -> list[tuple[Notice, ...]]:
    return []


def watching(desk: Desk, background: Background, told: list[tuple[Notice, ...]], training: bool = False) -> RecordWatch:
    watch = RecordWatch(desk, background, training, background)
    watch.told.connect(told.append)
    return watch


def test_it_looks_by_itself_and_makes_the_reserve(
    desk: Desk,
    background: Background,
    told: list[tuple[Notice, ...]],
    small_reserve: None,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(record_watch, "FIRST_LOOK_MS", 1)
    monkeypatch.setattr(record_watch, "RESERVE_MS", 20)
    watching(desk, background, told)
    qtbot.waitUntil(lambda: len(told) >= 2)
    assert ballast.size_of(desk.path) == SMALL
    assert told[0] == told[1] == ()


def test_the_training_file_has_no_reserve(
    desk: Desk,
    background: Background,
    told: list[tuple[Notice, ...]],
    small_reserve: None,
    settle: Callable[[], None],
) -> None:
    watching(desk, background, told, training=True).keep_reserve()
    settle()
    assert told == [()]
    assert ballast.size_of(desk.path) == 0


def test_it_looks_again_when_the_disk_refuses(
    desk: Desk, background: Background, told: list[tuple[Notice, ...]], settle: Callable[[], None]
) -> None:
    watching(desk, background, told)
    desk.path.with_name("studio-LAPTOP.needledesk").touch()
    background.not_saved.emit(NotSaved("The disk is full."))
    settle()
    [[notice]] = told
    assert notice.key == "conflict"
    assert "studio-LAPTOP.needledesk" in notice.text
