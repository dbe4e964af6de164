"""Letters on file (P9): from when, until when, for what; and what one never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import (
    LETTER_ON_FILE,
    Clearance,
    Letter,
    answerable,
    asked,
    best,
    checked,
    covers,
    decided_by,
    rests_on,
    together,
    words,
)
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict
from needledesk.errors import BadInput

Screen = Callable[..., Verdict]
YES = Answer(Reply.YES)
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 14, tzinfo=ZoneInfo("America/New_York"))
LETTER = Letter(("S-CON-07",), date(2026, 8, 4), "Dr S. Brandvold")


@pytest.mark.parametrize(
    ("dated", "last"),
    [("2026-08-04", "2027-08-04"), ("2024-02-29", "2025-03-01"), ("2023-02-28", "2024-02-28")],
)
def test_a_letter_holds_twelve_calendar_months(dated: str, last: str) -> None:
    letter = replace(LETTER, dated=date.fromisoformat(dated))
    assert letter.last_day == date.fromisoformat(last)
    assert letter.clearances[0].last_day == letter.last_day


@pytest.mark.parametrize(
    ("on", "holds"),
    [("2026-08-03", False), ("2026-08-04", True), ("2026-10-01", True), ("2026-10-02", False)],
)
def test_both_ends_count_and_not_a_day_more(on: str, holds: bool) -> None:
    letter = replace(LETTER, expires=date(2026, 10, 1))
    day = date.fromisoformat(on)
    assert (letter.holds(day), letter.clearances[0].holds(day)) == (holds, holds)


def test_a_withdrawn_letter_says_nothing_any_more() -> None:
    gone = replace(LETTER, withdrawn=AT, withdrawn_reason="another client’s")
    assert not gone.holds(TODAY)
    assert gone.clearances == ()


def test_one_letter_says_the_same_about_each_of_its_rules() -> None:
    letter = Letter(("S-CON-06", "S-PRE-06"), date(2026, 8, 4), "Dr S. Brandvold", date(2027, 1, 1), "prevention given")
    assert letter.clearances == tuple(
        Clearance(rule, letter.dated, letter.by, letter.expires, letter.note) for rule in letter.rules
    )


def test_a_letter_is_kept_tidied() -> None:
    kept = checked(Letter(("S-CON-07", "S-CON-07"), TODAY, "  Dr S. Brandvold ", TODAY, " well controlled "), TODAY)
    assert kept == Letter(("S-CON-07",), TODAY, "Dr S. Brandvold", TODAY, "well controlled")


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (replace(LETTER, by="  "), "author"),
        (replace(LETTER, rules=()), "at least one question"),
        (replace(LETTER, dated=date(2026, 11, 23)), "future"),
        (replace(LETTER, expires=date(2026, 8, 3)), "before its date"),
        (replace(LETTER, expires=date(2031, 8, 5)), "5 years at the most"),
        (Letter(("S-CON-07",), date(1990, 8, 4), "Dr A", date(2199, 1, 1)), "5 years at the most"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_with_what_to_do(letter: Letter, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        checked(letter, TODAY)
    assert refused.value.do


@pytest.mark.parametrize("back", range(1, 3000, 13))
def test_a_letter_of_more_than_five_years_ago_that_still_holds_is_refused(back: int) -> None:
    dated = TODAY - timedelta(days=back)
    letter = Letter(("S-CON-07",), dated, "Dr A", TODAY)
    if dated < date(2021, 11, 22):
        with pytest.raises(BadInput, match="5 years at the most"):
            checked(letter, TODAY)
    else:
        assert checked(letter, TODAY) == letter


def test_a_letter_may_hold_five_years_to_the_day() -> None:
    assert checked(replace(LETTER, expires=date(2031, 8, 4)), TODAY).expires == date(2031, 8, 4)


def test_a_finding_rests_on_the_letter_that_it_names(screen: Screen) -> None:
    other = replace(LETTER, by="Dr B")
    [found] = screen({"diabetes": YES}, letters=LETTER.clearances).findings
    assert found.title.endswith(LETTER_ON_FILE)
    assert found.reason == decided_by(LETTER.clearances[0])
    assert rests_on(found, LETTER)
    assert not rests_on(found, other)
    assert not rests_on(found, replace(LETTER, rules=("S-CON-01",)))
    assert not rests_on(replace(found, status=Status.MEDICAL_CLEARANCE), LETTER)
    assert not rests_on(replace(found, title="Diabetes, ever"), LETTER)


def test_what_a_letter_is_noted_to_say_stands_with_it() -> None:
    asthma = Letter(("S-CON-04",), date(2026, 8, 4), "Dr A", note="asthma, well controlled")
    assert decided_by(asthma.clearances[0]) == (
        "Dr A, Tue 4 Aug 2026, valid to Wed 4 Aug 2027, “asthma, well controlled”."
        " A letter makes it your decision, never a plain Proceed"
    )
    assert decided_by(asthma.clearances[0]).startswith(words(asthma))


def test_a_letter_that_is_over_already_may_be_recorded() -> None:
    assert checked(replace(LETTER, expires=date(2026, 8, 4)), TODAY).last_day < TODAY


@pytest.mark.parametrize(
    "letter",
    [
        Letter(("S-CON-07",), date(2025, 11, 21), "Dr A"),
        Letter(("S-CON-07",), date(2026, 11, 23), "Dr A"),
        Letter(("S-CON-07",), date(2026, 11, 1), "Dr A", withdrawn=AT),
        Letter(("S-CON-03",), date(2026, 11, 1), "Dr A"),
    ],
    ids=["expired", "not valid yet", "withdrawn", "for something else"],
)
def test_a_letter_that_does_not_hold_changes_nothing(screen: Screen, letter: Letter) -> None:
    assert screen({"diabetes": YES}, letters=letter.clearances).status is Status.MEDICAL_CLEARANCE


def test_a_letter_makes_it_the_practitioners_decision_and_never_a_proceed(screen: Screen, shipped: Protocol) -> None:
    for question in shipped.asked:
        said = Answer(Reply.YES, last=When("2026-11-21T20:00"), prescribed=Reply.YES, detail="x", zones=("chin",))
        without = screen({question.key: said})
        rules = tuple({finding.rule for finding in without.findings} | {question.rule})
        verdict = screen({question.key: said}, letters=Letter(rules, TODAY, "Dr A").clearances)
        if without.status is Status.MEDICAL_CLEARANCE:
            assert verdict.status is Status.PRACTITIONER_DECISION, question.key
            assert verdict.earliest is None
        else:
            assert verdict == without, question.key


def test_no_letter_lifts_do_not_treat(screen: Screen, shipped: Protocol) -> None:
    everything = Letter(tuple(shipped.rules), TODAY, "Dr A").clearances
    verdict = screen({"cardiac": YES, "diabetes": YES}, letters=everything)
    assert (verdict.status, verdict.earliest) == (Status.DO_NOT_TREAT, None)


def test_cold_sores_and_their_prevention_are_asked_in_one_letter() -> None:
    assert together(("S-CON-06",)) == ("S-CON-06", "S-PRE-06")
    assert together(("S-CON-07", "S-PRE-06")) == ("S-CON-07", "S-PRE-06", "S-CON-06")
    assert together(("S-CON-07",)) == ("S-CON-07",)


def test_a_letter_is_asked_for_every_clearance_that_fired_and_none_twice(screen: Screen) -> None:
    verdict = screen({"diabetes": YES, "herpes_history": YES, "blood_thinner": YES, "eczema_active": YES})
    assert set(asked(verdict.findings)) == {"S-CON-07", "S-CON-06", "S-MED-03"}
    letter = Clearance("S-CON-07", date(2026, 11, 10), "Dr A")
    assert set(asked(screen({"diabetes": YES, "keloid": YES}, letters=[letter]).findings)) == {"S-CON-01"}
    assert asked(screen().findings) == ()


def test_what_can_need_a_letter_is_offered_and_nothing_else(shipped: Protocol) -> None:
    offered = answerable(shipped)
    assert {"S-MED-01", "S-MED-03", "S-MED-07", "S-CON-06", "S-PRE-01", "X-02"} <= set(offered)
    assert not [rule for rule in offered if rule.startswith(("S-ABS", "S-ZON")) or not shipped.on(rule)]
    assert len(offered) == len(set(offered))
    assert "S-CON-02" not in offered  # an eczema that is active waits, whoever writes


def test_what_it_covers_is_said_in_words(shipped: Protocol) -> None:
    two = replace(LETTER, rules=("S-CON-06", "S-PRE-06"))
    assert covers(two, shipped) == "cold sores or other herpes and viral breakouts often"
    assert covers(LETTER, shipped) == "diabetes"
    assert covers(replace(LETTER, rules=("S-CON-07", "S-CON-03", "X-99")), shipped) == "diabetes, psoriasis and X-99"


def test_the_letter_that_counts_longest_is_the_best_and_an_expired_one_only_without_it() -> None:
    over = replace(LETTER, dated=date(2025, 1, 5), expires=date(2026, 11, 21), id=1)
    short = replace(LETTER, expires=TODAY, id=2)
    long = replace(LETTER, rules=("S-CON-03", "S-CON-07"), id=3)
    gone = replace(LETTER, dated=TODAY, withdrawn=AT, id=4)
    coming = replace(LETTER, dated=date(2026, 11, 23), id=5)
    assert best((over, short, long, gone, coming), ("S-CON-07",), TODAY) is long
    assert best((coming, short, over), ("S-CON-07",), TODAY) is short
    assert best((over, gone), ("S-CON-07", "X-28"), TODAY) is over
    assert best((over, gone), iter(("X-28", "S-CON-07")), TODAY) is over
    assert best((gone,), ("S-CON-07",), TODAY) is None
    assert best((long,), ("S-MED-01",), TODAY) is None


@pytest.mark.parametrize(
    ("letter", "happened", "do"),
    [
        (replace(LETTER, by=" "), "A letter needs its author.", "Type the name of the doctor or prescriber."),
        (replace(LETTER, rules=()), "A letter answers at least one question.", "Choose which."),
        (replace(LETTER, dated=date(2026, 11, 23)), "A letter cannot be dated in the future.", "Check its date."),
        (
            replace(LETTER, expires=date(2026, 8, 3)),
            "A letter cannot end before its date.",
            "Check until when it is valid.",
        ),
        (
            replace(LETTER, expires=date(2031, 8, 5)),
            "A letter holds for 5 years at the most.",
            "Check its date, and until when it is valid.",
        ),
    ],
)
def test_a_letter_that_cannot_be_is_refused_word_for_word(letter: Letter, happened: str, do: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked(letter, TODAY)
    assert (refused.value.happened, refused.value.safe, refused.value.do) == (happened, "", do)


def test_a_letter_of_today_and_one_that_ends_on_its_date_can_be() -> None:
    assert checked(replace(LETTER, dated=TODAY, expires=TODAY), TODAY).expires == TODAY
