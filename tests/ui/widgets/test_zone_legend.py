from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.zone_legend import Swatch, ZoneLegend


def image(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(size or widget.sizeHint())
    return widget.grab().toImage()


def test_swatches_are_told_apart(qtbot: QtBot) -> None:
    kinds = ("z1", "z2", "z3", "z4", "untreated", "left_out", "never")
    drawn = [image(qtbot, Swatch(kind)) for kind in kinds]
    assert all(one != other for n, one in enumerate(drawn) for other in drawn[:n])


def test_the_legend_names_what_is_left_out(qtbot: QtBot, qapp: QApplication, light: Theme) -> None:
    legend = ZoneLegend()
    qtbot.addWidget(legend)
    legend.show()

    def words() -> list[str]:
        return [label.text() for label in legend.findChildren(QLabel) if label.isVisible()]

    assert "Left out today" not in words()
    legend.show_left_out({"Chin": "active spots"})
    QApplication.sendPostedEvents()
    assert {"Left out today", "Chin: active spots", "Never", "untreated"} <= set(words())
    legend.show_left_out({})
    assert "Chin: active spots" not in words()
    legend.show_side("back")
    assert "Never" not in words()
    light.apply(qapp, "light", short=True)
    assert "untreated" not in words()
