from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from ui.today.conftest import line

from needledesk.domain.today import Kind
from needledesk.ui.today.all_lines import AllLines

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(qtbot) -> AllLines:
    made = AllLines()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_a_list_of_any_length_is_there_at_once(page) -> None:
    page.show_lines("Due", [line(number) for number in range(5000)])
    assert page.rows.model().rowCount() == 5000
    assert page.rows.accessibleName() == "Due"
    assert page._count.text() == "5,000"


def test_a_tap_and_enter_open_a_line(page, qtbot) -> None:
    page.show_lines("Due", [line(1), line(2)])
    place = page.rows.visualRect(page.model.index(1)).center()
    with qtbot.waitSignal(page.opened) as said:
        qtbot.mouseClick(page.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said.args == [line(2)]
    page.rows.setCurrentIndex(page.model.index(0))
    with qtbot.waitSignal(page.opened) as said:
        qtbot.keyClick(page.rows, Qt.Key.Key_Return)
    assert said.args == [line(1)]


def test_rows_are_large_enough_and_spoken(page) -> None:
    page.show_lines("Due", [line(3)])
    index = page.model.index(0)
    assert page.rows.visualRect(index).height() >= 60
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Client 3. Until Sun 3 Nov"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Client 3\nUntil Sun 3 Nov"
    assert index.data() == "Client 3"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_read_anew_it_stays_where_it_was(page) -> None:
    page.show_lines("Due", [line(number) for number in range(200)])
    page.rows.setCurrentIndex(page.model.index(50))
    page.rows.verticalScrollBar().setValue(2000)
    page.show_lines("Due", [line(number) for number in range(199)])
    assert page.rows.verticalScrollBar().value() == 2000
    assert page.rows.currentIndex().row() == 50
    page.show_lines("Waits", [line(number) for number in range(199)])
    assert page.rows.verticalScrollBar().value() == 0


def test_a_shorter_list_keeps_a_current_row(page) -> None:
    page.show_lines("Due", [line(number) for number in range(9)])
    page.rows.setCurrentIndex(page.model.index(8))
    page.show_lines("Due", [line(1)])
    assert page.rows.currentIndex().row() == 0


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_drawn_with_its_mark(page, kind: Kind) -> None:
    page.show_lines("Due", [line(1, kind)])
    mark = page.rows.grab().toImage().copy(16, 10, 32, 40)
    ground = QColor("#FFFFFF")
    pixels = {mark.pixelColor(x, y).name() for x in range(mark.width()) for y in range(mark.height())}
    assert len(pixels - {ground.name()}) > 3


def test_back_goes_back(page, qtbot) -> None:
    with qtbot.waitSignal(page.left):
        page.back.click()
