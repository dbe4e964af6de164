from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from needledesk.domain.decisions import Override
from needledesk.domain.protocol import Status
from needledesk.ui.widgets.override_box import OverrideBox

KEPT = Override(Status.NOT_TODAY, "four days, agreed", "M. Averil", datetime(2026, 11, 22, 14, 22, tzinfo=UTC))


@pytest.fixture
def box(qtbot: QtBot) -> OverrideBox:
    made = OverrideBox()
    qtbot.addWidget(made)
    made.show()
    return made


def shown(box: OverrideBox) -> list[bool]:
    return [part.isVisible() for part in (box.ask, box.why_not, box.label, box.reason, box.withdraw)]


def test_it_asks_where_there_is_a_way_round(box: OverrideBox, qtbot: QtBot) -> None:
    box.show_override(None, "", open_to_change=True)
    assert shown(box) == [True, False, False, False, False]
    with qtbot.waitSignal(box.override_requested):
        box.ask.click()


def test_where_it_cannot_be_yet_the_button_is_off_and_says_why(box: OverrideBox) -> None:
    box.show_override(None, "Answer every question first.", open_to_change=True)
    assert shown(box) == [True, True, False, False, False]
    assert not box.ask.isEnabled()
    assert box.ask.accessibleDescription() == box.why_not.text() == "Answer every question first."
    box.show_override(None, "", open_to_change=True)
    assert box.ask.isEnabled()
    assert box.ask.accessibleDescription() == ""


def test_what_stands_shows_its_reason_and_can_be_withdrawn(box: OverrideBox, qtbot: QtBot) -> None:
    box.show_override(KEPT, "", open_to_change=True)
    assert shown(box) == [False, False, True, True, True]
    assert box.reason.text() == "“four days, agreed”"
    assert "M. Averil, Sun 22 Nov 2026, 14:22" in box.reason.toolTip()
    with qtbot.waitSignal(box.withdraw_requested):
        box.withdraw.click()


def test_afterwards_the_reason_can_be_read_and_nothing_pressed(box: OverrideBox) -> None:
    box.show_override(KEPT, "", open_to_change=False)
    assert shown(box) == [False, False, True, True, False]
    box.show_override(None, "Answer every question first.", open_to_change=False)
    assert shown(box) == [False] * 5
