"""The parts of the handout: what stands in which box, and that each box is as large as its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.documents import sections
from needledesk.documents.design import LARGE, NORMAL

WIDTH = 698.0
INK, STOP = (0x1C, 0x28, 0x29), (0xA1, 0x24, 0x2C)


def test_the_boxes_of_a_row_are_of_one_height_with_their_dates_on_one_line(sheet, drawn) -> None:
    row = sections.AgainBoxes(sheet().again[3:], (1.36, 1, 1), NORMAL)
    assert row.height(WIDTH) == 3 * 19 + 5 + 24 + 2 * 11
    page = drawn(lambda pen: row.draw(pen, 48, 100, WIDTH))
    dates = [page.place(text) for text in ("not before Wed 25 Nov", "Wed 25 Nov, 14:30", "Sun 29 Nov, 14:30")]
    assert max(top for _, top in dates) - min(top for _, top in dates) < 3
    assert page.place("removal cream")[1] < dates[2][1]


def test_in_large_print_the_date_stands_at_the_right_of_its_box(sheet, drawn) -> None:
    box = sections.AgainRow(sheet().again[3], LARGE)
    assert box.height(WIDTH) == 3 * 29 + 2 * 10
    page = drawn(lambda pen: box.draw(pen, 48, 100, WIDTH))
    when = page.place("not before Wed 25 Nov")
    assert all(left < when[0] for word, left, _ in page.words if word != "not before Wed 25 Nov")


def test_the_legend_tells_solid_from_striped(sheet, drawn) -> None:
    remark = NORMAL.hint.paragraph("Small bruises", align=1)
    legend = sections.Legend("usual", "still normal", remark, NORMAL)
    page = drawn(lambda pen: legend.draw(pen, 48, 100, WIDTH))
    swatch = page.place("still normal")[0] - 34
    colours = {page.colour(swatch + 2 + at / 2, 109.5) for at in range(44)}
    assert len({page.colour(50 + at / 2, 109.5) for at in range(44)}) == 1
    assert len(colours) > 1


def test_a_heading_has_its_hint_only_where_there_is_room_for_small_letters() -> None:
    assert sections.heading("Do", NORMAL, "a hint").natural() > sections.heading("Do", NORMAL).natural()
    assert sections.heading("Do", LARGE, "a hint") == sections.heading("Do", LARGE)


def test_ticks_and_crosses_are_two_shapes(sheet) -> None:
    (tick, *_), (cross, *_) = (sections.ticked(sheet().do, yes, NORMAL) for yes in (True, False))
    assert [block.blocks[1].icon for block in (tick, cross)] == ["check", "x"]


def test_the_graver_the_heavier(sheet) -> None:
    levels = [sections.level(call, NORMAL) for call in sheet().calls]
    assert [card.weight for card in levels] == [3.0, 2.0, 1.2]
    assert len({card.block.icon for card in levels}) == 3


def test_the_call_box_names_number_hours_and_page(sheet, drawn) -> None:
    box = sections.call_box(sheet(), NORMAL, 3, WIDTH)
    page = drawn(lambda pen: box.draw(pen, 48, 100, WIDTH))
    words = " ".join(word for word, _, _ in page.words)
    assert "every day, 09:00 to 19:00" in words
    assert "page 3." in words
    assert "Saves our number" in words


@pytest.mark.parametrize(
    ("hours", "rows"), [("", 32), ("every day", 32), ("on most days of most weeks " * 4, 32 + 2 * 23)]
)
def test_long_hours_stand_below_the_number(sheet, hours: str, rows: float) -> None:
    handout = replace(sheet(), hours=hours)
    assert sections.number(handout, NORMAL, 25, 540).height(540) == rows


def test_notes_for_the_client_begin_with_capitals_after_the_first(sheet, drawn) -> None:
    card = sections.for_you(sheet(), NORMAL)
    page = drawn(lambda pen: card.draw(pen, 48, 100, WIDTH))
    words = " ".join(word for word, _, _ in page.words)
    assert "For you: you have had cold sores" in words.replace("  ", " ")
    assert "Numbing cream was used today" in words


def test_the_next_visit_has_its_window_and_what_comes_before(sheet, drawn) -> None:
    card = sections.next_visit(sheet(), NORMAL)
    page = drawn(lambda pen: card.draw(pen, 48, 100, WIDTH))
    words = " ".join(word for word, _, _ in page.words)
    assert "Sun 20 Dec 2026" in words
    assert "Tell us about anything new" in words


def test_lists_have_a_dot_for_each_line(sheet) -> None:
    assert len(sections.dotted(sheet().week_1, NORMAL)) == len(sheet().week_1)
