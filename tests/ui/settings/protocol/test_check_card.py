from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.worked_cases import CaseChange, CaseDifference, DraftCheck
from needledesk.ui.settings.protocol.check_card import CheckCard

pytestmark = pytest.mark.usefixtures("dressed")
DIFFERENCE = CaseDifference("V16", "Ibuprofen", "earliest", "2026-11-29", "2026-11-27")
CHANGE = CaseChange("V16", "Ibuprofen", "earliest", "2026-11-29", "2026-11-27")


@pytest.fixture
def card(keeper, show) -> CheckCard:
    made = show(CheckCard(keeper), 686, 70)
    made.refresh()
    return made


def fill(card: CheckCard, keeper, check: DraftCheck) -> None:
    keeper.check, keeper.checked_at = check, datetime(2026, 11, 22, 14, 52).astimezone()
    card.refresh()


def test_before_the_check_it_says_that_there_was_none(card) -> None:
    assert card.result.text() == "Worked cases: not checked yet"
    assert not card.cases.isVisible()


def test_all_passed(card, keeper) -> None:
    fill(card, keeper, DraftCheck(24, 0))
    assert card.result.text() == "Worked cases: 24 passed, 0 failed"
    assert card.detail.text() == "Checked 14:52 against this draft"
    assert not card.cases.isVisible()


def test_what_the_edit_changed_is_counted_by_case_and_can_be_looked_at(card, keeper, qtbot) -> None:
    fill(card, keeper, DraftCheck(24, 0, (), (CHANGE, CHANGE)))
    assert card.detail.text().endswith("; 1 comes out differently")
    with qtbot.waitSignal(card.cases_requested):
        qtbot.mouseClick(card.cases, Qt.MouseButton.LeftButton)


def test_failures_look_otherwise(card, keeper) -> None:
    fill(card, keeper, DraftCheck(24, 0))
    passed = card.grab().toImage()
    fill(card, keeper, DraftCheck(23, 1, (DIFFERENCE,)))
    assert card.result.text() == "Worked cases: 23 passed, 1 failed"
    assert card.cases.isVisible()
    assert card.grab().toImage() != passed


def test_while_it_runs_the_button_is_off(card, keeper, qtbot) -> None:
    with qtbot.waitSignal(card.check_requested):
        qtbot.mouseClick(card.check, Qt.MouseButton.LeftButton)
    assert card.check.busy
    keeper.checking = True
    card.refresh()
    assert not card.check.isEnabled()
    keeper.checking = False
    card.refresh()
    assert card.check.isEnabled()
