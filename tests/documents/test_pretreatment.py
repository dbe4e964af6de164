"""The drawn sheet: every word there, prescribed medicines first, dates whole, on one leaf of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from pypdf import PdfReader

from needledesk.desk.practice import country
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.documents.pages import count
from needledesk.documents.pretreatment import draw
from needledesk.domain.handout import Again, Line
from needledesk.domain.practice import Practice
from needledesk.domain.pretreatment import BeforeSheet, compose
from needledesk.errors import BadInput
from needledesk.resources import toml

Before = Callable[..., BeforeSheet]
Read = Callable[[bytes], str]

SHIPPED = shipped_protocol()
EVERYTHING = replace(SHIPPED, rules={name: replace(rule, on=True) for name, rule in SHIPPED.rules.items()})
PRACTICE = Practice(
    "Alder & Linen Skin Studio",
    "202-555-0142",
    "US",
    practitioner="M. Averil",
    email="care@alderlinen.example",
    hours="every day, 09:00 to 19:00",
)
LONG: dict[str, Any] = {
    "client_name": "Maximiliana-Theodora Wolfeschlegelsteinhausenbergerdorff of the Very Long Family Name Indeed",
    "practice": Practice(
        "The Very Long Named Institute for Skin, Needling and Everything Else, Nether Wallop-on-the-Water",
        "+44 (0)20 7946 0123 extension 4567",
        "GB",
        practitioner="Dr. Maximiliana-Theodora Wolfeschlegelsteinhausenbergerdorff, Nurse Practitioner and Owner",
        email="a.very.long.address.indeed.that.goes.on@a-very-long-domain-name-for-a-skin-studio.example",
        hours="Monday to Friday 09:00 to 19:00, Saturday 10:00 to 16:00, Sunday only if there is an emergency",
    ),
    "protocol": EVERYTHING,
}


@pytest.fixture
def before() -> Before:
    """The sheet for an ordinary visit; anything `compose` takes can be changed."""

    def composed(
        appointment: str = "2026-12-05T10:00", zone: str = "America/New_York", code: str = "US", **changed: Any
    ) -> BeforeSheet:
        moment = datetime.fromisoformat(appointment).replace(tzinfo=ZoneInfo(zone))
        given: dict[str, Any] = {
            "appointment": moment,
            "client_name": "Ottilie Farnwick",
            "practice": PRACTICE,
            "country": country(code),
            "protocol": SHIPPED,
            "texts": toml("texts", "en", "pretreatment.toml"),
            "made": moment.replace(year=2026, month=11, day=22, hour=14, minute=36),
        }
        return compose(**(given | changed))

    return composed


def us(sheet: BeforeSheet, large: bool = False) -> bytes:
    return draw(sheet, country("US"), large)


def pieces(sheet: BeforeSheet) -> Iterator[str]:
    yield from (sheet.practice, sheet.phone, sheet.client, sheet.made, sheet.appointment_text)
    for field in fields(sheet):
        found = getattr(sheet, field.name)
        for part in found if isinstance(found, tuple) else ():
            if isinstance(part, Line):
                yield part.text
            elif isinstance(part, Again):
                yield from (f"{part.title} {part.note}".strip(), part.when)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("changed", [{}, LONG])
def test_no_word_is_cut(before: Before, words_of: Read, changed: dict[str, Any], large: bool) -> None:
    sheet = before(**changed)
    read = words_of(us(sheet, large)).replace(" ", "").lower()
    for piece in pieces(sheet):
        assert piece.replace(" ", "").lower() in read


@pytest.mark.parametrize("code", ["US", "GB"])
@pytest.mark.parametrize("changed", [{}, LONG])
def test_one_leaf_of_the_countrys_paper(before: Before, code: str, changed: dict[str, Any]) -> None:
    data = draw(before(code=code, **changed), country(code))
    assert count(data) == 2
    width, height = PdfReader(BytesIO(data)).pages[0].mediabox[2:]
    assert (round(width), round(height)) == {"US": (612, 792), "GB": (595, 842)}[code]


@pytest.mark.parametrize("large", [False, True])
def test_prescribed_medicines_are_read_first(before: Before, words_of: Read, large: bool) -> None:
    read = words_of(us(before(), large))
    assert read.index("take them as your doctor told you") < read.index("none from Sat 28 Nov")


def test_pages_are_numbered_and_name_the_client(before: Before) -> None:
    for at, page in enumerate(PdfReader(BytesIO(us(before(**LONG)))).pages, 1):
        text = " ".join(page.extract_text().split())
        assert f"Page {at} of 2" in text
        assert "Maximiliana" in text


def test_a_date_in_a_box_is_not_broken_over_two_rows(before: Before) -> None:
    document = pypdfium2.PdfDocument(us(before(**LONG)))
    try:
        text = document[0].get_textpage()
        rows = [text.get_text_bounded(*text.get_rect(at)).strip() for at in range(text.count_rects())]
        text.close()
    finally:
        document.close()
    assert "Thu 3 Dec, 10:00" in rows  # self-tan, 48 hours: wider than its box together with "not after"


def test_large_print_is_18_points(before: Before) -> None:
    data = us(before(), large=True)
    sizes: dict[int, int] = {}

    def add(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        points = round(abs(tm[3] * cm[3]) * size)
        sizes[points] = sizes.get(points, 0) + len(text)

    PdfReader(BytesIO(data)).pages[1].extract_text(visitor_text=add)
    assert max(sizes, key=lambda points: sizes[points]) == 18


def test_title_language_and_date_name_nobody(before: Before) -> None:
    reader = PdfReader(BytesIO(us(before())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Before your microneedling, Saturday 5 December 2026, 10:00"
    assert "Ottilie" not in str(dict(reader.metadata))
    assert reader.root_object["/Lang"] == "en-US"


def test_the_same_sheet_gives_the_same_bytes(before: Before) -> None:
    assert us(before()) == us(before())
    assert us(before()) != us(before("2026-12-05T10:01"))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("changed", [{}, LONG])
def test_nothing_overlaps_and_nothing_leaves_the_margins(
    before: Before, changed: dict[str, Any], large: bool, well_laid: Callable[..., None]
) -> None:
    well_laid(us(before(**changed), large))


def test_letters_that_cannot_be_printed_are_refused_by_entry(before: Before) -> None:
    with pytest.raises(BadInput, match="client’s name") as refused:
        us(replace(before(), client="山田花子"))
    assert "山" not in str(refused.value)


def test_a_practice_that_asks_hardly_anything_gets_a_sheet(before: Before, words_of: Read) -> None:
    nothing = replace(SHIPPED, rules={name: replace(rule, on=False) for name, rule in SHIPPED.rules.items()})
    sheet = before(protocol=nothing, practice=Practice("P", "1", "US"))
    for large in (False, True):
        read = words_of(us(sheet, large))
        assert "Dates to keep" not in read
        assert "Too late" not in read
        assert "Tell us before you come if" not in read
        assert "take them as your doctor told you" in read
