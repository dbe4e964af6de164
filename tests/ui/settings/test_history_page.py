"""The page shows the head and what happened, and is read anew each time it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from needledesk.ui.settings.history_page import HistoryPage
from needledesk.ui.settings.history_rows import HistoryRows
from needledesk.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(desk, background, qtbot, settle) -> HistoryPage:
    page = HistoryPage(desk, background)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    settle()
    return page


def test_the_head_can_be_copied(page, desk, qtbot) -> None:
    assert page.head.text() == desk.history.head()
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == desk.history.head()
    assert page.copy.text() == "Copied"


def test_it_is_read_anew_when_it_is_shown_again(page, desk, settle) -> None:
    page.hide()
    desk.history.note("printed", "Sheet")
    page.show()
    settle()
    assert page.model.data(page.model.index(0)) == "Sheet"
    assert page.head.text() == desk.history.head()


def test_a_check_stands_in_the_list_once_it_is_done(page, qtbot, settle) -> None:
    qtbot.mouseClick(page.everything.check, Qt.MouseButton.LeftButton)
    settle()
    assert page.model.data(page.model.index(0)) == "Everything checked: nothing was touched"


def test_rows_are_walked_through_by_keys_and_drawn(page, desk, qtbot, settle) -> None:
    desk.history.note("printed", "Sheet\nbelow")
    page.reread()
    settle()
    rows = page.findChild(HistoryRows)
    assert rows.accessibleName() == "History, newest first"
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.currentIndex().row() >= 0
    drawn = rows.viewport().grab().toImage()
    colours = {drawn.pixelColor(x, y).name() for x in range(0, drawn.width(), 3) for y in range(0, 100, 2)}
    assert Theme.current().colour("surface").name() in colours
    assert len(colours) > 3
