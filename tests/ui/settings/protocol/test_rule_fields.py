from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.protocol import Protocol
from needledesk.domain.protocol_edits import editable
from needledesk.ui.settings.protocol.rule_fields import RuleFields
from needledesk.ui.settings.protocol.rule_line import questions_of

pytestmark = pytest.mark.usefixtures("dressed")
SHIPPED = shipped_protocol()


def fill(fields: RuleFields, rule: str, protocol: Protocol = SHIPPED) -> list[str]:
    """Show that rule; the fields that are then seen."""
    entries = editable(protocol, rule)
    own = {entry.name: entry for entry in entries if not entry.question or entry.name == "prescribed"}
    fields.show_rule(protocol.rules[rule], questions_of(protocol, rule), own, {}, SHIPPED.rules[rule])
    return [name for name, field in fields.fields.items() if not field.isHidden()]


@pytest.fixture
def fields(show) -> RuleFields:
    return show(RuleFields(), 686, 200)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("S-MED-02", ["level", "window", "prescribed"]),
        ("S-MED-09", ["level", "window"]),
        ("S-CON-07", ["level"]),
        ("S-INT-02", ["level", "window", "until"]),
        ("S-CRS-01", ["level", "window", "until"]),
        ("X-07", ["level", "window", "then", "until"]),
        ("S-AFT-01", ["window"]),
    ],
)
def test_a_rule_has_the_fields_that_it_means_something_for(fields, rule, shown) -> None:
    assert fill(fields, rule) == shown


def test_a_rule_that_only_explains_has_none(fields) -> None:
    assert fill(fields, "S-DEF-01") == []
    assert not fields.isVisible()


def test_the_fields_are_called_after_the_rule(fields) -> None:
    fill(fields, "S-MED-02")
    assert fields.level.label.text() == "If yes, shop-bought"
    assert fields.wait.label.text() == "Window after the last dose"
    fill(fields, "S-INT-02")
    assert [fields.level.label.text(), fields.wait.label.text()] == ["Comes to", "Not before"]


def test_locked_ones_say_why_each_reason_once(fields) -> None:
    fill(fields, "S-MED-03")
    assert fields.level.locked.isVisible()
    assert fields.wait.locked.isVisible()
    said = [text.text() for text in fields._why if text.isVisible()]
    assert said
    assert len(said) == len(set(said))
    fill(fields, "S-CON-07")
    assert not fields._reasons.isVisible()


def test_a_prescribed_medicine_is_locked_at_the_letter(fields) -> None:
    fill(fields, "S-MED-02")
    assert fields.prescribed.locked.accessibleName() == "If prescribed: Medical clearance, locked"


def test_a_far_end_that_was_taken_out_can_be_put_back(fields) -> None:
    rule = replace(SHIPPED.rules["X-07"], until=None, then=None)
    assert fill(fields, "X-07", replace(SHIPPED, rules={**SHIPPED.rules, "X-07": rule})) == [
        "level",
        "window",
        "then",
        "until",
    ]
