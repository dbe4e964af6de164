from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.visit.letter_pages import LetterPages
from needledesk.ui.widgets.buttons import IconButton

Settle = Callable[[], None]


@pytest.fixture
def pages(desk: Desk, background: Background, qtbot: QtBot) -> LetterPages:
    made = LetterPages(desk.letters.prepare, background)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def scan(tmp_path: Path) -> Callable[[str, int], Path]:
    def make(name: str, width: int) -> Path:
        path = tmp_path / name
        Image.new("RGB", (width, 900), "white").save(path)
        return path

    return make


def buttons(pages: LetterPages) -> dict[str, IconButton]:
    return {each.accessibleName(): each for each in pages.findChildren(IconButton) if each.isVisible()}


def test_files_become_pages_in_the_order_they_came(
    pages: LetterPages, scan: Callable[[str, int], Path], settle: Settle
) -> None:
    pages.take_in([scan("b.jpg", 1800), scan("a.png", 600)])
    assert (pages.reading, pages.pages) == (2, ())
    settle()
    assert pages.reading == 0
    assert [(page.width, page.kind) for page in pages.pages] == [(1800, "jpeg"), (600, "png")]


def test_a_refused_file_is_told_by_name_and_the_others_stay(
    pages: LetterPages, scan: Callable[[str, int], Path], settle: Settle, tmp_path: Path
) -> None:
    wrong = tmp_path / "letter.docx"
    wrong.write_text("no picture at all")
    pages.take_in([scan("a.png", 600), wrong])
    settle()
    assert len(pages.pages) == 1
    assert pages.refused.isVisible()
    assert pages.refused.text().startswith("letter.docx: This is not a picture.")
    pages.take_in([scan("b.png", 500)])
    settle()
    assert not pages.refused.isVisible()
    assert len(pages.pages) == 2


def test_a_page_can_be_left_out_and_the_rest_is_counted_anew(
    pages: LetterPages, scan: Callable[[str, int], Path], settle: Settle, qtbot: QtBot
) -> None:
    pages.take_in([scan("a.png", 600), scan("b.png", 500)])
    settle()
    assert list(buttons(pages)) == ["Leave page 1 out", "Leave page 2 out"]
    with qtbot.waitSignal(pages.changed):
        buttons(pages)["Leave page 1 out"].click()
    assert [page.width for page in pages.pages] == [500]
    assert list(buttons(pages)) == ["Leave page 1 out"]


def test_files_can_be_dropped(pages: LetterPages, scan: Callable[[str, int], Path], settle: Settle) -> None:
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(scan("a.png", 600)))])
    copy, held = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(pages, QDragEnterEvent(QPoint(5, 5), copy, load, Qt.MouseButton.LeftButton, held))
    QApplication.sendEvent(pages, QDropEvent(QPointF(5, 5), copy, load, Qt.MouseButton.LeftButton, held))
    settle()
    assert len(pages.pages) == 1
