"""The screening against a second reading of the clinical documents, on thousands of random answer sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
import yaml
from domain.random_cases import random_case
from domain.second_reading import read
from domain.second_tables import RULE_OF, Reading
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from needledesk import resources
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.case_reading import read_case
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.screening import Verdict, assess

SHIPPED = shipped_protocol()
EVERYTHING = replace(SHIPPED, rules={name: replace(rule, on=True) for name, rule in SHIPPED.rules.items()})
CASES = [
    case
    for name in ("vignettes.yaml", "further_cases.yaml")
    for case in yaml.safe_load(resources.text("worked_cases", name))["vignettes"]
    if case.get("kind") != "aftercare"
]
SEEDS = st.integers(0, 10**9)
MANY = 40 * settings.default.max_examples  # 4000, and fewer where the profile asks for fewer


def by_the_program(case: dict[str, Any], protocol: Protocol) -> Verdict:
    given = read_case(case | {"expect": {"status": "PROCEED"}}, protocol)
    return assess(protocol, given.answers, given.plan, given.history, given.clearances, given.at)


def local(earliest: date | datetime | None) -> str | None:
    if earliest is None or isinstance(earliest, datetime):
        return earliest and earliest.strftime("%Y-%m-%dT%H:%M")
    return f"{earliest.isoformat()}T00:00"


def agree_on(numbers: range, protocol: Protocol) -> None:
    for number in numbers:
        agree(random_case(Random(number)), protocol)


def agree(case: dict[str, Any], protocol: Protocol) -> None:
    expected = read(case, tuple(name for name, rule in protocol.rules.items() if rule.on))
    got = by_the_program(case, protocol)
    assert Reading(
        level=got.status.rank,
        dates=[earliest] if (earliest := local(got.earliest)) else [],
        undated=got.dateless,
        excluded=set(got.excluded_zones),
        advised=["" for _ in got.advice],
        fired={finding.rule for finding in got.findings},
        open=set(got.open_questions),
    ) == replace(
        expected,
        dates=[expected.earliest] if expected.earliest else [],
        advised=["" for _ in expected.advised],
    ), case


@seed(20261122)
@settings(max_examples=MANY)
@given(SEEDS)
def test_both_readings_agree_on_what_ships(number: int) -> None:
    agree(random_case(Random(number)), SHIPPED)


@seed(20261123)
@settings(max_examples=MANY // 2)
@given(SEEDS)
def test_both_readings_agree_with_every_rule_on(number: int) -> None:
    agree(random_case(Random(number)), EVERYTHING)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_second_reading_passes_the_worked_cases(case: dict[str, Any]) -> None:
    found, expect = read(case, tuple(case.get("needs", ()))), case["expect"]
    earliest = expect.get("earliest")
    assert found.status == expect["status"]
    assert found.earliest == (earliest and (earliest if "T" in earliest else f"{earliest}T00:00"))
    assert found.excluded == set(expect.get("excluded_zones", ()))
    assert found.fired == set(expect.get("fired", ()))
    assert found.open == set(expect.get("open", ()))


@pytest.mark.parametrize(
    ("name", "window"),
    [("S-MED-01", "8 days"), ("S-MED-08", "25 hours"), ("S-MED-09", "7 months"), ("S-INT-03", "27 days")],
)
def test_a_window_one_unit_off_is_noticed(name: str, window: str) -> None:
    count, unit = window.split()
    off = replace(SHIPPED.rules[name], window=Window(int(count), Unit(unit)))
    protocol = replace(SHIPPED, rules=SHIPPED.rules | {name: off})
    with pytest.raises(AssertionError):
        agree_on(range(4000), protocol)


def test_the_second_reading_knows_every_question() -> None:
    assert set(RULE_OF) == {question.key for question in SHIPPED.questions}
    assert all(RULE_OF[question.key] == question.rule for question in SHIPPED.questions)
