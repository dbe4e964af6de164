"""The drawn record: every word there, however many pages that takes, and nothing over the edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from domain.record_facts import ASPIRIN, AT, facts
from pypdf import PdfReader

from needledesk.desk.practice import country
from needledesk.documents.pages import count
from needledesk.documents.record import SPELLED, draw
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Details
from needledesk.domain.decisions import Override
from needledesk.domain.practice import Practice
from needledesk.domain.protocol import Status
from needledesk.domain.record_parts import Entry, Section
from needledesk.domain.visit_record import Record, compose

Read = Callable[[bytes], str]


def record(**changed: object) -> Record:
    return compose(facts({"aspirin": ASPIRIN}, **changed), "en-US", AT)


def us(found: Record) -> bytes:
    return draw(found, country("US"))


def long_record() -> Record:
    """Forty findings, long reasons, a note of many thousand letters, long names."""
    found = facts({"aspirin": replace(ASPIRIN, name="a very long name of a medicine " * 30)}, note="")
    many = tuple(replace(found.verdict.findings[0], title=f"Finding number {at}") for at in range(40))
    override = Override(Status.NOT_TODAY, "a reason that goes on " * 400, "M. Averil " * 20, AT)
    note = "13:35 a line\n" * 60 + "a line without end " * 800 + "\n" + "x" * 5000
    practice = Practice(
        "The Very Long Named Institute for Skin and Needling, Nether Wallop " * 2, "1", "US", practitioner="Dr. " * 40
    )
    client = replace(found.client, details=Details("Maximiliana-Theodora", "Wolfeschlegelsteinhausenbergerdorff " * 3))
    whole = replace(
        found,
        visit=replace(found.visit, note=note),
        verdict=replace(found.verdict, findings=many),
        overrides=((override, None),),
        practice=practice,
        client=client,
    )
    return compose(whole, "en-US", AT)


def compact(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("made", [record, long_record])
def test_no_word_is_cut(made: Callable[[], Record], words_of: Read) -> None:
    found = made()
    pages = [page.extract_text() for page in PdfReader(BytesIO(us(found))).pages]
    # A text may go on over the head and foot of pages, so its pieces are looked for.
    read = compact(" ".join(pages))
    for section in found.sections:
        assert compact(section.title) in read
        for entry in section.entries:
            for text in (entry.text, entry.value, *entry.notes):
                for word in text.split():
                    assert word in read or len(word) > 100
                if len(text) < 200:
                    assert compact(text) in read


def test_as_many_pages_as_it_takes_each_numbered(words_of: Read) -> None:
    data = us(long_record())
    pages = PdfReader(BytesIO(data)).pages
    assert count(data) == len(pages) > 12
    for at, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        assert f"Page {at} of {len(pages)}" in text
        assert "Maximiliana-Theodora" in text
        assert "C-0007" in text
    read = words_of(data)
    assert all(f"Finding number {at}" in read for at in range(40))
    assert read.count("without end") == 800
    letters = "".join(part for part in read.split() if set(part) == {"x"})
    assert len(letters) == 5000


@pytest.mark.parametrize("made", [record, long_record])
@pytest.mark.parametrize("code", ["US", "GB"])
def test_nothing_overlaps_and_nothing_leaves_the_margins(
    made: Callable[[], Record], code: str, well_laid: Callable[..., None]
) -> None:
    size = {"US": (612, 792), "GB": (595, 842)}[code]
    well_laid(draw(made(), country(code)), size, edge=35.9)


def test_letters_that_cannot_be_printed_are_spelled_out(words_of: Read) -> None:
    found = facts(note="on the chin: 顎 \N{FACE WITH TEARS OF JOY}\tend")
    found = replace(found, client=replace(found.client, details=Details("山田", "Zoë")))
    read = words_of(us(compose(found, "en-US", AT)))
    assert "[U+984E] [U+1F602] end" in read
    assert "C-0007 · [U+5C71][U+7530] Zoë" in read
    assert SPELLED in read
    assert "[U+" not in words_of(us(record()))


def test_a_long_answer_stands_below_its_question(words_of: Read) -> None:
    answer = Answer(Reply.YES, When("2026-11-20"), prescribed=Reply.NO, name="word " * 200)
    read = words_of(us(compose(facts({"aspirin": answer}), "en-US", AT)))
    assert read.count("word word") >= 100


def test_title_language_and_date_name_nobody() -> None:
    reader = PdfReader(BytesIO(us(record())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Record of a visit, C-0007, 2026-11-22"
    assert "Ottilie" not in str(dict(reader.metadata))
    assert reader.root_object["/Lang"] == "en-US"


def test_the_same_record_gives_the_same_bytes() -> None:
    assert us(record()) == us(record())


def test_a_section_without_entries_says_so(words_of: Read) -> None:
    found = replace(record(), sections=(Section("Photos", (), "None."), Section("Notes", (Entry("", "", ("a",)),))))
    assert "Photos None. Notes a" in words_of(us(found))
