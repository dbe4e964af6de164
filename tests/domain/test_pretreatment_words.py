"""Before the treatment: what the sheet says, while which rule is on, and no word that is one too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from domain.before_facts import COUNTRIES, EVERYTHING, SHIPPED, TEXTS, at, protocol, sentences, sheet
from domain.reading import every_text, grade

from needledesk.domain.pretreatment import BeforeSheet

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
    assert ("6 months", True) in next(line for line in before.tell if "capsule" in line.text).spans


def test_how_often() -> None:
    assert [line.text for line in sheet().often] == [
        "Light treatments can be repeated after 2 to 4 weeks",
        "Deep treatments need 4 to 6 weeks",
        "Many people have 4 to 8 treatments; some need fewer, some need more",
    ]


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
        # A wait has a length and no date; what follows is that the visit moves, never the medicine.
        assert all("filler" in text or re.search(r"6 months after .* move your visit", text) for text in dated)
        assert not [text for text in dated if "capsule" in text and re.search(r"\d [A-Z][a-z]{2}\b", text)]


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


def test_a_filler_is_looked_at_up_to_the_far_end_of_its_wait() -> None:
    said = [line.text for line in sheet(protocol=EVERYTHING).tell if "filler" in line.text]
    assert said == ["you have had a filler where we treat after Fri 5 Jun: we look at it together"]
