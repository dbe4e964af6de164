from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.contradictions import Contradiction
from needledesk.domain.protocol import Protocol, Status
from needledesk.ui.settings.protocol.rule_line import Heading, RuleLine, first_line, rows, rule_line, spot_line

SHIPPED = shipped_protocol()


def line_of(rule: str, protocol: Protocol = SHIPPED) -> RuleLine:
    return rule_line(protocol, protocol.rules[rule])


@pytest.mark.parametrize(
    ("rule", "short"),
    [
        ("S-MED-02", "7 days · prescribed: letter"),
        ("S-MED-03", "letter, never a date"),
        ("S-MED-08", "24 hours, date and time"),
        ("S-MED-09", "6 months from the last capsule"),
        ("S-CON-07", "doctor’s letter"),
        ("S-PRE-01", "letter, and zone left out"),
        ("S-PRE-02", "zone left out"),
        ("S-ABS-01", "do not treat, no date"),
        ("S-CON-02", "not today, no date"),
        ("S-ZON-01", "never treated"),
        ("S-INT-02", "14 to 28 days"),
        ("S-SFX-01", "normal, on the sheet"),
        ("S-AFT-01", "24 hours"),
        ("S-DEF-01", "explained, never a verdict"),
        ("X-07", "off · 14 days to 6 months · then you decide"),
        ("X-09", "off · 28 days · doctor’s letter"),
        ("X-15", "18 to 22 years"),
    ],
)
def test_a_rule_is_said_in_one_short_line(rule, short) -> None:
    assert line_of(rule).short == short


def test_the_line_follows_the_draft() -> None:
    rule = replace(SHIPPED.rules["S-MED-02"], on=False)
    protocol = replace(SHIPPED, rules={**SHIPPED.rules, rule.id: rule})
    assert line_of("S-MED-02", protocol).short == "off · 7 days · prescribed: letter"
    assert not line_of("S-MED-02", protocol).on


def test_a_badge_stands_where_source_and_program_differ_and_a_chip_on_what_is_not_of_the_source() -> None:
    assert line_of("S-MED-02").differs
    assert not line_of("S-MED-05").differs
    assert line_of("X-01").extra
    assert not line_of("X-01").differs


def test_a_screen_reader_hears_the_whole_row() -> None:
    assert line_of("S-MED-02").spoken == (
        "Ibuprofen and similar, rule S-MED-02, 7 days · prescribed: letter, differs from the source"
    )
    assert line_of("X-06").spoken.endswith("off · 14 days, not in the source document")


def test_every_rule_stands_once_under_a_heading() -> None:
    found = rows(SHIPPED)
    assert isinstance(found[0], Heading)
    rules = [row.rule for row in found if isinstance(row, RuleLine)]
    assert sorted(rules) == sorted(SHIPPED.rules)


def test_headings_name_group_and_source_line() -> None:
    headings = [row.text for row in rows(SHIPPED) if isinstance(row, Heading)]
    assert headings[:3] == [
        "Medicines and products, source line 21",
        "Medicines and products, lines 25 and 29",
        "Medicines and products, added rules",
    ]
    assert "Skin today, lines 24, 26, 27 and 31" in headings
    assert len(headings) == len(set(headings))


def test_only_the_wanted_rules_keep_their_headings() -> None:
    assert [type(row).__name__ for row in rows(SHIPPED, ["S-MED-02", "X-01"])] == ["Heading", "RuleLine"] * 2


def test_every_level_has_words() -> None:
    rule = SHIPPED.rules["S-CON-07"]
    said = {line_of(rule.id, _with(replace(rule, level=level))).short for level in Status}
    assert len(said) == len(Status)


def test_a_source_line_is_read_for_its_place() -> None:
    assert [first_line(line) for line in ("21", "23, 31", "", "?")] == [21, 23, 0, 0]


@pytest.mark.parametrize(
    ("lines", "setting", "short"),
    [
        ("21", "", "source line 21"),
        ("21, 44", "source_advil", "source lines 21, 44 · your choice"),
        ("", "", "the source is silent"),
    ],
)
def test_a_contradiction_says_where_it_stands(lines, setting, short) -> None:
    line = spot_line(Contradiction("C-01", lines, (), "Advil", "a", "b", "c", setting))
    assert line.short == short
    assert line.spoken == f"Advil, C-01, {short}"


def _with(rule) -> Protocol:
    return replace(SHIPPED, rules={**SHIPPED.rules, rule.id: rule})
