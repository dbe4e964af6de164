from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.protocol import Status
from needledesk.ui import icons
from needledesk.ui.widgets.icon_view import IconView, MarkView


def image(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(size or widget.sizeHint())
    return widget.grab().toImage()


def test_a_mark_has_a_name_and_a_size(qtbot: QtBot) -> None:
    mark = MarkView(Status.DO_NOT_TREAT, 30)
    assert mark.accessibleName() == "Status: Do not treat"
    first = image(qtbot, mark)
    mark.set_px(44)
    assert mark.sizeHint() == QSize(44, 44)
    mark.show_status("")
    assert mark.accessibleName() == ""
    assert image(qtbot, mark) != first


def test_an_icon_can_change(qtbot: QtBot) -> None:
    view = IconView("check", "primary", 20, "Done")
    assert view.accessibleName() == "Done"
    before = image(qtbot, view)
    view.show_icon("x", "stop")
    assert image(qtbot, view) != before


def test_a_mark_is_found_by_code_or_status() -> None:
    assert icons.tone("NOT_TODAY") == icons.tone(Status.NOT_TODAY)
