"""What the program relies on agrees with what it really looks at."""

from __future__ import annotations

from typing import Any

from needledesk.domain.cautions import cautions
from needledesk.domain.fixed_rules import (
    ASKED_AGAIN,
    COUNTED,
    LETTER_ALWAYS,
    LOOKED_AT,
    NEVER_OFF,
    PRESCRIBED_OR_NOT,
    SWITCHED,
    never_dated,
)
from needledesk.domain.protocol import Protocol
from needledesk.domain.treatment import Product, Treatment, ZoneWork
from needledesk.resources import toml


def conditions(part: Any) -> set[str]:
    """Every `when` and `any` of the texts, without "not"."""
    if isinstance(part, list):
        return set().union(*map(conditions, part))
    if not isinstance(part, dict):
        return set()
    own = {name.removeprefix("not ") for key in ("when", "any") for name in part.get(key, ())}
    return own.union(*map(conditions, part.values()))


def test_rules_that_switch_a_line_of_a_sheet_are_known(shipped: Protocol) -> None:
    texts = [toml("texts", "en", name) for name in ("aftercare.toml", "pretreatment.toml")]
    named = conditions(texts) & set(shipped.rules)
    asked = {question.rule for question in shipped.questions}
    assert named
    assert named - asked <= SWITCHED
    assert not {rule for rule in SWITCHED if "AFT" in rule or "RES" in rule} - named


def test_rules_of_the_treatment_record_are_known(shipped: Protocol) -> None:
    from datetime import date

    lacking = Treatment(products=(Product("Serum", plain_ha=False),), zones=(ZoneWork("chin", 2.0, 1),))
    found = {caution.rule for caution in cautions(lacking, shipped, date(2026, 11, 22))}
    assert found == {"X-20", "X-21", "X-30"}
    assert found <= SWITCHED


def test_all_of_them_are_in_the_shipped_protocol(shipped: Protocol) -> None:
    assert {*COUNTED, *NEVER_OFF, *LETTER_ALWAYS, *PRESCRIBED_OR_NOT, *SWITCHED} <= set(shipped.rules)


def test_what_every_visit_asks_and_looks_at_anew(shipped: Protocol) -> None:
    assert {question.key for question in shipped.questions if question.asked_again} == set(ASKED_AGAIN)
    assert {group.key for group in shipped.groups if group.look} == set(LOOKED_AT)


def test_rules_beside_which_no_date_stands(shipped: Protocol) -> None:
    found = {name for name in shipped.rules if never_dated(name)}
    assert found == {"S-MED-03", "S-MED-07", *(f"S-ABS-{number:02}" for number in range(1, 11))}
