from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from needledesk.ui.widgets.drop_down import DropDown


def test_the_wheel_scrolls_the_page_and_changes_nothing(show) -> None:
    box = show(DropDown("Country"))
    box.addItems(["Ireland", "Malta"])
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert not turn.isAccepted()
    assert box.currentText() == "Ireland"


def test_an_arrow_shows_that_it_opens(show) -> None:
    box = show(DropDown("Country"))
    box.resize(200, 44)
    image = box.grab().toImage()
    arrow = {image.pixelColor(x, y).name() for x in range(168, 188) for y in range(12, 32)}
    assert len(arrow) > 2
    assert box.accessibleName() == "Country"


def test_the_rows_of_the_open_list_are_high_enough_to_tap(show) -> None:
    box = show(DropDown("Country"))
    box.addItems(["Ireland", "Malta"])
    assert box.view().sizeHintForRow(0) >= 44
