"""A program that has just been started, with a hand on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.hand import Hand
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.app import Program
from needledesk.settings import Settings


@pytest.fixture
def hand(qtbot: QtBot, own_home: Path) -> Iterator[Hand]:
    """A program that has just been started, on nothing yet."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = Program(app, Settings(theme="light"))
    yield Hand(program, qtbot)
    if program.window is not None:
        program.window.close()
    program.background.close()
    if program.window is not None:
        program.window.deleteLater()
