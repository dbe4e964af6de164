"""Paper, heads and foot: nothing runs into anything, whatever the names are like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from pypdf import PdfReader

from needledesk.documents.blocks import Gap, Stack
from needledesk.documents.design import NORMAL
from needledesk.documents.stationery import (
    Foot,
    Letterhead,
    Paper,
    Press,
    RunningHead,
    printable,
    refuse_unprintable,
    spelled_out,
)
from needledesk.errors import BadInput


def test_paper_in_px() -> None:
    a4, letter = Paper.named("A4"), Paper.named("Letter")
    assert (round(a4.width), round(a4.height), round(a4.inner)) == (794, 1123, 698)
    assert (letter.width, letter.height) == (816, 1056)


def test_printable() -> None:
    assert printable("Zoë O’Brien")
    assert not printable("山田花子")


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (datetime(2026, 11, 22, 14, 36, tzinfo=UTC), "D:20261122143600+00'00"),
        (datetime(2026, 11, 22, 14, 36, tzinfo=timezone(-timedelta(hours=3, minutes=30))), "D:20261122143600-03'30"),
    ],
)
def test_the_file_knows_when_it_was_made_and_what_it_is(made: datetime, written: str) -> None:
    press = Press(Paper.named("A4"), "Aftercare", "en-GB", "The practice", made)
    press.page()
    press.turn()
    reader = PdfReader(BytesIO(press.bytes()))
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]).startswith(written)
    assert (reader.metadata.title, reader.metadata.author) == ("Aftercare", "The practice")
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_letterhead_has_both_sides_above_its_rule(drawn) -> None:
    left = Stack((NORMAL.practice.paragraph("Alder & Linen"), NORMAL.contact.paragraph("202-555-0142")))
    right = Stack((NORMAL.session.paragraph("Session 4", align=1),))
    head = Letterhead(left, right, 100, 34)
    assert head.height(698) == 39 + 14
    page = drawn(lambda pen: head.draw(pen, 48, 38, 698))
    assert page.place("Session 4")[0] > 48 + 698 - 102
    assert page.colour(400, 38 + 39 + 13) == (0x0E, 0x5C, 0x5A)


def test_the_running_head_grows_with_a_long_name(drawn) -> None:
    right = NORMAL.body.paragraph("202-555-0142", align=1)
    short = RunningHead(NORMAL.body.paragraph("Ann"), right)
    long = RunningHead(NORMAL.body.paragraph("Ann of a very long name " * 6), right)
    assert short.height(698) == 21 + 14
    assert long.height(698) > 21 + 14
    page = drawn(lambda pen: long.draw(pen, 48, 38, 698))
    number = page.place("202-555-0142")[0]
    assert all(left < number for word, left, _ in page.words if word.startswith("Ann"))


@pytest.mark.parametrize(
    ("left", "middle", "rows"),
    [("Your practitioner: M. Averil", "Made Sun", 1), ("", "Made Sun", 1), ("", "", 1), ("Long " * 30, "Made Sun", 3)],
)
def test_the_foot_takes_the_rows_it_needs(drawn, left: str, middle: str, rows: int) -> None:
    foot = Foot(left, middle, NORMAL)
    assert foot.height(698) == 9 + 16 * rows
    page = drawn(lambda pen: foot.draw_page(pen, 48, 1000, 698, "Page 1 of 2"))
    number = page.place("Page 1 of 2")
    assert number[0] > 48 + 698 - 70
    if middle:
        made = page.place(middle)
        assert made[1] == pytest.approx(number[1], abs=2)
        assert made[0] < number[0] - 24
    if left and rows == 1:
        assert page.place(left)[0] < page.place(middle)[0]


def test_an_empty_stack_is_nothing() -> None:
    assert Stack((Gap(0),)).height(100) == 0


def test_what_cannot_be_printed_is_spelled_out_and_nothing_else_changes() -> None:
    assert spelled_out("Zoë, Łucja, Ирина, Νίκη") == "Zoë, Łucja, Ирина, Νίκη"
    assert spelled_out("e\u0301") == "é"
    assert spelled_out("a\tb\u00a0c") == "a b c"
    assert spelled_out("顎\x00") == "[U+984E][U+0000]"


def test_the_first_entry_that_cannot_be_printed_is_refused_by_its_name() -> None:
    refuse_unprintable({"The name": "Zoë"})
    with pytest.raises(BadInput, match="The phone has letters") as refused:
        refuse_unprintable({"The name": "Zoë", "The phone": "山"})
    assert "山" not in str(refused.value)
