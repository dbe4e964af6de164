from __future__ import annotations

from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.ui.visit.group_card import GroupCard


def test_a_group_holds_its_questions_and_offers_the_rest_while_there_is_one(desk: Desk, qtbot: QtBot) -> None:
    protocol = desk.protocol()
    group = protocol.groups[0]
    asked = [question for question in protocol.asked if question.group == group.key]
    card = GroupCard(group, asked, protocol)
    qtbot.addWidget(card)
    assert list(card.rows) == [question.key for question in asked]
    card.show_progress(2, may_set_rest=True)
    assert card.count.text() == f"2 of {len(asked)}"
    assert card.rest.isVisibleTo(card)
    with qtbot.waitSignal(card.rest_requested) as said:
        card.rest.click()
    assert said.args == [group.key]
    card.show_progress(len(asked), may_set_rest=False)
    assert not card.rest.isVisibleTo(card)
