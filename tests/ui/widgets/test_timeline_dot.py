from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.protocol import Status
from needledesk.ui.widgets.timeline_dot import TimelineDot


def image(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(size or widget.sizeHint())
    return widget.grab().toImage()


def test_dots_are_told_apart(qtbot: QtBot) -> None:
    drawn = [image(qtbot, TimelineDot(kind)) for kind in ("now", "treated", "planned", *Status)]
    assert all(one != other for n, one in enumerate(drawn) for other in drawn[:n])
    assert TimelineDot(Status.NOT_TODAY).accessibleName() == "Status: Not today"
    assert TimelineDot("treated").accessibleName() == "Treated"
