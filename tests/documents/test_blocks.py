"""Blocks: as high as they say, each part where it belongs."""

from __future__ import annotations

import pytest

from needledesk.documents.blocks import Card, Columns, Dotted, Gap, Iconed, Paragraph, Stack
from needledesk.documents.fonts import SANS
from needledesk.documents.lettering import Letters, Span

LETTERS = Letters(SANS, 15)


def said(text: str, align: float = 0) -> Paragraph:
    return Paragraph((Span(text, LETTERS),), 20, align)


def test_a_paragraph_is_as_high_as_its_rows(drawn) -> None:
    block = said("one two three")
    assert block.height(500) == 20
    assert block.height(LETTERS.width("one two") + 1) == 40
    assert block.natural() == pytest.approx(LETTERS.width("one two three"))
    page = drawn(lambda pen: block.draw(pen, 50, 100, LETTERS.width("one two") + 1))
    assert page.place("three")[1] - page.place("one")[1] == pytest.approx(20, abs=4)


@pytest.mark.parametrize(("align", "share"), [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
def test_a_paragraph_is_aligned(drawn, align: float, share: float) -> None:
    page = drawn(lambda pen: said("word", align).draw(pen, 100, 100, 300))
    assert page.place("word")[0] == pytest.approx(100 + (300 - LETTERS.width("word")) * share, abs=2)


def test_a_stack_adds_up_and_columns_take_the_highest(drawn) -> None:
    stack = Stack((said("upper"), Gap(30), said("lower")))
    assert stack.height(500) == 70
    columns = Columns((stack, said("right")), 20, (3, 1))
    assert columns.widths(420) == (300, 100)
    assert columns.height(420) == 70
    page = drawn(lambda pen: columns.draw(pen, 50, 100, 420))
    assert page.place("lower")[1] - page.place("upper")[1] == pytest.approx(50, abs=4)
    assert page.place("right")[0] == pytest.approx(50 + 320, abs=2)


def test_a_dot_and_an_icon_stand_left_of_their_words(drawn) -> None:
    dotted = Dotted(said("dotted"), 15, 2.5, 3)
    assert dotted.height(300) == 26
    iconed = Iconed("check", 19, "proceed", 2, 29, said("ticked"))
    assert iconed.height(300) == 21  # the icon reaches lower than the words
    page = drawn(lambda pen: (dotted.draw(pen, 50, 100, 300), iconed.draw(pen, 50, 200, 300)))
    assert page.place("dotted")[0] == pytest.approx(65, abs=2)
    assert page.place("ticked")[0] == pytest.approx(79, abs=2)
    assert page.colour(54.5, 114.3) == (0x1C, 0x28, 0x29)


def test_an_icon_may_stand_at_half_height(drawn) -> None:
    block = Iconed("x", 24, "stop", 0, 40, Gap(100), middle=True)
    page = drawn(lambda pen: block.draw(pen, 50, 100, 300))
    assert page.colour(62, 150) == (0xA1, 0x24, 0x2C)


def test_a_card_keeps_its_room_and_its_frame(drawn) -> None:
    card = Card(said("inside"), (10, 16), "stop", 3, "decide_soft")
    assert card.height(300) == 20 + 2 * (10 + 3)
    page = drawn(lambda pen: card.draw(pen, 50, 100, 300))
    assert page.place("inside")[0] == pytest.approx(50 + 19, abs=2)
    assert page.colour(51.5, 120) == (0xA1, 0x24, 0x2C)
    assert page.colour(56, 120) == (0xFC, 0xF1, 0xDA)
