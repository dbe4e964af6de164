from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.protocol import Protocol, Status, Unit, Window
from needledesk.ui.settings.protocol.trial import trials

SHIPPED = shipped_protocol()
NOW = datetime(2026, 11, 22, 13, 30, tzinfo=ZoneInfo("America/New_York"))


def said(rule: str, **changed: object) -> list[str]:
    protocol = _with(rule, **changed)
    return [trial.spoken for trial in trials(protocol, protocol.rules[rule], NOW)]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("S-MED-02", "Last dose Thu 19 Nov, shop-bought: earliest Thu 26 Nov"),
        ("S-MED-08", "Last put on Sun 22 Nov, 01:30: earliest Mon 23 Nov, 01:30"),
        ("S-MED-09", "Last capsule Sat 22 Aug: earliest Mon 22 Feb 2027"),
        ("S-PRE-02", "Yes, chin: Proceed with zones left out. Chin left out today"),
        ("S-CON-02", "Yes, chin: Not today, no date. When it is calm again, look anew"),
        ("S-INT-02", "Last session Sun 15 Nov, light: earliest Sun 29 Nov"),
        ("S-INT-03", "Last session Sun 8 Nov, deep: earliest Sun 6 Dec"),
        ("S-AFT-01", "Finished Sun 22 Nov, 13:30: not before Mon 23 Nov, 13:30"),
        ("S-AFT-05", "Finished Sun 22 Nov, 13:30: until Tue 24 Nov, 13:30"),
        ("S-RES-01", "Finished Sun 22 Nov, 13:30: not before Wed 25 Nov"),
        ("S-SFX-03", "Finished Sun 22 Nov, 13:30: usual until Tue 24 Nov to Wed 25 Nov"),
        ("X-33", "Finished Sun 22 Nov, 13:30: not before Tue 24 Nov, 13:30 to Sun 29 Nov"),
    ],
)
def test_a_rule_is_tried_on_an_answer_of_today(rule, line) -> None:
    assert said(rule) == [line]


def test_another_window_gives_another_date() -> None:
    assert said("S-MED-02", window=Window(10, Unit.DAYS)) == ["Last dose Tue 17 Nov, shop-bought: earliest Fri 27 Nov"]


def test_another_level_gives_another_verdict() -> None:
    protocol = _with("S-CON-07", level=Status.DO_NOT_TREAT)
    trial = trials(protocol, protocol.rules["S-CON-07"], NOW)[0]
    assert (trial.comes_to, trial.status) == ("Do not treat", Status.DO_NOT_TREAT)


def test_a_rule_without_a_level_is_advice() -> None:
    assert said("S-CON-07", level=None) == [
        "Yes: advice, no verdict. Diabetes, ever: A doctor answers in writing first"
    ]


def test_a_letter_rule_with_a_window_names_both() -> None:
    assert said("X-09", on=True) == ["Ended Sun 8 Nov: a letter, or earliest Sun 6 Dec"]


def test_one_that_is_off_says_so() -> None:
    assert said("S-MED-02", on=False) == ["Off: not asked, never counted"]
    assert said("S-INT-02", on=False) == ["Off: never counted"]


def test_each_question_has_a_line() -> None:
    first, second = said("X-05")
    assert first.startswith("Yes, chin: Not today")
    assert second == "Last day Sun 15 Nov: Your decision. 14 days: you decide"


@pytest.mark.parametrize("rule", ["S-MED-03", "S-MED-07", *(f"S-ABS-{number:02}" for number in range(1, 11))])
def test_no_date_ever_stands_beside_what_never_gives_one(rule) -> None:
    for line in said(rule):
        assert "2026" not in line
        assert "Nov" not in line


def test_the_age_rule_is_tried_on_a_birth_date() -> None:
    assert said("X-15")[0].startswith("Born Mon 22 Dec 2008: Do not treat")


def test_what_comes_to_nothing_has_no_line() -> None:
    assert said("S-DEF-01") == []
    assert said("S-ZON-01") == []


def test_the_course_is_tried_on_one_session_too_many() -> None:
    assert said("S-CRS-01")[0].startswith("8 sessions done: Your decision")


@pytest.mark.parametrize("window", [Window(999, unit) for unit in (Unit.HOURS, Unit.DAYS, Unit.MONTHS, Unit.YEARS)])
def test_the_longest_window_can_be_tried(window) -> None:
    assert "earliest" in said("S-MED-02", window=window)[0]


@pytest.mark.parametrize("window", [Window(1, unit) for unit in (Unit.HOURS, Unit.DAYS, Unit.MONTHS, Unit.YEARS)])
def test_the_shortest_window_can_be_tried(window) -> None:
    assert "earliest" in said("S-MED-02", window=window)[0]


def _with(rule: str, **changed: object) -> Protocol:
    return replace(SHIPPED, rules={**SHIPPED.rules, rule: replace(SHIPPED.rules[rule], **changed)})
