"""A card of the checklist: its rows, and the buttons for all that is still blank."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Protocol
from needledesk.domain.returning import Earlier
from needledesk.ui.visit.checklist import SAME, layout
from needledesk.ui.visit.group_card import GroupCard
from needledesk.ui.visit.row_outcome import RowOutcome

AT = datetime(2026, 10, 22, 15, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def protocol(desk: Desk) -> Protocol:
    return desk.protocol()


@pytest.fixture
def medicines(protocol: Protocol, qtbot: QtBot) -> GroupCard:
    card = GroupCard(layout(protocol, {}, None)[0], protocol)
    qtbot.addWidget(card)
    return card


@pytest.fixture
def same(protocol: Protocol, qtbot: QtBot) -> GroupCard:
    earlier = {question.key: Earlier(Answer(Reply.NO), AT) for question in protocol.asked}
    part = next(part for part in layout(protocol, earlier, None) if part.key == SAME)
    card = GroupCard(part, protocol)
    qtbot.addWidget(card)
    return card


def test_a_group_holds_its_questions_and_offers_the_rest_while_there_is_one(
    medicines: GroupCard, protocol: Protocol, qtbot: QtBot
) -> None:
    asked = [question for question in protocol.asked if question.group == "medicines"]
    assert list(medicines.rows) == [question.key for question in asked]
    medicines.show_progress(2, may_set_rest=True, may_confirm=False, open_to_change=True)
    assert medicines.count.text() == f"2 of {len(asked)}"
    assert medicines.rest.isVisibleTo(medicines)
    assert not medicines.confirm.isVisibleTo(medicines)
    with qtbot.waitSignal(medicines.rest_requested) as said:
        medicines.rest.click()
    assert said.args == ["medicines"]
    medicines.show_progress(len(asked), may_set_rest=False, may_confirm=False, open_to_change=True)
    assert not medicines.rest.isVisibleTo(medicines)


def test_one_button_for_what_is_asked_in_one_breath_while_all_is_blank(medicines: GroupCard, qtbot: QtBot) -> None:
    (name, strip) = next(iter(medicines.strips.items()))
    assert strip.keys == ("aspirin", "nsaid", "blood_thinner")
    medicines.show_progress(0, may_set_rest=True, may_confirm=False, open_to_change=True)
    assert strip.isVisibleTo(medicines)
    with qtbot.waitSignal(medicines.none_requested) as said:
        strip.button.click()
    assert said.args == [name]
    medicines.rows["aspirin"].show_answer(Answer(Reply.YES), RowOutcome(), True)
    medicines.show_progress(1, may_set_rest=True, may_confirm=False, open_to_change=True)
    assert not strip.isVisibleTo(medicines)


def test_a_closed_visit_offers_nothing(medicines: GroupCard) -> None:
    medicines.show_progress(0, may_set_rest=False, may_confirm=False, open_to_change=False)
    assert not any(strip.isVisibleTo(medicines) for strip in medicines.strips.values())


def test_what_was_confirmed_folds_into_one_line_and_unfolds(same: GroupCard, qtbot: QtBot) -> None:
    carried = Answer(Reply.NO, carried=True)
    for key, row in same.rows.items():
        row.show_answer(Answer(Reply.YES) if key == "diabetes" else carried, RowOutcome(), True)
    same.fold_same()
    assert [key for key, row in same.rows.items() if row.isVisibleTo(same)] == ["diabetes"]
    assert same.same is not None
    assert f"{len(same.rows) - 1} answers" in same.same.button.accessibleName()
    same.same.button.click()
    assert all(row.isVisibleTo(same) for row in same.rows.values())
    same.same.button.click()
    assert not same.rows["keloid"].isVisibleTo(same)


def test_the_head_names_the_day_of_last_time(same: GroupCard) -> None:
    same.show_last_visit(AT)
    assert "Last time, 22 Oct" in [
        text.text() for text in same.findChildren(type(same.count)) if text.isVisibleTo(same)
    ]
