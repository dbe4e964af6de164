from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from pytestqt.qtbot import QtBot

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.letters import Letter
from needledesk.ui.visit.letters_card import LettersCard, in_order

TODAY = date(2026, 11, 22)
NEW = Letter(("S-CON-07",), date(2026, 10, 1), "Dr A", id=2)
OLD = replace(NEW, dated=date(2026, 2, 1), id=1)
OVER = replace(NEW, expires=date(2026, 11, 1), id=3)
GONE = replace(NEW, dated=TODAY, withdrawn=datetime(2026, 11, 20, tzinfo=UTC), withdrawn_reason="mistaken", id=4)


def test_what_counts_comes_first_and_what_was_withdrawn_last() -> None:
    assert in_order((OLD, GONE, OVER, NEW), TODAY) == [NEW, OLD, OVER, GONE]


def test_of_the_same_day_the_later_one_comes_first() -> None:
    assert in_order((NEW, replace(NEW, id=9)), TODAY) == [replace(NEW, id=9), NEW]


def test_every_letter_has_a_box_that_hands_on_what_is_pressed(qtbot: QtBot) -> None:
    card = LettersCard((OLD, GONE), shipped_protocol(), TODAY)
    qtbot.addWidget(card)
    card.show()
    assert [box.letter for box in card.boxes] == [OLD, GONE]
    with qtbot.waitSignal(card.open_requested) as said:
        card.boxes[1].open.click()
    assert said.args == [GONE]
    with qtbot.waitSignal(card.withdraw_requested) as said:
        card.boxes[0].withdraw.click()
    assert said.args == [OLD]


def test_without_letters_one_can_be_added(qtbot: QtBot) -> None:
    card = LettersCard((), shipped_protocol(), TODAY)
    qtbot.addWidget(card)
    card.show()
    assert card.boxes == []
    with qtbot.waitSignal(card.add_requested):
        card.add.click()
