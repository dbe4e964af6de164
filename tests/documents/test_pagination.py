"""Parts onto pages: in order, nothing left out, no heading alone at the foot."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from needledesk.documents.blocks import Gap
from needledesk.documents.pagination import Page, Part, page_of, paginate


def laid_out(*parts: Part) -> tuple[Page, ...]:
    """Pages of 100: from 0 on the first, from 10 on the others."""
    return paginate(parts, 500, (0, 10), 100)


def tops(pages: tuple[Page, ...]) -> list[list[float]]:
    return [[placed.y for placed in page] for page in pages]


def test_parts_stand_one_below_the_other_with_their_room() -> None:
    assert tops(laid_out(Part(Gap(30)), Part(Gap(30), before=5), Part(Gap(20), before=2))) == [[0, 35, 67]]


def test_what_does_not_fit_begins_the_next_page_without_room_above() -> None:
    assert tops(laid_out(Part(Gap(80)), Part(Gap(30), before=5), Part(Gap(20)))) == [[0], [10, 40]]


def test_a_heading_goes_where_its_text_goes() -> None:
    assert tops(laid_out(Part(Gap(70)), Part(Gap(10), with_next=True), Part(Gap(30)))) == [[0], [10, 20]]


def test_a_group_that_no_page_holds_stays_together_at_its_beginning() -> None:
    parts = [Part(Gap(40), with_next=True), Part(Gap(40), with_next=True), Part(Gap(40))]
    assert tops(laid_out(Part(Gap(30)), *parts)) == [[0], [10, 50], [10]]


def test_a_new_page_is_taken_from_page_one_only() -> None:
    assert tops(laid_out(Part(Gap(10)), Part(Gap(10), new_page=True))) == [[0], [10]]
    assert tops(laid_out(Part(Gap(90)), Part(Gap(20)), Part(Gap(10), new_page=True))) == [[0], [10, 30]]


def test_a_block_higher_than_a_page_stands_alone() -> None:
    assert tops(laid_out(Part(Gap(10)), Part(Gap(300)), Part(Gap(10)))) == [[0], [10], [10]]


def test_the_page_of_a_part_can_be_asked() -> None:
    pages = laid_out(Part(Gap(90)), Part(Gap(20), name="calls"))
    assert page_of("calls", pages) == 2


@given(st.lists(st.tuples(st.floats(1, 80), st.floats(0, 10), st.booleans()), max_size=30))
def test_every_part_stands_once_in_order_and_above_the_foot(given_parts: list[tuple[float, float, bool]]) -> None:
    parts = [Part(Gap(height), before, with_next) for height, before, with_next in given_parts]
    pages = laid_out(*parts)
    assert [placed.block for page in pages for placed in page] == [part.block for part in parts]
    for page in pages:
        for above, below in pairwise(page):
            assert above.y + above.block.height(500) <= below.y + 1e-6
        assert all(placed.y + placed.block.height(500) <= 100 + 1e-6 for placed in page)
