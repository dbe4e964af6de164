"""The proof of an erasure: one page, every word on it, and nothing that overlaps, whatever was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from needledesk.desk.erasing import texts
from needledesk.desk.practice import country
from needledesk.documents.erasure import draw
from needledesk.documents.pages import count
from needledesk.domain.erasure import Erasure
from needledesk.domain.erasure_sheet import ErasureSheet, compose
from needledesk.domain.practice import Practice

AT = datetime(2026, 11, 22, 14, 5, tzinfo=ZoneInfo("America/New_York"))
COUNTS = {"visit": 4, "photo": 12, "handout": 1, "client": 1}
ERASED = Erasure(3, "C-0007", AT, "M. Averil", "entered by mistake", "812-7F3A-91C2-55E0-0D1B", COUNTS)
PRACTICE = Practice("Alder & Linen", "202-555-0142", "US", practitioner="M. Averil", email="care@alder.example")


def sheet(erased: Erasure = ERASED, copies: tuple[str, ...] = ("practice.before-v3.needledesk",)) -> ErasureSheet:
    return compose(erased, PRACTICE, country("US"), copies, texts(), AT)


@pytest.mark.parametrize("code", ["US", "GB"])
def test_one_page_says_everything(words_of: Callable[[bytes], str], code: str) -> None:
    data = draw(sheet(), country(code))
    assert count(data) == 1
    read = " ".join(words_of(data).split())
    for said in (
        "Record erased", "C-0007", "Sun 22 Nov 2026, 14:05", "M. Averil", "entered by mistake", "4 visits", "12 photos",
        "1 aftercare sheet", "812-7F3A-91C2-55E0-0D1B", "practice.before-v3.needledesk", "Page 1 of 1",
    ):  # fmt: skip
        assert said in read, said


def test_what_was_not_there_is_not_told(words_of: Callable[[bytes], str]) -> None:
    plain = replace(ERASED, reason="", counts={"client": 1}, by="")
    read = " ".join(words_of(draw(sheet(plain, ()), country("US"))).split())
    assert "because" not in read
    assert "The client's details only" in read
    assert "None are known" in read
    assert "By: Alder & Linen" in read


@pytest.mark.parametrize("length", [1, 40, 400])
def test_nothing_overlaps_and_nothing_leaves_the_margins(well_laid: Callable[..., None], length: int) -> None:
    long = replace(ERASED, reason="reason " * length, by="Averil" * min(length, 40))
    copies = tuple(f"{'copy' * min(length, 40)}-{number}.needledesk" for number in range(length))
    well_laid(draw(sheet(long, copies), country("US")), edge=35.9)


def test_the_same_sheet_gives_the_same_bytes_under_a_title_of_its_own() -> None:
    assert draw(sheet(), country("US")) == draw(sheet(), country("US"))
    found = PdfReader(BytesIO(draw(sheet(), country("US")))).metadata
    assert found is not None
    assert found.title == "Record erased, C-0007"


def test_letters_that_cannot_be_printed_are_spelled_out(words_of: Callable[[bytes], str]) -> None:
    assert "[U+578B]" in words_of(draw(sheet(replace(ERASED, by="型")), country("US")))
