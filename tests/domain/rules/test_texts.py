"""Definitions and expectations: what of the source the client reads, and what of it no sheet says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from domain.reading import every_text

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.practice import Country, Practice
from needledesk.domain.pretreatment import compose
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.resources import toml

SHIPPED = shipped_protocol()
BEFORE, AFTER = toml("texts", "en", "pretreatment.toml"), toml("texts", "en", "aftercare.toml")
SHEETS = [*every_text(BEFORE), *every_text(AFTER)]
AT = datetime(2026, 12, 5, 10, tzinfo=ZoneInfo("America/New_York"))
US = next(Country(**row) for row in toml("countries.toml")["country"] if row["code"] == "US")


def rows_of(rule: str) -> Iterator[str]:
    """The lines of both sheets that rest on a rule."""
    for texts in (BEFORE, AFTER):
        for part in texts.values():
            for row in part if isinstance(part, list) else []:
                if rule in row.get("ids", ()):
                    yield row.get("text", "")


# Rule, what no sheet may say of it, and how it would be said.
KEPT_OUT = [
    ("S-DEF-04", r"brown spot|pigment", "It treats brown spots"),
    ("S-DEF-05", r"\bCIT\b|\bPCI\b|induction", "also called CIT"),
    ("S-DEF-06", r"machine|without damag|no further harm", "Your cells become little machines"),
    ("S-EXP-02", r"\bimmediate|\binstant|\bat once\b|right away|the same day you", "You see it at once"),
    ("S-EXP-03", r"down ?time|no recovery|back to work", "There is hardly any downtime"),
    ("S-EXP-04", r"permanent|for good\b|for ?ever\b|traces of", "Results last for good"),
    ("S-EXP-05", r"\ba few sessions|\ba few treatments|wrinkle", "Just a few sessions do it"),
    ("S-EXP-06", r"\brare|\bseldom|\bunlikely|if done (well|properly)", "Side effects are rare"),
]


@pytest.mark.parametrize(("rule", "pattern", "said"), KEPT_OUT, ids=[row[0] for row in KEPT_OUT])
def test_no_sheet_says_what_is_kept_out(rule: str, pattern: str, said: str) -> None:
    kept_out = re.compile(pattern, re.IGNORECASE)
    assert kept_out.search(said)
    assert [text for text in SHEETS if kept_out.search(text)] == []
    assert SHIPPED.rules[rule].does


# Rule, and the one sentence in which a client reads of it.
READ = [
    ("S-DEF-01", "A pen with very fine needles makes tiny holes in the skin"),
    ("S-DEF-01", "As the skin heals it can make new collagen; that may make it look smoother and firmer"),
    ("S-DEF-03", "We treat mostly the face, and never the eyelids, anywhere inside the bone around the eye, or"),
    ("S-DEF-07", "As the skin heals it can make new collagen; that may make it look smoother and firmer"),
    ("S-EXP-01", "Plan about 30 minutes; numbing cream, if used, adds time"),
]


@pytest.mark.parametrize(("rule", "begins"), READ, ids=[row[0] for row in READ])
def test_the_client_reads_it_once(rule: str, begins: str) -> None:
    assert len([text for text in rows_of(rule) if text.startswith(begins)]) == 1


@pytest.mark.parametrize("rule", ["S-DEF-01", "S-DEF-07"])
def test_a_result_is_something_that_may_come(rule: str) -> None:
    results = [text for text in SHEETS if re.search("collagen|smoother|firmer|improve", text)]
    assert results
    assert set(results) <= set(rows_of(rule))
    assert all(re.search(r"\b(can|may)\b", text) and not re.search(r"\bwill\b", text) for text in results)


@pytest.mark.parametrize("rule", ["S-EXP-02", "S-EXP-07"])
def test_change_is_slow_and_recovering_takes_its_days(rule: str) -> None:
    words = {"S-EXP-02": "Change is slow: you may see it from about week 6", "S-EXP-07": "should look normal by about"}
    assert any(words[rule] in text for text in SHEETS)


@pytest.mark.parametrize("rule", ["S-EXP-05", "S-CRS-01"])
def test_a_few_sessions_are_four_to_eight_as_the_course_says(rule: str) -> None:
    def often(protocol: Protocol) -> list[str]:
        practice = Practice("Alder & Linen Skin Studio", "202-555-0142", "US")
        return [line.text for line in compose(AT, "Ottilie Farnwick", practice, US, protocol, BEFORE, AT).often]

    def course(**changes: object) -> Protocol:
        return replace(SHIPPED, rules=SHIPPED.rules | {"S-CRS-01": replace(SHIPPED.rules["S-CRS-01"], **changes)})  # type: ignore[arg-type]

    assert "Many people have 4 to 8 treatments; some need fewer, some need more" in often(SHIPPED)
    assert any("5 to 8" in line for line in often(course(window=Window(5, Unit.SESSIONS))))
    assert any("4 to 9" in line for line in often(course(until=Window(9, Unit.SESSIONS))))
    assert not any("Many people" in line for line in often(course(on=False)))
    assert SHIPPED.rules[rule].line == "11"


@pytest.mark.parametrize("rule", ["S-EXP-06"])
def test_redness_is_called_usual(rule: str) -> None:
    (bar,) = [row for row in AFTER["normal"] if "S-SFX-01" in row["ids"]]
    assert bar["label"].startswith("Redness")
    assert "1 to 3 days" in SHIPPED.rules[rule].does


NAMED = [
    ("S-DEF-04", ("acne scars", "wrinkles", "fine lines", "stretch marks", "loose", "pores", "pigment", "brown spots")),
    ("S-DEF-05", ("skin needling", "CIT", "PCI")),
    ("S-DEF-03", ("face", "wrinkles", "pores", "scar")),
]


@pytest.mark.parametrize(("rule", "words"), NAMED, ids=[row[0] for row in NAMED])
def test_the_protocol_says_all_that_the_source_names(rule: str, words: tuple[str, ...]) -> None:
    said = SHIPPED.rules[rule].says
    assert [word for word in words if word.lower() not in said.lower()] == []


@pytest.mark.parametrize("rule", ["S-DEF-04"])
def test_a_brown_spot_is_looked_at_first(rule: str) -> None:
    assert "S-PRE-01" in SHIPPED.rules[rule].does
    assert any("a doctor must check a doubtful spot first" in text for text in rows_of("S-PRE-01"))


@pytest.mark.parametrize("rule", ["X-12"])
def test_neither_hiv_nor_hepatitis_is_asked(rule: str) -> None:
    for question in SHIPPED.questions:
        words = f"{question.title} {question.text} {question.help}".lower()
        assert "hiv" not in words
        assert "hepatitis" not in words
    assert "HIV" in SHIPPED.rules[rule].title


@pytest.mark.parametrize("rule", ["X-18"])
def test_a_bleeding_disorder_is_part_of_the_clotting_question(rule: str) -> None:
    assert "S-ABS-05" in SHIPPED.rules[rule].does
    asked = SHIPPED.question("clotting_condition")
    assert asked.rule == "S-ABS-05"
    assert "bleed" in f"{asked.title} {asked.text}".lower()
    assert "clot" in f"{asked.title} {asked.text}".lower()
