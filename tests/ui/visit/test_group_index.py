from __future__ import annotations

from pytestqt.qtbot import QtBot

from needledesk.domain.protocol import Status
from needledesk.ui.theme import Theme
from needledesk.ui.visit.group_index import WIDTH, GroupIndex, GroupState

STATES = [
    GroupState("medicines", "Medicines and products", "9 of 9 · 1 unsure", Status.NOT_TODAY),
    GroupState("skin", "Skin today", "2 of 10", Status.INCOMPLETE),
]


def test_each_group_says_how_far_it_is_and_what_came_of_it(qtbot: QtBot) -> None:
    index = GroupIndex()
    qtbot.addWidget(index)
    index.show_states(STATES)
    names = [button.accessibleName() for button in index.buttons.values()]
    assert names == ["Medicines and products, 9 of 9 · 1 unsure, Not today", "Skin today, 2 of 10, Incomplete"]
    assert all(button.sizeHint().height() >= 60 for button in index.buttons.values())


def test_the_buttons_are_refilled_and_made_anew_only_for_other_groups(qtbot: QtBot) -> None:
    index = GroupIndex()
    qtbot.addWidget(index)
    index.show_states(STATES)
    kept = index.buttons["skin"]
    index.show_states([STATES[0], GroupState("skin", "Skin today", "10 of 10", Status.PROCEED)])
    assert index.buttons["skin"] is kept
    assert kept.accessibleName() == "Skin today, 10 of 10, Proceed"
    index.show_states(STATES[:1])
    assert list(index.buttons) == ["medicines"]


def test_a_press_says_the_group_and_one_is_current(qtbot: QtBot) -> None:
    index = GroupIndex()
    qtbot.addWidget(index)
    index.show()
    index.show_states(STATES)
    with qtbot.waitSignal(index.chosen) as said:
        index.buttons["skin"].click()
    assert said.args == ["skin"]
    index.set_current("medicines")
    index.set_current("not there")
    assert [key for key, button in index.buttons.items() if button.isChecked()] == ["medicines"]
    index.buttons["medicines"].setFocus()
    assert not index.grab().isNull()


def test_larger_text_makes_the_column_wider(qtbot: QtBot, qapp) -> None:  # type: ignore[no-untyped-def]
    index = GroupIndex()
    qtbot.addWidget(index)
    assert index.width() == WIDTH
    Theme.current().apply(qapp, "light", 130)
    try:
        assert index.minimumWidth() == Theme.current().scaled(WIDTH) > WIDTH
    finally:
        Theme.current().apply(qapp, "light", 100)
