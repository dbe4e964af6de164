from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.photo_tile import PhotoTile

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def tile(qtbot: QtBot) -> PhotoTile:
    made = PhotoTile("Left 45", "left_45")
    qtbot.addWidget(made)
    made.resize(180, 112)
    made.show()
    return made


@pytest.fixture
def picture(tile: PhotoTile) -> QPixmap:
    made = QPixmap(300, 400)
    made.fill(QColor("#ff0000"))
    return made


def heard(tile: PhotoTile) -> list[str]:
    said: list[str] = []
    for name in ("add_requested", "opened", "remove_requested"):
        getattr(tile, name).connect(lambda name=name: said.append(name))
    return said


@pytest.mark.parametrize("state", ["missing", "next", "failed"])
def test_one_without_a_picture_asks_for_one(tile: PhotoTile, qtbot: QtBot, state: str) -> None:
    said = heard(tile)
    getattr(tile, f"show_{state}")()
    qtbot.mouseClick(tile, LEFT)
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    qtbot.keyClick(tile, Qt.Key.Key_Delete)
    assert said == ["add_requested"] * 3
    assert tile.state == state


def test_one_with_a_picture_opens_it_or_asks_to_remove_it(tile: PhotoTile, qtbot: QtBot, picture: QPixmap) -> None:
    said = heard(tile)
    tile.show_taken(picture, "Taken 14:35")
    qtbot.mouseClick(tile, LEFT)
    qtbot.keyClick(tile, Qt.Key.Key_Delete)
    assert said == ["opened", "remove_requested"]


def test_the_picture_is_seen_and_goes_again(tile: PhotoTile, picture: QPixmap) -> None:
    tile.show_taken(picture, "Taken 14:35")
    assert tile.grab().toImage().pixelColor(45, 56) == QColor("#ff0000")
    tile.show_missing()
    assert tile.grab().toImage().pixelColor(20, 20) != QColor("#ff0000")


def test_its_name_says_what_it_shows(tile: PhotoTile, picture: QPixmap) -> None:
    assert tile.accessibleName() == "Left 45: Missing"
    tile.show_taken(picture, "Taken 14:35")
    found = QAccessible.queryAccessibleInterface(tile)
    assert found.text(QAccessible.Text.Name) == "Left 45: Taken 14:35"
    assert found.role() == QAccessible.Role.Button


def test_the_next_one_has_a_strong_border(tile: PhotoTile, light: Theme) -> None:
    tile.show_next()
    tile.clearFocus()
    assert tile.grab().toImage().pixelColor(1, 56) == light.colour("primary")


def drag(tile: PhotoTile, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(50, 50), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(tile, event)
    return event.isAccepted()


def test_files_can_be_dropped(tile: PhotoTile, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.jpg", "b.heic")])
    assert drag(tile, data)
    with qtbot.waitSignal(tile.dropped) as dropped:
        QApplication.sendEvent(tile, QDropEvent(QPointF(50, 50), COPY, data, LEFT, PLAIN))
    assert dropped.args == [[tmp_path / "a.jpg", tmp_path / "b.heic"]]


def test_what_is_no_file_is_not_taken(tile: PhotoTile) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.jpg")])
    assert not drag(tile, data)
