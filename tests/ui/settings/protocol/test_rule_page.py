from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.protocol_edits import Edit
from needledesk.ui.settings.protocol.draft_keeper import Typed
from needledesk.ui.settings.protocol.rule_page import RulePage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def rule(keeper, show) -> RulePage:
    made = show(RulePage(keeper), 686, 700)
    made.show_rule("S-MED-02")
    return made


def shown(parts: list) -> list:
    return [part for part in parts if part.isVisible()]


def test_every_rule_can_be_shown(rule, keeper) -> None:
    for name, each in keeper.protocol.rules.items():
        rule.show_rule(name)
        assert rule.head.title.text() == each.title


def test_questions_checks_and_choices_are_those_of_the_rule(rule) -> None:
    assert len(shown(rule.questions)) == len(shown(rule.checks)) == 1
    assert [choice.reading.setting for choice in shown(rule.choices)] == ["source_advil"]
    rule.show_rule("X-05")
    assert len(shown(rule.questions)) == len(shown(rule.checks)) == 2
    assert shown(rule.choices) == []
    rule.show_rule("S-DEF-01")
    assert shown(rule.questions) == shown(rule.checks) == []


def test_the_live_check_follows_the_draft(rule, keeper, settle) -> None:
    assert rule.checks[0].text() == "Last dose Thu 19 Nov, shop-bought: earliest Thu 26 Nov"
    keeper.edit(Edit("S-MED-02", "window", "10 days"))
    settle()
    rule.refresh()
    assert rule.checks[0].text() == "Last dose Tue 17 Nov, shop-bought: earliest Fri 27 Nov"


def test_what_is_typed_is_handed_over_for_its_own_rule_when_another_is_shown(rule, qtbot) -> None:
    said: list[Edit] = []
    rule.edited.connect(said.append)
    qtbot.keyClicks(rule.questions[0].words["help"].text, "x")
    rule.show_rule("S-MED-01")
    assert [(edit.rule, edit.entry, edit.question) for edit in said] == [("S-MED-02", "help", "nsaid")]


def test_what_was_refused_is_still_there_when_one_comes_back(rule, keeper) -> None:
    keeper.typed["S-MED-02", "", "window"] = Typed("soon days", "That is no window.")
    rule.show_rule("S-MED-01")
    assert rule.fields.wait.wrong == ""
    rule.show_rule("S-MED-02")
    assert rule.fields.wait.number.text() == "soon"
    assert rule.fields.wait.wrong == "That is no window."


def test_a_choice_shows_what_the_practice_has(rule, keeper, qtbot) -> None:
    choice = shown(rule.choices)[0]
    with qtbot.waitSignal(rule.chosen) as said:
        qtbot.mouseClick(choice.segment.parts["other"], Qt.MouseButton.LeftButton)
    assert said.args == ["source_advil", True]
    keeper.practice = replace(keeper.practice, source_advil=True)
    rule.refresh()
    assert choice.segment.value == "other"
