"""Before the treatment: every printed date agrees with the screening at the visit, and no word is one too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from domain.reading import every_text, grade
from hypothesis import example, given, settings
from hypothesis import strategies as st

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.handout import Again, Line
from needledesk.domain.practice import Country, Practice
from needledesk.domain.pretreatment import BOUGHT, COUNTED, BeforeSheet, compose, dates
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.screening import Plan, assess
from needledesk.errors import BadInput
from needledesk.resources import toml

NEW_YORK, LONDON = "America/New_York", "Europe/London"
ZONES = (NEW_YORK, LONDON, "Australia/Sydney", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns")
TEXTS = toml("texts", "en", "pretreatment.toml")
COUNTRIES = {row["code"]: Country(**row) for row in toml("countries.toml")["country"]}
SHIPPED = shipped_protocol()
EVERYTHING = replace(SHIPPED, rules={name: replace(rule, on=True) for name, rule in SHIPPED.rules.items()})


def protocol(off: tuple[str, ...] = (), base: Protocol = SHIPPED, **windows: str) -> Protocol:
    """A protocol with rules switched off, and with other waits: `S_MED_08="3 days"`."""
    rules = {name: replace(rule, on=rule.on and name not in off) for name, rule in base.rules.items()}
    for name, text in windows.items():
        count, unit = text.split()
        rules[name.replace("_", "-")] = replace(
            rules[name.replace("_", "-")], window=Window(int(count), Unit(unit)), on=True
        )
    return replace(base, rules=rules)


def at(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def sheet(appointment: str = "2026-12-05T10:00", zone: str = NEW_YORK, **changed: Any) -> BeforeSheet:
    given: dict[str, Any] = {
        "appointment": at(appointment, zone),
        "client_name": "Ottilie Farnwick",
        "practice": Practice("Alder & Linen Skin Studio", "202-555-0142", "US", practitioner="M. Averil"),
        "country": COUNTRIES["US"],
        "protocol": SHIPPED,
        "texts": TEXTS,
        "made": at("2026-11-22T14:36", zone),
    }
    return compose(**(given | changed))


def sentences(before: BeforeSheet) -> Iterator[str]:
    """Every sentence that the sheet prints, whatever part it stands in."""
    for field in fields(before):
        found = getattr(before, field.name)
        for part in found if isinstance(found, tuple) else ():
            if isinstance(part, Line):
                yield part.text
            elif isinstance(part, Again):
                yield f"{part.title} {part.note}: {part.when}"
    yield from before.words.values()


def boxes(before: BeforeSheet) -> dict[str, str]:
    return {box.title.split(",")[0]: box.when for box in before.keep}


# --- dates, and the screening that waits at the other end --------------------------------------------------------


def finds(key: str, taken: str, appointment: datetime) -> bool:
    """Whether the screening at the appointment keeps the client waiting, or asks for a decision, for that yes."""
    answers = {question.key: Answer(Reply.NO) for question in EVERYTHING.questions}
    answers[key] = Answer(Reply.YES, When(taken), prescribed=Reply.NO)
    verdict = assess(EVERYTHING, answers, Plan(zones=("full_face",)), (), (), appointment)
    later = EVERYTHING.rules[EVERYTHING.question(key).rule].then  # what a filler still asks for past its first wait
    return any(found.key == key and found.status is not later for found in verdict.findings)


def appointments() -> st.SearchStrategy[datetime]:
    clocks = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)).map(lambda clock: clock.replace(second=0))
    return st.builds(
        lambda clock, zone: clock.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)),
        clocks,
        st.sampled_from(ZONES),
    )


@settings(max_examples=60)
@given(appointments())
@example(at("2026-11-01T15:00"))
@example(at("2026-11-02T00:30"))
@example(at("2027-03-28T15:00", LONDON))
@example(at("2027-02-28T09:00"))
@example(at("2026-08-30T09:00"))
def test_what_is_printed_agrees_with_the_screening(appointment: datetime) -> None:
    counted = dates(appointment, EVERYTHING)
    assert (set(counted.none_from), set(counted.not_after)) == (set(BOUGHT), set(COUNTED))
    for key, last in counted.not_after.items():
        if isinstance(last, datetime):
            assert not finds(key, f"{last:%Y-%m-%dT%H:%M}", appointment)
            shown = last.replace(tzinfo=None)
            assert finds(key, f"{shown + timedelta(minutes=1):%Y-%m-%dT%H:%M}", appointment)
        else:
            assert not finds(key, last.isoformat(), appointment)
            assert finds(key, (last + timedelta(days=1)).isoformat(), appointment)
    for key, day in counted.none_from.items():
        # The literal reading still allows that date; the sheet asks for one date more (C-12), never for one less.
        assert not finds(key, day.isoformat(), appointment)
        assert finds(key, (day + timedelta(days=1)).isoformat(), appointment)


def test_an_ordinary_visit() -> None:
    assert boxes(sheet()) == {
        "Aspirin": "none from Sat 28 Nov",
        "Retinol and other vitamin A creams": "not after Fri 4 Dec, 10:00",
        "Strong sun": "not after Sat 21 Nov",
    }
    assert sheet().keep[0].title == "Aspirin, ibuprofen-type painkillers, vitamin E, fish oil, herbal pills"
    assert "after Fri 5 Jun: we wait 6 months" in " ".join(line.text for line in sheet().tell)


def test_hours_elapse_across_a_clock_change() -> None:
    assert boxes(sheet("2026-11-01T15:00"))["Retinol and other vitamin A creams"] == "not after Sat 31 Oct, 16:00"
    assert boxes(sheet("2027-03-28T15:00", LONDON))["Retinol and other vitamin A creams"] == (
        "not after Sat 27 Mar, 14:00"
    )


def test_another_year_is_named() -> None:
    before = sheet("2027-01-04T10:00")
    assert boxes(before)["Aspirin"] == "none from Mon 28 Dec 2026"
    assert boxes(before)["Retinol and other vitamin A creams"] == "not after Sun 3 Jan, 10:00"
    assert "after Sat 4 Jul 2026: we" in " ".join(line.text for line in before.tell)


def test_the_waits_are_the_protocols_own() -> None:
    changed = protocol(S_MED_01="10 days", S_MED_06="1 months", S_MED_08="48 hours", S_MED_09="12 months")
    before = sheet(protocol=changed)
    assert [(box.title, box.when) for box in before.keep[:4]] == [
        ("Fish oil", "none from Thu 5 Nov"),
        ("Aspirin", "none from Wed 25 Nov"),
        ("Ibuprofen-type painkillers, vitamin E, herbal pills", "none from Sat 28 Nov"),
        ("Retinol and other vitamin A creams", "not after Thu 3 Dec, 10:00"),
    ]
    assert "after Fri 5 Dec 2025: we wait 12 months" in " ".join(line.text for line in before.tell)


@pytest.mark.parametrize(
    ("pause", "last"),
    [
        ("3 days", "not after Wed 2 Dec"),
        ("1 days", "not after Fri 4 Dec, 10:00"),
        ("72 hours", "not after Wed 2 Dec, 10:00"),
    ],
)
def test_the_longer_retinoid_pause_counts_while_it_is_on(pause: str, last: str) -> None:
    assert boxes(sheet(protocol=protocol(X_28=pause)))["Retinol and other vitamin A creams"] == last


def test_a_missing_wait_is_named() -> None:
    broken = replace(SHIPPED, rules=SHIPPED.rules | {"S-MED-05": replace(SHIPPED.rules["S-MED-05"], window=None)})
    with pytest.raises(BadInput, match="S-MED-05"):
        dates(at("2026-12-05T10:00"), broken)


def test_an_appointment_without_a_zone_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="zone"):
        dates(datetime(2026, 12, 5, 10), SHIPPED)


# --- the sheet ---------------------------------------------------------------------------------------------------


def test_the_head_of_the_sheet() -> None:
    before = sheet(made=at("2026-11-22T19:36", "UTC"))
    assert before.appointment_text == "Saturday 5 December 2026, 10:00"
    assert before.made == "Sun 22 Nov 2026, 14:36"
    assert (before.language, before.protocol_version) == ("en-US", 1)
    assert before.medicines[0].spans[0] == ("Medicines from your doctor: take them as your doctor told you.", True)


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("S-MED-01", "Aspirin"),
        ("S-MED-06", "fish oil"),
        ("S-MED-08", "Retinol"),
        ("S-MED-08", "vitamin A cream from your doctor"),
        ("S-MED-09", "isotretinoin"),
        ("S-MED-03", "blood thinner"),
        ("S-MED-07", "autoimmune"),
        ("S-INT-02", "Light treatments"),
        ("S-INT-03", "Deep treatments"),
        ("S-CRS-01", "4 to 8 treatments"),
        ("X-01", "or a cold sore now"),
        ("X-05", "Strong sun, tanning bed"),
        ("X-05", "burnt skin"),
        ("X-03", "metal"),
        ("X-04", "a numbing cream has ever"),
        ("X-06", "Botox"),
        ("X-07", "Filler"),
        ("X-07", "a filler where we treat after Fri 5 Jun"),
        ("X-08", "Peel"),
        ("X-13", "fainted"),
        ("X-25", "Waxing"),
        ("X-25", "Do not shave"),
        ("X-28", "Acids"),
        ("X-29", "Self-tan"),
    ],
)
def test_a_line_is_printed_only_while_its_rule_is_on(rule: str, word: str) -> None:
    def said(off: tuple[str, ...]) -> str:
        return "\n".join(sentences(sheet(protocol=protocol(off, EVERYTHING))))

    assert word in said(())
    assert word not in said((rule,))


def test_of_the_extensions_only_those_that_are_on_are_printed() -> None:
    said = "\n".join(sentences(sheet()))
    assert not re.search(r"Botox|illers?\b.*where|Peel|Self-tan|Waxing|shave|fainted|metal|Acids", said)


def test_bold_words_are_spans_and_nothing_is_left_to_fill_in() -> None:
    before = sheet(protocol=EVERYTHING)
    said = [text for text in sentences(before) if text not in before.words.values()]
    assert not [text for text in said if re.search(r"[{}*]", text)]
    assert ("Fri 5 Jun", True) in next(line for line in before.tell if "capsule" in line.text).spans


def test_country_words() -> None:
    assert "Strong sun, sunbed" in "\n".join(sentences(sheet(country=COUNTRIES["GB"])))
    assert "Strong sun, tanning bed" in "\n".join(sentences(sheet()))


def test_a_sheet_shows_no_name_where_it_is_not_meant_to_be_read() -> None:
    assert "Ottilie" not in repr(sheet())


# --- the law of the words (decisions 3 and 13) -------------------------------------------------------------------

MEDICINES = r"aspirin|ibuprofen|painkiller|blood thinner|medicine|vitamin|fish oil|herbal|isotretinoin|treated for"


def variants() -> list[BeforeSheet]:
    """Sheets that between them print every line of the file."""
    off = [protocol(rules, EVERYTHING) for rules in (("S-MED-03", "X-01"), ("S-MED-07",))]
    return [sheet(), sheet(protocol=EVERYTHING, country=COUNTRIES["GB"]), *(sheet(protocol=each) for each in off)]


def test_the_variants_print_every_line() -> None:
    printed = {line for before in variants() for line in sentences(before)}
    for name in ("medicines", "notes", "tell", "skin", "day", "what", "often"):
        for row in TEXTS[name]:
            start = re.split(r"[*{]", row["text"].removeprefix("**"))[0]
            assert any(line.startswith(start) for line in printed), row["text"]


@pytest.mark.parametrize("texts", [lambda: every_text(TEXTS), lambda: (s for b in variants() for s in sentences(b))])
def test_words_that_are_never_printed(texts: Callable[[], Iterator[str]]) -> None:
    for text in texts():
        assert not re.search(r"\b(safe|cleared|approved|permanent|immediate|rare)", text, re.IGNORECASE), text
        assert not re.search(r"no down.?time", text, re.IGNORECASE), text


def test_no_medicine_stands_beside_a_word_that_ends_it() -> None:
    for text in every_text(TEXTS):
        ends = re.search(r"\b(stop|paus|discontinu|come off|leave off|quit)", text, re.IGNORECASE)
        assert not (ends and re.search(MEDICINES, text, re.IGNORECASE)), text


def test_what_a_doctor_prescribed_never_gets_a_date() -> None:
    for before in variants():
        for line in (*before.medicines, *before.notes, *before.skin, *before.day):
            assert not re.search(r"\d{2}:\d|\d [A-Z][a-z]{2}\b", line.text), line.text
        for box in before.keep:
            if re.search(r"aspirin|painkiller|vitamin|oil|herbal", box.title, re.IGNORECASE):
                assert "that you buy yourself" in box.note
        dated = [line.text for line in before.tell if re.search(r"\d", line.text)]
        # The last capsule is a fact about the past; what follows is that the visit moves, never the medicine.
        assert all("we move your visit" in text or "filler" in text for text in dated)


def test_the_sentence_about_prescribed_medicines_stands_first() -> None:
    first = next(iter(sentences(sheet())))
    assert first.startswith("Medicines from your doctor: take them as your doctor told you.")


def test_every_line_names_what_it_rests_on() -> None:
    for before in variants():
        lines = [*before.medicines, *before.keep, *before.notes, *before.tell, *before.skin, *before.day]
        assert all(line.ids for line in [*lines, *before.what, *before.often])


def test_every_id_is_one_of_the_protocols_or_a_reference() -> None:
    named = {name for row in _rows(TEXTS) for name in row["ids"]}
    assert not [
        name for name in named if not re.fullmatch(r"R\d+|C-\d+|BG|S-(DEF|EXP)-\d+", name) and name not in SHIPPED.rules
    ]


def _rows(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if "ids" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _rows(each)


def test_the_sheet_reads_below_grade_8() -> None:
    for before in variants():
        assert grade(list(sentences(before))) < 8
