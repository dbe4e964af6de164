from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from needledesk.desk.aftercare import Sheet
from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.sheet_preview import MARGIN, WIDEST, SheetPreview

Settle = Callable[[], None]


@pytest.fixture
def sheet(treating: OpenVisit, desk: Desk) -> Sheet:
    desk.treatment.finish(treating.visit.id)
    return desk.aftercare.sheet(treating.visit.id)


@pytest.fixture
def preview(background: Background, qtbot: QtBot, settle: Settle) -> Iterator[SheetPreview]:
    made = SheetPreview(background)
    qtbot.addWidget(made)
    made.resize(546, 600)
    made.show()
    settle()
    yield made
    made.hide()
    settle()


def test_it_draws_the_page_for_the_width_it_is_shown_in(preview: SheetPreview, sheet: Sheet, qtbot: QtBot) -> None:
    preview.show_sheet(sheet)

    def sharp() -> None:
        wide = round(preview.picture.page_width * preview.devicePixelRatioF())
        assert preview.picture._picture.width() == wide
        assert preview.picture.width() < preview.width() - 10  # beside the scroll bar

    qtbot.waitUntil(sharp)
    picture = preview.picture._picture
    assert picture.height() > picture.width()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    )
    assert dark > 200  # there is text on it


def test_the_arrows_turn_the_pages(preview: SheetPreview, sheet: Sheet, qtbot: QtBot, settle: Settle) -> None:
    preview.show_sheet(sheet)
    settle()
    first = preview.picture._picture
    assert preview.label.text() == "Page 1 of 2"
    assert not preview.back.isEnabled()
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    settle()
    assert (preview.page, preview.label.text()) == (2, "Page 2 of 2")
    assert preview.picture.accessibleName() == "Aftercare sheet, page 2 of 2"
    assert not preview.on.isEnabled()
    assert preview.picture._picture != first
    preview.turn(1)
    assert preview.page == 2
    qtbot.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    assert preview.page == 1


def test_another_size_is_drawn_anew_once_it_has_settled(
    preview: SheetPreview, sheet: Sheet, qtbot: QtBot, settle: Settle
) -> None:
    preview.show_sheet(sheet)
    settle()
    before = preview.picture._picture.width()
    preview.resize(400, 600)
    qtbot.waitUntil(lambda: preview.picture._picture.width() < before)
    preview.resize(1200, 600)
    qtbot.waitUntil(lambda: preview.picture._picture.width() == round(WIDEST * preview.devicePixelRatioF()))
    assert preview.picture.width() > WIDEST + 2 * MARGIN


def test_a_shorter_sheet_takes_the_page_back(preview: SheetPreview, sheet: Sheet, settle: Settle) -> None:
    preview.show_sheet(sheet)
    preview.turn(1)
    settle()
    preview.show_sheet(Sheet(sheet.data, 1))
    assert preview.label.text() == "Page 1 of 1"
    settle()


def test_before_any_sheet_there_is_only_the_ground(preview: SheetPreview) -> None:
    preview.turn(1)
    preview.picture.grab()
    assert preview.grab().toImage().pixelColor(270, 300) != QColor(Qt.GlobalColor.black)
    assert preview.label.text() == ""
