from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.zoom_picture import LARGEST, STEP, ZoomPicture


@pytest.fixture
def picture(qtbot: QtBot) -> ZoomPicture:
    made = ZoomPicture()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    page = QPixmap(600, 900)
    page.fill(Qt.GlobalColor.white)
    made.show_picture(page, "Page 1 of 1")
    return made


def test_all_of_it_shows_at_first(picture: ZoomPicture) -> None:
    sheet = picture.widget()
    assert picture.zoom == 1.0
    assert sheet.height() <= picture.maximumViewportSize().height()
    assert sheet.width() == pytest.approx(sheet.height() * 600 / 900, abs=1)
    assert picture.accessibleName() == "Page 1 of 1"


def test_keys_zoom_in_out_and_back_within_bounds(picture: ZoomPicture, qtbot: QtBot) -> None:
    qtbot.keyClicks(picture, "+")
    assert picture.zoom == pytest.approx(STEP)
    qtbot.keyClicks(picture, "-")
    qtbot.keyClicks(picture, "-")
    assert picture.zoom == 1.0
    qtbot.keyClicks(picture, "+" * 20)
    assert picture.zoom == LARGEST
    qtbot.keyClicks(picture, "0")
    assert picture.zoom == 1.0


def test_the_middle_stays_in_the_middle(picture: ZoomPicture) -> None:
    for _ in range(4):
        picture.closer()
    bar = picture.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = (bar.value() + bar.pageStep() / 2) / picture.widget().height()
    picture.closer()
    assert (bar.value() + bar.pageStep() / 2) / picture.widget().height() == pytest.approx(before, abs=0.01)


def test_the_wheel_zooms_with_ctrl_only(picture: ZoomPicture) -> None:
    for held, zoom in ((Qt.KeyboardModifier.NoModifier, 1.0), (Qt.KeyboardModifier.ControlModifier, STEP)):
        turn = QWheelEvent(
            QPointF(10, 10), QPointF(10, 10), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, held,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(picture.viewport(), turn)
        assert picture.zoom == pytest.approx(zoom)


def test_another_page_is_shown_whole_again_and_follows_the_size(picture: ZoomPicture) -> None:
    picture.closer()
    wide = QPixmap(900, 300)
    wide.fill(Qt.GlobalColor.white)
    picture.show_picture(wide, "Page 2 of 2")
    assert picture.zoom == 1.0
    small = picture.widget().width()
    picture.resize(800, 600)
    assert picture.widget().width() > small


def test_nothing_to_show_is_nothing_to_zoom(picture: ZoomPicture) -> None:
    picture.show_picture(QPixmap(), "Page 1 of 1")
    picture.closer()
    assert picture.zoom == 1.0
    assert picture.picture.isNull()
