"""The drawn request: one page as a rule, with room for the answer, whatever was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from domain.letter_facts import THINNER, YES, fullest, request
from pypdf import PdfReader

from needledesk.desk.practice import country
from needledesk.documents.letter_request import draw
from needledesk.documents.pages import count
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.handout import Line
from needledesk.domain.letter_request import LetterRequest

Read = Callable[[bytes], str]
USUAL: dict[str, Answer] = {"blood_thinner": THINNER, "diabetes": YES, "herpes_history": YES, "psoriasis": YES}


def us(page: LetterRequest) -> bytes:
    return draw(page, country("US"))


def many() -> LetterRequest:
    """More than a page holds."""
    line = Line((("Something: ", True), ("yes, " + "word " * 48, False)), ("S-CON-04",))
    return replace(fullest(), told=(line,) * 24)


@pytest.mark.parametrize("code", ["US", "GB"])
def test_one_page_with_room_for_the_answer(words_of: Read, code: str) -> None:
    data = draw(request(USUAL), country(code))
    assert count(data) == 1
    read = words_of(data)
    for said in ("Your answer", "Name and practice", "Signature", "Date", "Page 1 of 1", "C-0007"):
        assert said in read


@pytest.mark.parametrize("made", [lambda: request(USUAL), fullest, many])
def test_no_word_is_cut(made: Callable[[], LetterRequest], words_of: Read) -> None:
    page = made()
    read = "".join(words_of(us(page)).split())
    for part in (page.intro, page.medicines, page.told, page.plan, page.ask):
        for line in part:
            assert "".join(line.text.split()) in read


@pytest.mark.parametrize("made", [lambda: request(USUAL), fullest, many])
def test_nothing_overlaps_and_nothing_leaves_the_margins(
    made: Callable[[], LetterRequest], well_laid: Callable[..., None]
) -> None:
    well_laid(us(made()), edge=35.9)


def test_letters_that_cannot_be_printed_are_spelled_out(words_of: Read) -> None:
    said: dict[str, Any] = {"diabetes": Answer(Reply.YES, detail="型")}
    assert "yes, [U+578B]" in words_of(us(request(said)))


def test_title_names_nobody_and_the_same_request_gives_the_same_bytes() -> None:
    reader = PdfReader(BytesIO(us(request(USUAL))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Request for a doctor’s answer, C-0007"
    assert "Ottilie" not in str(dict(reader.metadata))
    assert us(request(USUAL)) == us(request(USUAL))
