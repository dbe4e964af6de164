"""Rules that print: a date moves with its window by one unit, and what can be off is printed only while it is on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.aftercare import AftercareDates, Handout, compose, dates
from needledesk.domain.handout import Again, Bar, Call, Line
from needledesk.domain.practice import Country, Practice
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.resources import toml

SHIPPED = shipped_protocol()
TEXTS = toml("texts", "en", "aftercare.toml")
COUNTRIES = {row["code"]: Country(**row) for row in toml("countries.toml")["country"]}
STUDIO = Practice("Alder & Linen Skin Studio", "202-555-0142", "US")
FINISHED = datetime(2026, 11, 22, 14, 30, tzinfo=ZoneInfo("America/New_York"))
UNITS = {Unit.HOURS: timedelta(hours=1), Unit.DAYS: timedelta(days=1)}


def edited(rule: str, **changes: Any) -> Protocol:
    return replace(SHIPPED, rules=SHIPPED.rules | {rule: replace(SHIPPED.rules[rule], **changes)})


def longer(rule: str, end: str) -> tuple[Protocol, timedelta]:
    """The protocol with that window one unit longer, and how much that is."""
    window = getattr(SHIPPED.rules[rule], end)
    return edited(rule, **{end: Window(window.count + 1, window.unit)}), UNITS[window.unit]


def sheet(protocol: Protocol = SHIPPED, practice: Practice = STUDIO, depth: float = 1.5) -> Handout:
    return compose(
        finished=FINISHED,
        treatment=Treatment(zones=(ZoneWork("chin", depth, 3),), finished=FINISHED),
        session=1,
        course=0,
        client_name="Ottilie Farnwick",
        practice=practice,
        country=COUNTRIES["US"],
        protocol=protocol,
        texts=TEXTS,
        flags=(),
        made=FINISHED,
    )


def sentences(handout: Handout) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence with what it rests on."""
    for field in fields(handout):
        found = getattr(handout, field.name)
        for part in found if isinstance(found, tuple) else (found,):
            if isinstance(part, Line):
                yield part.text, part.ids
            elif isinstance(part, Call):
                yield from ((line.text, line.ids) for line in part.lines)
            elif isinstance(part, Again):
                yield f"{part.title} {part.note} {part.when}", part.ids
            elif isinstance(part, Bar):
                yield f"{part.label} {part.note}", part.ids


def lines(rule: str, handout: Handout) -> list[str]:
    return [text for text, ids in sentences(handout) if rule in ids]


# Rule, end of its window, the date that it counts, what the sheet says, and that with one unit more.
DATED = [
    ("S-AFT-01", "window", "makeup_from", "Mon 23 Nov, 14:30", "Mon 23 Nov, 15:30"),
    ("S-AFT-05", "window", "gentle_care_until", "Tue 24 Nov, 14:30", "Tue 24 Nov, 15:30"),
    ("S-AFT-08", "window", "no_actives_until", "Tue 24 Nov, 14:30", "Tue 24 Nov, 15:30"),
    ("S-RES-01", "window", "restart_otc_and_supplements_from", "Wed 25 Nov", "Thu 26 Nov"),
    ("S-SFX-03", "until", "still_red_from", "day 4, Thu 26 Nov", "day 5, Fri 27 Nov"),
    ("S-INT-02", "window", "next_mild_from", "between Sun 6 Dec 2026", "between Mon 7 Dec 2026"),
    ("S-INT-02", "until", "next_mild_to", "and Sun 20 Dec 2026", "and Mon 21 Dec 2026"),
    ("S-INT-03", "window", "next_deep_from", "between Sun 20 Dec 2026", "between Mon 21 Dec 2026"),
    ("S-INT-03", "until", "next_deep_to", "and Sun 3 Jan 2027", "and Mon 4 Jan 2027"),
    ("X-32", "window", "exercise_from", "Wed 25 Nov, 14:30", "Wed 25 Nov, 15:30"),
    ("X-33", "window", "shaving_from", "Tue 24 Nov, 14:30", "Tue 24 Nov, 15:30"),
    ("X-33", "until", "waxing_from", "Sun 29 Nov, 14:30", "Mon 30 Nov, 14:30"),
    ("X-34", "window", "sun_block_until", "Sun 6 Dec", "Mon 7 Dec"),
]


@pytest.mark.parametrize(("rule", "end", "name", "said", "later"), DATED, ids=[f"{row[0]} {row[1]}" for row in DATED])
def test_the_printed_date_moves_with_its_window_by_one_unit(
    rule: str, end: str, name: str, said: str, later: str
) -> None:
    protocol, unit = longer(rule, end)
    assert getattr(dates(FINISHED, protocol), name) - getattr(dates(FINISHED, SHIPPED), name) == unit
    others = {field.name for field in fields(AftercareDates)} - {name}
    for other in others:
        assert getattr(dates(FINISHED, protocol), other) == getattr(dates(FINISHED, SHIPPED), other)
    depth = 0.5 if rule == "S-INT-02" else 1.5
    assert any(said in line for line in lines(rule, sheet(depth=depth)))
    assert any(later in line for line in lines(rule, sheet(protocol, depth=depth)))


