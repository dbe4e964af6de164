from __future__ import annotations

from pytestqt.qtbot import QtBot

from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.ui.visit.open_card import OpenCard


def test_it_counts_the_blanks_and_else_what_is_still_open(qtbot: QtBot) -> None:
    card = OpenCard()
    qtbot.addWidget(card)
    card.show_open(Verdict(Status.INCOMPLETE, blank=("a", "b"), unsure=("c",)))
    assert card.count.text() == card.accessibleName() == "2 not answered"
    card.show_open(Verdict(Status.INCOMPLETE, unsure=("c",)))
    assert card.count.text() == "1 still open"


def test_pressing_again_skips_to_the_one_after(qtbot: QtBot) -> None:
    card = OpenCard()
    qtbot.addWidget(card)
    card.show_open(Verdict(Status.INCOMPLETE, blank=("a", "b"), unsure=("c",)))
    said: list[str] = []
    card.jump_requested.connect(said.append)
    for _ in range(4):
        card.next.click()
    assert said == ["a", "b", "c", "a"]
    card.show_open(Verdict(Status.INCOMPLETE, blank=("b",)))
    card.next.click()
    assert said[-1] == "b"
