from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.avatar import Avatar


def image(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(size or widget.sizeHint())
    return widget.grab().toImage()


def test_a_picture_takes_the_place_of_the_initials(qtbot: QtBot, light: Theme) -> None:
    avatar = Avatar("IS", 48)
    plain = image(qtbot, avatar)
    assert plain.pixelColor(24, 6) == light.colour("sunken")
    red = QPixmap(300, 400)
    red.fill(QColor("#ff0000"))
    avatar.show_picture(red)
    assert image(qtbot, avatar).pixelColor(24, 24) == QColor("#ff0000")
    assert image(qtbot, avatar).pixelColor(1, 1) != QColor("#ff0000")  # round
    avatar.show_picture(None)
    assert image(qtbot, avatar) == plain
    avatar.set_initials("OF")
    assert image(qtbot, avatar) != plain
