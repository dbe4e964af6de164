from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.announce import announce


def test_announcing_needs_no_screen_reader(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Status: Not today", urgent=True)
