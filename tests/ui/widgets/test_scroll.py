from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.scroll import ScrollColumn


def test_it_scrolls_only_up_and_down_and_is_never_too_narrow(qtbot: QtBot) -> None:
    column = ScrollColumn()
    qtbot.addWidget(column)
    tall = QWidget()
    tall.setFixedSize(240, 900)
    column.body.addWidget(tall)
    column.resize(100, 300)
    column.show()
    QApplication.sendPostedEvents()
    assert column.verticalScrollBar().maximum() > 0
    assert column.horizontalScrollBar().maximum() == 0
    assert column.minimumWidth() >= 240
