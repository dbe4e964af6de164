from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.practice import Practice
from needledesk.domain.protocol import Unit, Window
from needledesk.ui.settings.practice_page import CHOICES
from needledesk.ui.settings.protocol.practice_choice import READINGS, PracticeChoice, reading_for, reading_of

pytestmark = pytest.mark.usefixtures("dressed")
SHIPPED = shipped_protocol()


def test_every_choice_of_the_practice_has_its_rule() -> None:
    assert {reading.setting for reading in READINGS} == set(CHOICES)
    assert {reading.setting for reading in READINGS} <= {field.name for field in fields(Practice)}
    assert all(rule in SHIPPED.rules for reading in READINGS for rule in reading.rules)


def test_a_rule_finds_its_choice() -> None:
    found = reading_of("S-MED-02")
    assert found is not None
    assert found is reading_for("source_advil")
    assert reading_of("S-MED-01") is None
    assert reading_for("nothing") is None


@pytest.fixture
def choice(show) -> PracticeChoice:
    made = PracticeChoice(READINGS[0])
    made.show_choice(False, SHIPPED)
    return show(made, 686, 70)


def test_either_reading_is_a_press_away(choice, qtbot) -> None:
    for key, other in (("other", True), ("cautious", False)):
        with qtbot.waitSignal(choice.chosen) as said:
            qtbot.mouseClick(choice.segment.parts[key], Qt.MouseButton.LeftButton)
        assert said.args == ["source_advil", other]


def test_the_days_are_those_of_the_draft(choice) -> None:
    assert choice.segment.parts["cautious"].text() == "not before +3 days"
    rule = replace(SHIPPED.rules["S-RES-01"], window=Window(5, Unit.DAYS))
    choice.show_choice(True, replace(SHIPPED, rules={**SHIPPED.rules, rule.id: rule}))
    assert choice.segment.parts["cautious"].text() == "not before +5 days"
    assert choice.segment.value == "other"
