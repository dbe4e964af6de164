"""A window's copies on a stick of the test, with what looks after them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.backup import volumes
from needledesk.ui.backup.backups import Backups
from needledesk.ui.backup.mark import BackupMark
from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[volumes.Volume]:
    """The sticks that are there; a test plugs one in by adding it."""
    found: list[volumes.Volume] = []
    monkeypatch.setattr(volumes, "present", lambda: tuple(found))
    return found


@pytest.fixture
def stick(tmp_path: Path) -> volumes.Volume:
    place = tmp_path / "media" / "STUDIO-BK"
    place.mkdir(parents=True)
    return volumes.Volume(place, "STUDIO-BK")


@pytest.fixture
def host(qtbot: QtBot, dressed: Theme) -> QWidget:
    host = QWidget()
    host.resize(1200, 700)
    qtbot.addWidget(host)
    host.show()
    return host


@pytest.fixture
def backups(desk: Desk, background: Background, host: QWidget, plugged: list[volumes.Volume]) -> Iterator[Backups]:
    """Those of a window; nothing is looked at before the test asks for it."""
    mark = BackupMark(host)
    toasts = Toasts(host)
    made = Backups(desk, background, mark, lambda: toasts, False, host)
    yield made
    background.wait()
