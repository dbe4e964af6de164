from __future__ import annotations

import pytest
from ui.today.conftest import line

from needledesk.domain.today import Kind, Today
from needledesk.ui.today.board import Board
from needledesk.ui.widgets.empty_state import EmptyState

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def board(qtbot, desk) -> Board:
    made = Board(desk.now)
    qtbot.addWidget(made)
    made.resize(1286, 680)
    made.show()
    return made


def a_day(desk, **more) -> Today:
    return Today(desk.now(), **more)


def test_before_the_first_answer_it_claims_nothing(board) -> None:
    assert not any(card.isVisible() for card in board.cards)


def test_every_empty_card_says_so_in_words(board, desk) -> None:
    board.show_day(a_day(desk))
    assert all(card.isVisible() for card in board.cards)
    assert all(card.nothing.isVisible() and card.nothing.text().endswith(".") for card in board.cards)


def test_a_practice_without_clients_sees_how_to_begin(board, desk, qtbot) -> None:
    board.show_day(a_day(desk, nobody=True))
    empty = board.findChild(EmptyState)
    assert empty.isVisible()
    with qtbot.waitSignal(board.new_requested):
        empty.findChild(type(board.room.all)).click()
    board.show_day(a_day(desk))
    assert not empty.isVisible()


def test_each_card_gets_its_lines(board, desk) -> None:
    board.show_day(
        a_day(desk, due=(line(1),), over=(line(2, Kind.OVER), line(3, Kind.LETTER)), coming=(line(4, Kind.COMING),))
    )
    assert [len(card.rows) for card in board.cards] == [0, 1, 2, 1, 0]
    assert board.card("Date to come").lines == (line(4, Kind.COMING),)


def test_a_line_opens_and_all_are_asked_for_by_title(board, desk, qtbot) -> None:
    board.show_day(a_day(desk, due=tuple(line(number) for number in range(9))))
    with qtbot.waitSignal(board.opened) as said:
        next(iter(board.due.rows.values())).click()
    assert said.args == [line(0)]
    with qtbot.waitSignal(board.all_requested) as said:
        board.due.all.click()
    assert said.args == ["Due for the next session"]


def test_three_columns_and_two_where_it_is_narrow(board, desk, qtbot) -> None:
    board.show_day(a_day(desk))
    assert board.sheets.mapTo(board, board.sheets.rect().topLeft()).y() == 0
    board.resize(940, 680)
    qtbot.waitUntil(lambda: board.sheets.mapTo(board, board.sheets.rect().topLeft()).y() > 0)
    left = [card.mapTo(board, card.rect().topLeft()).x() for card in (board.over, board.sheets)]
    assert left[0] == left[1]
    board.resize(1286, 680)
    qtbot.waitUntil(lambda: board.sheets.mapTo(board, board.sheets.rect().topLeft()).y() == 0)


def test_large_type_takes_two_columns(board, desk, qapp, dressed) -> None:
    board.show_day(a_day(desk))
    dressed.apply(qapp, "light", 130)
    qapp.processEvents()
    assert board.sheets.mapTo(board, board.sheets.rect().topLeft()).y() > 0


@pytest.mark.parametrize("wide", [1286, 944])
def test_nothing_is_wider_than_its_place(board, desk, qapp, wide: int) -> None:
    long = "Wilhelmina Konstantinopoulou von Hohenzollern-Sigmaringen the Younger"
    board.resize(wide, 640)
    board.show_day(a_day(desk, due=(line(1, name=long),), over=(line(2, Kind.OVER, name=long),)))
    qapp.processEvents()
    for card in board.cards:
        right = card.mapTo(board, card.rect().topRight()).x()
        assert right <= wide - 24