# Rule, label of its bar, which end of its window draws which edge: of the usual time, of what is still normal.
BARS = [
    ("S-SFX-07", "Redness, mild swelling", "until", lambda bar: bar.usual[1]),
    ("S-SFX-03", "Redness, mild swelling", "until", lambda bar: bar.still_normal[1]),
    ("S-SFX-04", "Warm, tight, itchy", "window", lambda bar: bar.usual[1]),
    ("S-SFX-04", "Warm, tight, itchy", "until", lambda bar: bar.still_normal[1]),
    ("S-SFX-08", "Light peeling", "until", lambda bar: bar.still_normal[0]),
]


@pytest.mark.parametrize(("rule", "label", "end", "edge"), BARS, ids=[f"{row[0]} {row[2]}" for row in BARS])
def test_the_bar_of_what_is_normal_moves_by_one_unit(rule: str, label: str, end: str, edge: Any) -> None:
    def bar(protocol: Protocol) -> Bar:
        (found,) = (bar for bar in sheet(protocol).normal if bar.label == label)
        assert rule in found.ids
        return found

    protocol, unit = longer(rule, end)
    assert edge(bar(protocol)) - edge(bar(SHIPPED)) == unit


# Rules that take their time from another, and the line that says what they ask for.
SHARED = [
    ("S-AFT-06", "S-AFT-05", "window", "plain moisturizer"),
    ("S-AFT-07", "S-AFT-05", "window", "and sun block until Tue 24 Nov, 14:30"),
    ("S-AFT-09", "S-AFT-08", "window", "scrubs"),
    ("S-RES-02", "S-AFT-08", "window", "Tue 24 Nov, 14:30"),
    ("S-SFX-05", "S-SFX-04", "window", "tight"),
    ("S-SFX-05", "S-SFX-04", "until", "tight"),
    ("S-SFX-06", "S-SFX-04", "window", "itchy"),
    ("S-SFX-06", "S-SFX-04", "until", "itchy"),
]


@pytest.mark.parametrize(("rule", "counted", "end", "words"), SHARED, ids=[f"{row[0]} {row[2]}" for row in SHARED])
def test_a_rule_that_takes_its_time_from_another_has_the_same(rule: str, counted: str, end: str, words: str) -> None:
    assert getattr(SHIPPED.rules[rule], end) == getattr(SHIPPED.rules[counted], end)
    found = [line for line in lines(rule, sheet()) if words in line]
    assert found
    protocol, _ = longer(counted, end)
    moved = lines(rule, sheet(protocol)) + [str(bar.usual) for bar in sheet(protocol).normal if rule in bar.ids]
    before = lines(rule, sheet()) + [str(bar.usual) for bar in sheet().normal if rule in bar.ids]
    assert moved != before


# Rule, and words that are printed while it is on and not while it is off.
SWITCHED = [
    ("S-AFT-01", "Makeup"),
    ("S-AFT-08", "Retinol, acids, vitamin C"),
    ("S-RES-01", "Aspirin, ibuprofen-type painkillers"),
    ("X-32", "Sweaty exercise"),
    ("X-33", "Shaving"),
    ("X-33", "Waxing"),
    ("X-34", "sun block every morning"),
    ("X-06", "No injections, peels or laser"),
    ("X-07", "No injections, peels or laser"),
    ("X-08", "No injections, peels or laser"),
]


@pytest.mark.parametrize(("rule", "words"), SWITCHED, ids=[f"{rule} {words[:12]}" for rule, words in SWITCHED])
def test_its_line_is_printed_only_while_it_is_on(rule: str, words: str) -> None:
    def printed(on: bool) -> bool:
        return any(words in line for line in lines(rule, sheet(edited(rule, on=on))))

    assert (printed(on=True), printed(on=False)) == (True, False)


# Rule, the practice's choice, words printed without it, and words printed with it.
CHOSEN = [
    ("S-AFT-02", "source_hydrocortisone", "Hydrocortisone, unless a doctor or pharmacist agreed", "a little hydrocort"),
    (
        "S-AFT-04",
        "source_advil",
        "Ibuprofen-type painkillers (such as Advil) or aspirin before",
        "ibuprofen (such as Ad",
    ),
    ("S-AFT-07", "sunscreen_after_24h", "and sun block until", "later sun block, until"),
]


@pytest.mark.parametrize(("rule", "choice", "without", "with_it"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_only_the_practice_restores_the_other_reading(rule: str, choice: str, without: str, with_it: str) -> None:
    ours, theirs = lines(rule, sheet()), lines(rule, sheet(practice=replace(STUDIO, **{choice: True})))
    assert any(without in line for line in ours)
    assert any(with_it in line for line in theirs)
    assert not any(with_it in line for line in ours)
    assert not any(without in line for line in theirs)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("S-AFT-03", "Plain aloe gel, only if you have used it before"),
        ("S-SFX-01", "Redness, mild swelling"),
        ("S-SFX-02", "Light peeling"),
        ("S-SFX-02", "let peeling skin fall off by itself"),
    ],
    ids=["S-AFT-03", "S-SFX-01", "S-SFX-02 normal", "S-SFX-02 not picked"],
)
def test_what_has_no_time_stands_on_every_sheet_and_names_none(rule: str, words: str) -> None:
    assert (SHIPPED.rules[rule].window, SHIPPED.rules[rule].until) == (None, None)
    (line,) = [line for line in lines(rule, sheet()) if words in line]
    assert line in lines(rule, sheet(practice=replace(STUDIO, source_advil=True)))
