"""Every widget is tested in the light look at text size 100 %, unless the test asks for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme

Shown = TypeVar("Shown", bound=QWidget)

OFFSCREEN = "This plugin does not support"  # what the offscreen platform says of every window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme.current()
    if theme.style_sheet() != qapp.styleSheet() or theme.dark:
        theme.apply(qapp, "light", 100)
    yield theme
    if (theme.mode, theme.text_size, theme.short, theme.still) != ("light", 100, False, False):
        theme.apply(qapp, "light", 100)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Shown], Shown]:
    """Show a widget as the window in use, so that it can have the focus; it is closed at the end."""

    def in_use(widget: Shown) -> Shown:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return in_use
