"""The drawn sheet: every date to the minute, every word there, on as few pages as that takes, on any printer."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from needledesk.desk.practice import country
from needledesk.documents.handout import draw, page_count
from needledesk.domain import zones
from needledesk.domain.handout import Handout
from needledesk.domain.practice import Practice
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.errors import BadInput

Sheet = Callable[..., Handout]
Read = Callable[[bytes], str]

LONG = {
    "client_name": "Maximiliana-Theodora Wolfeschlegelsteinhausenbergerdorff of the Very Long Family Name Indeed",
    "practice": Practice(
        "The Very Long Named Institute for Skin, Needling and Everything Else, Nether Wallop-on-the-Water",
        "+44 (0)20 7946 0123 extension 4567",
        "GB",
        practitioner="Dr. Maximiliana-Theodora Wolfeschlegelsteinhausenbergerdorff, Nurse Practitioner and Owner",
        email="a.very.long.address.indeed.that.goes.on@a-very-long-domain-name-for-a-skin-studio.example",
        hours="Monday to Friday 09:00 to 19:00, Saturday 10:00 to 16:00, Sunday only if there is an emergency",
    ),
    "treatment": Treatment(
        zones=tuple(ZoneWork(zone, 1.5, 3) for zone in [*list(zones.FACE)[:6], *zones.BODY]), numbing="cream"
    ),
    "flags": {"S-CON-06", "S-MED-03", "S-PRE-01", "X-16"},
}


def us(handout: Handout, large: bool = False) -> bytes:
    return draw(handout, country("US"), large)


@pytest.mark.parametrize(
    ("finished", "zone", "dates"),
    [
        (
            "2026-11-22T14:30",
            "America/New_York",
            """Sunday 22 November 2026, 14:30 · Mon 23 Nov, 14:30 · Tue 24 Nov, 14:30 · not before Wed 25 Nov
            · Wed 25 Nov, 14:30 · Sun 29 Nov, 14:30 · least until Sun 6 Dec · day 4, Thu 26 Nov
            · about Sun 29 Nov · between Sun 20 Dec 2026 and Sun 3 Jan 2027 · from Sun 13 Dec none
            · No retinol from Sat 19 Dec · Made Sun 22 Nov 2026, 14:36 · some redness to Wed 25 Nov""",
        ),
        (  # the clocks go back in the night
            "2026-10-31T15:00",
            "America/New_York",
            """Saturday 31 October 2026, 15:00 · Sun 1 Nov, 14:00 · Mon 2 Nov, 14:00 · not before Tue 3 Nov
            · Tue 3 Nov, 14:00 · Sat 7 Nov, 15:00 · least until Sat 14 Nov · day 4, Wed 4 Nov
            · between Sat 28 Nov 2026 and Sat 12 Dec 2026 · from Sat 21 Nov none""",
        ),
        (  # the clocks go forward in the night
            "2027-03-27T16:00",
            "Europe/London",
            """Saturday 27 March 2027, 16:00 · Sun 28 Mar, 17:00 · Mon 29 Mar, 17:00 · not before Tue 30 Mar
            · Tue 30 Mar, 17:00 · Sat 3 Apr, 16:00 · least until Sat 10 Apr
            · between Sat 24 Apr 2027 and Sat 8 May 2027""",
        ),
        (  # a month's end, and a year's
            "2026-12-30T09:05",
            "America/New_York",
            """Wednesday 30 December 2026, 09:05 · Thu 31 Dec, 09:05 · Fri 1 Jan, 09:05 · not before Sat 2 Jan
            · Sat 2 Jan, 09:05 · Wed 6 Jan, 09:05 · least until Wed 13 Jan""",
        ),
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_every_date_to_the_minute(
    sheet: Sheet, words_of: Read, finished: str, zone: str, dates: str, large: bool
) -> None:
    words = words_of(us(sheet(finished, zone), large))
    for date in dates.split("·"):
        assert " ".join(date.split()) in words


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("changed", [{}, LONG])
def test_no_word_is_cut(
    sheet: Sheet, sentences: Callable[[Handout], Iterator[str]], words_of: Read, changed: dict[str, object], large: bool
) -> None:
    handout = sheet(**changed)
    read = words_of(us(handout, large)).replace(" ", "").lower()
    for sentence in sentences(handout):
        if large and sentence == handout.alarm.text:
            continue  # the box "call now" says the same on the page where the number stands
        assert sentence.replace(" ", "").lower() in read


@pytest.mark.parametrize("code", ["US", "GB"])
def test_two_pages_as_a_rule(sheet: Sheet, code: str) -> None:
    data = draw(sheet(code=code), country(code))
    assert page_count(data) == 2
    width, height = PdfReader(BytesIO(data)).pages[0].mediabox[2:]
    assert (round(width), round(height)) == {"US": (612, 792), "GB": (595, 842)}[code]


def test_page_one_names_the_page_on_which_the_reasons_to_call_stand(sheet: Sheet, words_of: Read) -> None:
    long = sheet(**LONG)
    for handout, expected in ((sheet(), 2), (long, 2), (replace(long, hours=f"{long.hours}. " * 24), 3)):
        data = us(handout)
        pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
        named = int(words_of(data).split("when to see a doctor: page ")[1][0])
        assert "above all after numbing" in " ".join(pages[named - 1].split())
        assert named == expected


def test_pages_are_numbered_and_name_the_client(sheet: Sheet) -> None:
    for at, page in enumerate(PdfReader(BytesIO(us(sheet(**LONG)))).pages, 1):
        text = " ".join(page.extract_text().split())
        assert f"Page {at} of 3" in text
        assert "Maximiliana" in text


def test_large_print_is_18_points(sheet: Sheet) -> None:
    data = us(sheet(), large=True)
    assert page_count(data) >= 3
    sizes: dict[int, int] = {}

    def count(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        points = round(abs(tm[3] * cm[3]) * size)
        sizes[points] = sizes.get(points, 0) + len(text)

    PdfReader(BytesIO(data)).pages[1].extract_text(visitor_text=count)
    assert max(sizes, key=lambda points: sizes[points]) == 18


def test_title_language_and_date(sheet: Sheet) -> None:
    reader = PdfReader(BytesIO(us(sheet())))
    assert reader.metadata is not None
    assert reader.metadata.title == "After your microneedling, Sunday 22 November 2026, 14:30"
    assert "Ottilie" not in str(dict(reader.metadata))
    assert str(reader.metadata.creation_date) == "2026-11-22 14:36:00-05:00"
    assert reader.root_object["/Lang"] == "en-US"
    british = PdfReader(BytesIO(draw(sheet(code="GB"), country("GB"))))
    assert british.root_object["/Lang"] == "en-GB"


def test_every_font_is_embedded(sheet: Sheet) -> None:
    for large in (False, True):
        named = set()
        for page in PdfReader(BytesIO(us(sheet(), large))).pages:
            for font in page["/Resources"]["/Font"].values():
                found = font.get_object()
                named.add(str(found["/BaseFont"]).partition("+")[2])
                assert "/FontFile2" in found["/FontDescriptor"]
                assert "/ToUnicode" in found
        assert {"IBMPlexSans-Regular", "IBMPlexSans-SemiBold", "SourceSerif4-Semibold"} <= named
        assert not [name for name in named if "Helvetica" in name]


def test_the_same_sheet_gives_the_same_bytes(sheet: Sheet) -> None:
    assert us(sheet()) == us(sheet())
    assert us(sheet()) != us(sheet("2026-11-22T14:31"))


def grey(data: bytes, page: int, scale: float) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=scale).to_pil().convert("L")
    finally:
        document.close()


def test_black_and_white_print_keeps_the_three_levels_apart(sheet: Sheet) -> None:
    dots = 8  # to a px of the mockups
    page = grey(us(sheet()), 1, dots / 0.75)
    across, below_the_head = (48 + 11) * dots, 75 * dots  # left of the icons and words of the boxes
    column = [page.getpixel((across, y)) < 150 for y in range(below_the_head, page.height)]
    frames = [len(list(run)) / dots for dark, run in itertools.groupby(column) if dark][:6]
    assert frames == pytest.approx([3, 3, 2, 2, 1.2, 1.2], abs=0.2)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("changed", [{}, LONG, {"finished": "2026-11-22T23:45"}])
def test_nothing_overlaps_and_nothing_leaves_the_margins(
    sheet: Sheet, changed: dict[str, object], large: bool, well_laid: Callable[..., None]
) -> None:
    well_laid(us(sheet(**changed), large), least=11)


@pytest.mark.parametrize(
    ("changed", "entry"),
    [
        ({"client": "山田花子"}, "client’s name"),
        ({"practice": "استوديو"}, "practice’s name"),
        ({"practitioner": "สมชาย"}, "practitioner’s name"),
        ({"hours": "any\x00time"}, "practice’s hours"),
    ],
)
def test_letters_that_cannot_be_printed_are_refused_by_entry(sheet: Sheet, changed: dict[str, str], entry: str) -> None:
    with pytest.raises(BadInput, match=entry) as refused:
        us(replace(sheet(), **changed))
    assert next(iter(changed.values())) not in str(refused.value)


def test_names_beyond_english_are_printed(sheet: Sheet, words_of: Read) -> None:
    for name in ("Łucja Żółć-Ðorđević", "Zoë Ångström", "Ирина Петрова", "Νίκη Αλεξίου"):
        assert name in words_of(us(sheet(client_name=name)))


def test_a_practice_that_told_only_what_it_must_gets_a_sheet(sheet: Sheet, words_of: Read) -> None:
    handout = sheet(practice=Practice("P", "1", "US"), treatment=Treatment(), flags=())
    for large in (False, True):
        words = words_of(us(handout, large))
        assert "Your practitioner" not in words
        assert "For you:" not in words
        assert "We will agree with you" in words
