"""What may be changed about a rule, and why the rest may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.domain.protocol import Ask, Protocol, Status, Unit, Window
from needledesk.domain.protocol_entries import Entry, Kind, editable


def entries(protocol: Protocol, rule: str) -> dict[str, Entry]:
    """By name, those of a question as `question.name`."""
    return {f"{each.question}.{each.name}".strip("."): each for each in editable(protocol, rule)}


def test_a_medicine_from_the_shop(shipped: Protocol) -> None:
    found = entries(shipped, "S-MED-02")
    assert [name for name in found if "." not in name] == [
        "on",
        "level",
        "window",
        "until",
        "then",
        "title",
        "does",
        "why",
    ]
    assert found["on"].value is True
    assert (found["level"].value, found["window"].value, found["until"].value) == ("NOT_TODAY", "7 days", "")
    assert found["window"].units == (Unit.HOURS, Unit.DAYS, Unit.MONTHS, Unit.YEARS)
    assert not [name for name, entry in found.items() if entry.locked and name != "nsaid.prescribed"]
    assert found["nsaid.prescribed"].value == "MEDICAL_CLEARANCE"
    assert "Only a prescriber" in found["nsaid.prescribed"].locked
    assert found["nsaid.text"].kind is Kind.WORDS
    assert not found["nsaid.text"].optional
    assert found["nsaid.card"].optional


def test_the_prescribed_branch_is_always_locked(shipped: Protocol) -> None:
    prescribed = [each for rule in shipped.rules for each in editable(shipped, rule) if each.name == "prescribed"]
    assert {each.question for each in prescribed} == {
        *("aspirin", "nsaid", "blood_thinner", "herbal", "vitamin_e", "fish_oil"),
    }
    assert all(each.locked and each.value == "MEDICAL_CLEARANCE" for each in prescribed)


@pytest.mark.parametrize("rule", ["S-MED-03", "S-MED-07"])
def test_what_the_prescriber_decides_stays_a_letter_without_a_date(shipped: Protocol, rule: str) -> None:
    found = entries(shipped, rule)
    assert found["level"].levels == (Status.MEDICAL_CLEARANCE,)
    assert all("The prescriber decides" in found[name].locked for name in ("level", "window", "until", "then"))
    assert not found["on"].locked


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("S-ZON-01", "never treated"),
        ("S-ZON-02", "never treated"),
        ("X-12", "never asked"),
        ("X-18", "S-ABS-05"),
        ("X-26", "can be recorded"),
        ("S-DEF-01", "nothing to switch"),
        ("S-EXP-07", "nothing to switch"),
        ("S-SFX-03", "nothing to switch"),
        ("S-AFT-03", "nothing to switch"),
        ("S-AFT-05", "nothing to switch"),
        ("S-RES-02", "nothing to switch"),
        ("S-ZON-03", "nothing to switch"),
    ],
)
def test_switches_that_change_nothing_are_locked(shipped: Protocol, rule: str, said: str) -> None:
    assert said in entries(shipped, rule)["on"].locked


def test_every_other_rule_has_a_switch(shipped: Protocol) -> None:
    switched = {rule for rule in shipped.rules if not entries(shipped, rule)["on"].locked}
    asked = {question.rule for question in shipped.questions}
    assert switched - asked == {
        *("S-INT-01", "S-INT-02", "S-INT-03", "S-CRS-01", "X-15", "X-20", "X-21", "X-30"),
        *("S-AFT-01", "S-AFT-08", "S-RES-01", "X-32", "X-33", "X-34"),
    }
    assert asked <= switched


def test_a_rule_that_only_another_question_feeds_has_a_switch(shipped: Protocol) -> None:
    alone = replace(shipped, questions=tuple(each for each in shipped.questions if each.key != "x_acids"))
    assert not entries(alone, "X-28")["on"].locked


def test_levels_to_choose_from(shipped: Protocol) -> None:
    def levels(rule: str, name: str = "level") -> list[str]:
        return [level.value for level in entries(shipped, rule)[name].levels]

    waits = ["PRACTITIONER_DECISION", "NOT_TODAY", "MEDICAL_CLEARANCE", "DO_NOT_TREAT"]
    assert levels("S-CON-01") == levels("X-11") == levels("X-09") == waits
    assert levels("S-PRE-02") == ["PROCEED_ZONE_LIMITED", *waits]
    assert levels("S-ABS-04") == ["MEDICAL_CLEARANCE", "DO_NOT_TREAT"]
    assert levels("S-MED-01") == ["PRACTITIONER_DECISION", "NOT_TODAY"]  # its window stays: no letter, no end
    assert levels("S-MED-02") == levels("S-MED-08") == levels("S-MED-09") == levels("X-28") == levels("S-MED-01")
    assert levels("X-08") == ["PRACTITIONER_DECISION", "NOT_TODAY", "MEDICAL_CLEARANCE"]
    assert levels("S-INT-03") == levels("S-CRS-01") == ["PRACTITIONER_DECISION", "NOT_TODAY"]
    assert levels("X-15") == ["PRACTITIONER_DECISION", "DO_NOT_TREAT"]  # no letter answers an age
    assert levels("X-15", "then") == ["PRACTITIONER_DECISION"]
    assert levels("X-07", "then") == ["PRACTITIONER_DECISION", "NOT_TODAY", "MEDICAL_CLEARANCE"]
    assert levels("X-05", "x_sunburn_today.level") == ["PROCEED_ZONE_LIMITED", *waits]
    assert "level" not in entries(shipped, "S-ZON-01")
    assert "level" not in entries(shipped, "X-20")


def test_only_an_extension_may_become_a_note(shipped: Protocol) -> None:
    assert entries(shipped, "X-17")["level"].value == ""
    assert entries(shipped, "X-17")["level"].optional
    assert not entries(shipped, "S-CON-01")["level"].optional
    assert not entries(shipped, "X-15")["level"].optional


def test_times_that_nothing_counts_with_are_locked(shipped: Protocol) -> None:
    locked = {
        (rule, name)
        for rule in shipped.rules
        for name in ("window", "until")
        if name in entries(shipped, rule) and entries(shipped, rule)[name].locked
    }
    assert {rule for rule, _ in locked} == {
        *("S-AFT-06", "S-AFT-07", "S-AFT-09", "S-RES-02", "S-SFX-03", "S-SFX-05", "S-SFX-06", "S-SFX-07", "S-SFX-08"),
        *("S-MED-03", "S-MED-07"),
    }
    assert ("S-SFX-03", "window") in locked
    assert ("S-SFX-03", "until") not in locked


def test_no_date_beside_what_is_absolute(shipped: Protocol) -> None:
    asked = tuple(replace(each, asks=(Ask.LAST,)) if each.key == "nursing" else each for each in shipped.questions)
    found = entries(replace(shipped, questions=asked), "S-ABS-10")
    assert "never gives a date" in found["window"].locked
    assert "never gives a date" in found["until"].locked
    assert "never comes to less" in found["then"].locked
    assert not entries(shipped, "X-07")["then"].locked


def test_units_as_the_program_counts_them(shipped: Protocol) -> None:
    assert entries(shipped, "S-CRS-01")["window"].units == (Unit.SESSIONS,)
    for rule in ("S-INT-02", "S-INT-03", "X-15"):
        assert entries(shipped, rule)["until"].units == (Unit.DAYS, Unit.MONTHS, Unit.YEARS)


def test_windows_that_the_program_needs_cannot_go(shipped: Protocol) -> None:
    assert not entries(shipped, "S-MED-01")["window"].optional
    assert not entries(shipped, "S-MED-02")["window"].optional
    assert not entries(shipped, "X-05")["x_sun_exposure.window"].optional
    assert entries(shipped, "X-11")["window"].optional
    assert entries(shipped, "X-08")["window"].optional  # while it is off
    assert not entries(shipped, "X-33")["until"].optional
    assert not entries(shipped, "X-15")["window"].optional
    assert entries(shipped, "X-28")["window"].optional
    on = replace(shipped, rules={**shipped.rules, "X-28": replace(shipped.rules["X-28"], on=True)})
    assert not entries(on, "X-28")["window"].optional


def test_one_of_several_questions_has_a_level_and_a_window_of_its_own(shipped: Protocol) -> None:
    found = entries(shipped, "X-05")
    assert (found["x_sun_exposure.level"].value, found["x_sun_exposure.window"].value) == (
        "PRACTITIONER_DECISION",
        "14 days",
    )
    assert (found["x_sunburn_today.level"].value, "x_sunburn_today.window" in found) == ("", False)
    assert "nsaid.level" not in entries(shipped, "S-MED-02")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("on", False, ""),
        ("on", "no", "is not what it must be"),
        ("level", True, "is not what it must be"),
        ("level", "PRACTITIONER_DECISION", ""),
        ("level", "PROCEED", "PROCEED cannot be its level"),
        ("level", "INCOMPLETE", "cannot be"),
        ("level", "TOMORROW", "cannot be"),
        ("level", "", "it needs its level"),
        ("window", "10 days", ""),
        ("window", "", "it needs its window"),
        ("until", "", ""),
        ("window", "10 fortnights", "is not a wait"),
        ("window", "3 sessions", "counted in hours, days, months or years, not sessions"),
        ("nsaid.text", "Any painkiller?", ""),
        ("nsaid.text", " ", "it needs its question"),
        ("nsaid.text", "x" * 241, "longer than 240 signs"),
        ("nsaid.card", "", ""),
    ],
)
def test_what_an_entry_may_become(shipped: Protocol, name: str, value: str | bool, said: str) -> None:
    refusal = entries(shipped, "S-MED-02")[name].refusal(value)
    assert said in refusal
    assert bool(said) is bool(refusal)


def test_what_stands_in_the_shipped_text_may_stand_there(shipped: Protocol) -> None:
    for rule in shipped.rules:
        for each in editable(shipped, rule):
            assert each.refusal(each.value) == "", (rule, each)


def test_a_rule_that_is_not_there(shipped: Protocol) -> None:
    with pytest.raises(KeyError):
        editable(shipped, "S-XYZ-01")


def asking(protocol: Protocol, asked: str, /, **changes: object) -> Protocol:
    """The protocol with one question changed."""
    changed = tuple(replace(each, **changes) if each.key == asked else each for each in protocol.questions)  # type: ignore[arg-type]
    return replace(protocol, questions=changed)


def test_why_an_entry_is_locked_is_held_word_for_word(shipped: Protocol) -> None:
    nothing = "It explains or sets a time and asks nothing, so there is nothing to switch."
    assert entries(shipped, "S-DEF-01")["on"].locked == nothing
    uncounted = "Nothing is counted with it: the sheet takes this time from another rule."
    assert entries(shipped, "S-SFX-03")["window"].locked == uncounted
    absolute = entries(asking(shipped, "nursing", asks=(Ask.LAST,)), "S-ABS-10")
    assert absolute["window"].locked == "This rule never gives a date."
    assert absolute["then"].locked == "This rule is absolute: it never comes to less."
    for rule in ("S-INT-03", "S-ABS-04", "S-CON-01"):
        assert entries(shipped, rule)["level"].locked == ""


def test_wording_may_be_as_long_as_its_place_and_no_longer(shipped: Protocol) -> None:
    title = entries(shipped, "S-MED-02")["title"]
    assert title.kind is Kind.WORDS
    assert title.refusal("x" * 60) == ""
    assert title.refusal("x" * 61) == "its title is longer than 60 signs."


def test_the_level_afterwards_is_told_as_it_stands(shipped: Protocol) -> None:
    assert entries(shipped, "X-07")["then"].value == "PRACTITIONER_DECISION"
    assert entries(shipped, "S-MED-02")["then"].value == ""


def test_a_window_that_is_counted_with_keeps_out_the_letter_whichever_question_asks(shipped: Protocol) -> None:
    waits = (Status.PRACTITIONER_DECISION, Status.NOT_TODAY)
    renamed = asking(shipped, "aspirin", key="anything_with_aspirin")
    assert entries(renamed, "S-MED-01")["level"].levels == waits
    zoned = asking(shipped, "nsaid", asks=(Ask.LAST, Ask.PRESCRIBED, Ask.ZONES))
    assert entries(zoned, "S-MED-02")["level"].levels == (Status.PROCEED_ZONE_LIMITED, *waits)


def test_what_counts_while_it_is_on_needs_its_window_though_it_asks_nothing(shipped: Protocol) -> None:
    alone = replace(shipped, questions=tuple(each for each in shipped.questions if each.rule != "X-28"))
    assert entries(alone, "X-28")["window"].optional
    on = replace(alone, rules={**shipped.rules, "X-28": replace(shipped.rules["X-28"], on=True)})
    assert not entries(on, "X-28")["window"].optional
    assert not entries(shipped, "S-CRS-01")["window"].optional


def test_the_window_of_a_question(shipped: Protocol) -> None:
    sun = entries(shipped, "X-05")["x_sun_exposure.window"]
    assert (sun.value, sun.optional, sun.locked) == ("14 days", False, "")
    off = replace(shipped, rules={**shipped.rules, "X-05": replace(shipped.rules["X-05"], on=False)})
    assert entries(off, "X-05")["x_sun_exposure.window"].optional is True
    dated = entries(asking(shipped, "x_sunburn_today", asks=(Ask.LAST, Ask.ZONES)), "X-05")["x_sunburn_today.window"]
    assert (dated.value, dated.optional) == ("", True)
    assert "aspirin.window" not in entries(shipped, "S-MED-01")
    own = asking(shipped, "aspirin", window=Window(9, Unit.DAYS))
    assert entries(own, "S-MED-01")["aspirin.window"].value == "9 days"


def test_what_the_prescriber_decides_is_locked_at_its_question_too(shipped: Protocol) -> None:
    asked = asking(shipped, "blood_thinner", level=Status.MEDICAL_CLEARANCE, window=Window(9, Unit.DAYS))
    found = entries(asked, "S-MED-03")
    said = "The prescriber decides: always a doctor’s letter, never a date."
    assert (found["blood_thinner.level"].locked, found["blood_thinner.window"].locked) == (said, said)
