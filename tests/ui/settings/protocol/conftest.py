"""The protocol page on a real record file, and what its tests look for on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.settings.protocol.protocol_page import ProtocolPage

Shown = TypeVar("Shown", bound=QWidget)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., Shown]:
    """Show a widget at that size."""

    def shown(widget: Shown, wide: int = 686, tall: int = 500) -> Shown:
        qtbot.addWidget(widget)
        widget.resize(wide, tall)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return shown


@pytest.fixture
def keeper(desk: Desk, background: Background, settle: Callable[[], None]) -> DraftKeeper:
    """A keeper that has read everything."""
    made = DraftKeeper(desk, background)
    settle()
    return made


@pytest.fixture
def page(
    desk: Desk, background: Background, settle: Callable[[], None], show: Callable[..., ProtocolPage]
) -> ProtocolPage:
    """The whole page as the window shows it on 1366x768."""
    made = show(ProtocolPage(desk, background), 1086, 768)
    settle()
    return made
