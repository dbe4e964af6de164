from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.worked_cases import CaseDifference, DraftCheck
from needledesk.domain.protocol_edits import Edit
from needledesk.ui.settings.protocol.foot import READING, Foot

pytestmark = pytest.mark.usefixtures("dressed")
FAILED = DraftCheck(
    22,
    2,
    (CaseDifference("V16", "A", "status", "a", "b"), CaseDifference("F27", "B", "status", "a", "b")),
)


@pytest.fixture
def foot(keeper, show, settle) -> Foot:
    made = show(Foot(keeper), 686, 200)
    keeper.changed.connect(made.refresh)
    keeper.loaded.connect(made.refresh)
    keeper.edit(Edit("S-MED-02", "help", "Seven days", "nsaid"))
    settle()
    return made


def check(foot: Foot, keeper, outcome: DraftCheck) -> None:
    keeper.check, keeper.checked_at = outcome, datetime(2026, 11, 22, 14, 52).astimezone()
    foot.refresh()


def press(foot: Foot, qtbot) -> None:
    qtbot.mouseClick(foot.put, Qt.MouseButton.LeftButton)


def test_without_a_draft_there_is_nothing_to_press(foot, keeper, settle) -> None:
    keeper.discard()
    settle()
    assert foot.words.text() == "v1 is in force. Whatever you change begins a draft of v2."
    assert not any(part.isVisible() for part in (foot.put, foot.discard, foot.check, foot.by))


def test_only_a_checked_draft_can_be_put_in_force(foot, keeper) -> None:
    assert foot.words.text() == "v2 changes 1 question. Past visits keep v1."
    assert not foot.put.isEnabled()
    assert not foot.by.isVisible()
    check(foot, keeper, DraftCheck(24, 0))
    assert foot.put.isEnabled()
    assert foot.put.text() == "Put v2 in force"
    assert foot.by.text() == "M. Averil"


def test_a_draft_that_changes_nothing_cannot_be_put_in_force(foot, keeper) -> None:
    keeper.draft = replace(keeper.draft, changes=())
    check(foot, keeper, DraftCheck(24, 0))
    assert not foot.put.isEnabled()


def test_one_press_is_enough_when_all_passed(foot, keeper, qtbot) -> None:
    check(foot, keeper, DraftCheck(24, 0))
    with qtbot.waitSignal(foot.put_requested) as said:
        press(foot, qtbot)
    assert said.args == ["M. Averil", False]
    assert foot.put.busy


def test_failures_are_named_and_need_a_second_press(foot, keeper, qtbot) -> None:
    said: list[tuple[str, bool]] = []
    foot.put_requested.connect(lambda *args: said.append(args))
    check(foot, keeper, FAILED)
    press(foot, qtbot)
    assert said == []
    assert foot.warning.text().startswith("V16 and F27 come out otherwise than expected.")
    assert foot.put.kind == "danger"
    press(foot, qtbot)
    assert said == []  # nobody has read it so soon
    qtbot.wait(READING + 20)
    press(foot, qtbot)
    assert said == [("M. Averil", True)]


def test_a_double_click_does_not_skip_the_warning(foot, keeper, qtbot) -> None:
    check(foot, keeper, FAILED)
    with qtbot.assertNotEmitted(foot.put_requested, wait=READING + 50):
        place = foot.put.mapTo(foot.window(), foot.put.rect().center())
        qtbot.mouseDClick(foot.window().windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert foot.put.kind == "danger"


def test_another_check_asks_anew(foot, keeper, qtbot) -> None:
    check(foot, keeper, FAILED)
    press(foot, qtbot)
    check(foot, keeper, FAILED)
    assert not foot.warning.isVisible()
    assert foot.put.kind == "primary"


def test_it_needs_a_name(foot, keeper, qtbot) -> None:
    check(foot, keeper, DraftCheck(24, 0))
    foot.by.clear()
    with qtbot.assertNotEmitted(foot.put_requested):
        press(foot, qtbot)
    assert "needs the name" in foot.warning.text()


def test_another_name_stays_typed(foot, keeper, qtbot) -> None:
    check(foot, keeper, DraftCheck(24, 0))
    foot.by.setText("A. Colleague")
    check(foot, keeper, DraftCheck(23, 1, FAILED.differences[:1]))
    assert foot.by.text() == "A. Colleague"


def test_the_draft_can_be_given_up(foot, qtbot) -> None:
    with qtbot.waitSignal(foot.discard_requested):
        qtbot.mouseClick(foot.discard, Qt.MouseButton.LeftButton)
