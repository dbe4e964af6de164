from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.protocol_edits import Edit, editable
from needledesk.ui.settings.protocol.draft_keeper import Typed
from needledesk.ui.settings.protocol.rule_head import RuleHead
from needledesk.ui.settings.protocol.rule_line import questions_of

pytestmark = pytest.mark.usefixtures("dressed")
SHIPPED = shipped_protocol()


def fill(head: RuleHead, rule: str, typed: Typed | None = None) -> None:
    switch = next(entry for entry in editable(SHIPPED, rule) if entry.name == "on")
    head.show_rule(SHIPPED.rules[rule], questions_of(SHIPPED, rule), switch, typed)


@pytest.fixture
def head(show) -> RuleHead:
    made = RuleHead()
    fill(made, "S-MED-02")
    return show(made, 686, 100)


def test_title_id_and_questions(head) -> None:
    assert head.title.text() == "Ibuprofen and similar"
    assert head.ids.accessibleName() == "Rule S-MED-02, question nsaid"
    fill(head, "X-05")
    assert head.ids.accessibleName() == "Rule X-05, questions x_sunburn_today, x_sun_exposure"
    fill(head, "S-DEF-01")
    assert head.ids.accessibleName() == "Rule S-DEF-01"


def test_the_switch_says_what_it_was_set_to(head, qtbot) -> None:
    with qtbot.waitSignal(head.edited) as said:
        qtbot.mouseClick(head.switch, Qt.MouseButton.LeftButton)
    assert said.args == [Edit("S-MED-02", "on", False)]


def test_another_rule_sets_the_switch_without_a_word(head) -> None:
    said: list[Edit] = []
    head.edited.connect(said.append)
    fill(head, "X-06")
    assert not head.switch.isChecked()
    assert said == []


def test_a_locked_switch_shows_a_lock_and_says_why(head) -> None:
    assert not head.lock.isVisible()
    fill(head, "S-ZON-01")
    assert not head.switch.isEnabled()
    assert head.lock.isVisible()
    assert head.why.text() == head.switch.accessibleDescription() != ""


def test_a_switch_on_its_way_stays_and_a_refused_one_goes_back(head) -> None:
    fill(head, "S-MED-02", Typed(False))
    assert not head.switch.isChecked()
    fill(head, "S-MED-02", Typed(False, "That cannot be."))
    assert head.switch.isChecked()
    assert head.wrong.text() == "That cannot be."
