"""What tests of the window share."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.theme import Theme

PressInDialog = Callable[[str], list[str]]
Settle = Callable[[], None]


OFFSCREEN = "This plugin does not support"  # what the offscreen platform says of every window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    """The window's own look, light, and again so afterwards."""
    theme = Theme.current()
    if theme.style_sheet() != qapp.styleSheet() or theme.dark or theme.short:
        theme.apply(qapp, "light", 100)
    yield theme
    if (theme.mode, theme.text_size, theme.short, theme.still) != ("light", 100, False, False):
        theme.apply(qapp, "light", 100)


@pytest.fixture
def background(qtbot: QtBot, desk: Desk) -> Iterator[Background]:
    """The real threads; a fault of ours in any of them fails the test."""
    faults: list[str] = []
    made = Background(lambda fault: faults.append("".join(traceback.format_exception(fault))), desk.now)
    yield made
    made.close()
    assert not faults, faults[0]


@pytest.fixture
def settle(background: Background, qapp: QApplication) -> Settle:
    """Let everything that was asked of the desk come back and be shown."""

    def wait() -> None:
        for _ in range(6):
            background.wait()
            qapp.processEvents()

    return wait


@pytest.fixture
def press_in_dialog(qapp: QApplication) -> PressInDialog:
    """Press a button, by its words, in the dialog that comes up next. Gives a list that will hold the dialog's name."""

    def arrange(words: str) -> list[str]:
        seen: list[str] = []
        timer = QTimer(qapp, interval=5)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            for button in dialog.findChildren(QAbstractButton):
                if button.text() == words and button.isEnabled():
                    seen.append(dialog.accessibleName())
                    timer.stop()
                    timer.deleteLater()
                    button.click()
                    return

        timer.timeout.connect(look)
        timer.start()
        return seen

    return arrange
