"""What differs between two protocols, in lines to read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from needledesk.domain.protocol import Ask, Group, Protocol, Question, Rule, Status, Unit, Window
from needledesk.domain.protocol_changes import differences


def with_rule(protocol: Protocol, name: str, **entries: Any) -> Protocol:
    return replace(protocol, rules={**protocol.rules, name: replace(protocol.rules[name], **entries)})


def with_question(protocol: Protocol, key: str, **entries: Any) -> Protocol:
    asked = tuple(replace(each, **entries) if each.key == key else each for each in protocol.questions)
    return replace(protocol, questions=asked)


def test_the_number_alone_is_no_difference(shipped: Protocol) -> None:
    assert differences(shipped, replace(shipped, version=2)) == ()


@pytest.mark.parametrize(
    ("rule", "entries", "lines"),
    [
        ("S-MED-01", {"window": Window(10, Unit.DAYS)}, ["S-MED-01 Aspirin: window 7 days, now 10 days"]),
        ("S-MED-02", {"window": None}, ["S-MED-02 Ibuprofen and similar: window 7 days, now none"]),
        ("X-06", {"on": True}, ["X-06 Botulinum toxin: switched on"]),
        ("X-01", {"on": False}, ["X-01 Viral sore now: switched off"]),
        (
            "S-ABS-04",
            {"level": Status.MEDICAL_CLEARANCE},
            ["S-ABS-04 Heart condition: level do not treat, now medical clearance"],
        ),
        ("X-17", {"level": Status.NOT_TODAY}, ["X-17 Reasons against numbing cream: level a note only, now not today"]),
        ("X-06", {"level": None}, ["X-06 Botulinum toxin: level not today, now a note only"]),
        ("X-07", {"until": Window(1, Unit.YEARS)}, ["X-07 Filler: far end 6 months, now 1 year"]),
        ("X-07", {"then": None}, ["X-07 Filler: level afterwards practitioner decision, now none"]),
        ("S-PRE-01", {"leaves_out": False}, ["S-PRE-01 New, changing or doubtful spot: leaving zones out yes, now no"]),
        (
            "S-AFT-05",
            {"why": "Because."},
            ["S-AFT-05 Gentle cleanser: account of why they differ “Because.”, before nothing"],
        ),
        ("S-SFX-02", {"title": "Flaking"}, ["S-SFX-02 Flaking: title “Flaking”, before “Peeling”"]),
    ],
)
def test_a_line_for_an_entry_of_a_rule(shipped: Protocol, rule: str, entries: dict[str, Any], lines: list[str]) -> None:
    assert list(differences(shipped, with_rule(shipped, rule, **entries))) == lines


@pytest.mark.parametrize(
    ("entries", "line"),
    [
        ({"text": "Any wine?"}, "asked as “Any wine?”, before “Have you drunk alcohol in the last 24 hours?”"),
        ({"help": "A note"}, "help line “A note”, before “A note only; bruises come more easily”"),
        ({"card": "Wine"}, "verdict card “Wine”, before nothing"),
        ({"asks": (Ask.LAST, Ask.NAME)}, "asks none, now last, name"),
        ({"asked_again": True}, "asking again each time no, now yes"),
        ({"group": "skin_today"}, "group medicines, now skin_today"),
        ({"level": Status.NOT_TODAY}, "level a note only, now not today"),
    ],
)
def test_a_line_for_an_entry_of_a_question(shipped: Protocol, entries: dict[str, Any], line: str) -> None:
    assert differences(shipped, with_question(shipped, "x_alcohol", **entries)) == (f"Question x_alcohol: {line}",)


def test_what_a_rule_comes_to_is_told_before_its_words(shipped: Protocol) -> None:
    lines = differences(shipped, with_rule(shipped, "S-MED-01", title="Aspirin, all", window=Window(8, Unit.DAYS)))
    assert [line.split(": ")[1].split()[0] for line in lines] == ["window", "title"]


def test_what_is_added_and_taken_out(shipped: Protocol) -> None:
    rule = Rule("X-40", "skin", "Tea", Status.NOT_TODAY, "", "Nothing.", "Waits.", extension=True)
    tea = Question("x_tea", "X-40", "drinks", "Tea", "Any tea?", "Not today")
    more = replace(
        shipped,
        groups=(*shipped.groups, Group("drinks", "Drinks")),
        rules={**shipped.rules, "X-40": rule},
        questions=(*shipped.questions, tea),
    )
    assert differences(shipped, more) == ("Group Drinks: added", "X-40 Tea: added", "Question x_tea: added")
    assert differences(more, shipped) == ("Group Drinks: taken out", "X-40 Tea: taken out", "Question x_tea: taken out")


def test_another_order_is_a_difference(shipped: Protocol) -> None:
    turned = replace(shipped, questions=shipped.questions[::-1], groups=shipped.groups[::-1])
    groups, questions = differences(shipped, turned)
    assert groups == "Order of the groups: skin_today, contraindications, absolute, medicines"
    assert questions.startswith("Order of the questions: ")


def test_a_question_less_is_no_other_order(shipped: Protocol) -> None:
    assert differences(shipped, replace(shipped, questions=shipped.questions[1:])) == (
        "Question isotretinoin: taken out",
    )
