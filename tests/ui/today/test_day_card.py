from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui.today.conftest import line

from needledesk.ui.today.day_card import LinesCard
from needledesk.ui.today.row import LineRow

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def card(qtbot) -> LinesCard:
    made = LinesCard("Due", "Nobody is due.", "All {} due", 4)
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    made.activateWindow()
    return made


def names(card: LinesCard) -> list[str]:
    return [row.line.name for row in card.rows.values() if isinstance(row, LineRow)]


def test_nothing_is_said_in_words(card) -> None:
    card.show_lines(())
    assert card.nothing.isVisibleTo(card)
    assert card.nothing.text() == "Nobody is due."
    assert not card.all.isVisibleTo(card)
    assert card.count.text() == ""


def test_the_first_few_and_the_way_to_all(card, qtbot) -> None:
    card.show_lines([line(number) for number in range(1, 1301)])
    assert names(card) == ["Client 1", "Client 2", "Client 3", "Client 4"]
    assert card.count.text() == "1300"
    assert (card.all.text(), card.all.accessibleName()) == ("All 1,300 due", "All 1,300 due")
    assert not card.nothing.isVisibleTo(card)
    with qtbot.waitSignal(card.all_requested):
        card.all.click()


def test_as_many_as_fit_need_no_button(card) -> None:
    card.show_lines([line(number) for number in range(1, 5)])
    assert len(card.rows) == 4
    assert not card.all.isVisibleTo(card)


def test_a_row_says_which_line_was_pressed(card, qtbot) -> None:
    card.show_lines([line(1), line(2)])
    with qtbot.waitSignal(card.opened) as said:
        list(card.rows.values())[1].click()
    assert said.args == [line(2)]


def test_the_same_lines_leave_everything_as_it_is(card) -> None:
    card.show_lines([line(1)])
    row = card.rows[1, 0]
    card.show_lines([line(1)])
    assert card.rows[1, 0] is row


def test_the_focus_stays_with_its_client(card, qtbot) -> None:
    card.show_lines([line(1), line(2), line(3)])
    card.rows[2, 0].setFocus()
    qtbot.waitUntil(card.rows[2, 0].hasFocus)
    card.show_lines([line(9), line(2), line(3)])
    assert QApplication.focusWidget() is card.rows[2, 0]
    card.show_lines([line(9), line(3)])
    assert QApplication.focusWidget() is card.rows[9, 0]


def test_a_focus_elsewhere_is_left_alone(card, qtbot) -> None:
    card.show_lines([line(number) for number in range(6)])
    card.all.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(card.all.hasFocus)
    card.show_lines([line(number) for number in range(1, 7)])
    assert card.all.hasFocus()
