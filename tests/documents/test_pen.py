"""What the pen draws lies where it was told, in the light theme's colours."""

from __future__ import annotations

import pytest

from needledesk.documents import pen
from needledesk.documents.fonts import SANS, SERIF
from needledesk.documents.lettering import Letters, Span, flow

PRIMARY, STOP, WHITE = (0x0E, 0x5C, 0x5A), (0xA1, 0x24, 0x2C), (255, 255, 255)


def test_colours_are_those_of_the_light_theme() -> None:
    assert pen.colour("primary").hexval() == "0x0e5c5a"
    with pytest.raises(KeyError):
        pen.colour("mauve")


def test_words_stand_on_their_baseline(drawn) -> None:
    page = drawn(lambda p: p.words(100, 200, "Hx", Letters(SANS, 40, "stop")))
    left, top = page.place("Hx")
    assert left == pytest.approx(100, abs=6)
    assert top < 180 < 200
    assert page.colour(106, 199) == STOP  # the foot of the H
    assert page.colour(106, 202) == WHITE


def test_a_row_sets_its_runs_side_by_side(drawn) -> None:
    letters = Letters(SANS, 20)
    (row,) = flow((Span("one ", letters), Span("two", Letters(SERIF, 20))), 500)
    page = drawn(lambda p: p.row(row, 50, 100))
    assert page.place("two")[0] - page.place("one")[0] == pytest.approx(letters.width("one "), abs=2)


def test_a_box_has_its_edge_inside_its_measures(drawn) -> None:
    page = drawn(lambda p: p.box(100, 100, 80, 40, "stop", 4, "primary", radius=0))
    assert page.colour(102, 120) == STOP
    assert page.colour(110, 120) == PRIMARY
    assert page.colour(98, 120) == WHITE
    assert page.colour(178, 138) == STOP
    assert page.colour(182, 120) == WHITE


def test_a_rounded_box_leaves_its_corner_free(drawn) -> None:
    page = drawn(lambda p: p.box(100, 100, 80, 40, fill="primary", radius=10))
    assert page.colour(101, 101) == WHITE
    assert page.colour(110, 102) == PRIMARY


def test_lines_squares_and_dots(drawn) -> None:
    def draw(p: pen.Pen) -> None:
        p.line(10, 20, 110, 20, "stop", 4)
        p.lines([(10, 40, 110, 40), (10, 60, 110, 60)], "primary", 4)
        p.squares([(10, 80, 20, 20), (50, 80, 20, 20)], "stop")
        p.dot(100, 90, 8, "primary")

    page = drawn(draw)
    assert [page.colour(50, y) for y in (20, 40, 60)] == [STOP, PRIMARY, PRIMARY]
    assert [page.colour(x, 90) for x in (20, 40, 60, 100)] == [STOP, WHITE, STOP, PRIMARY]


def test_stripes_stay_inside_and_leave_white_between(drawn) -> None:
    page = drawn(lambda p: p.stripes(100, 100, 90, 20, "primary", 7))
    inside = [page.colour(100.5 + at / 4, 110) for at in range(356)]
    dark = sum(colour == PRIMARY for colour in inside) / len(inside)
    assert 0.2 < dark < 0.6
    assert all(page.colour(x, y) == WHITE for x, y in ((98, 110), (192, 110), (140, 98), (140, 122)))


def test_no_room_no_stripes(drawn) -> None:
    assert drawn(lambda p: p.stripes(100, 100, 0, 20, "primary", 7)).colour(100, 110) == WHITE


def test_an_icon_is_a_stroke_on_its_grid(drawn) -> None:
    page = drawn(lambda p: p.icon("x", 100, 100, 48, "stop", 2.6))
    assert page.colour(124, 124) == STOP  # where the two strokes cross
    assert page.colour(124, 108) == WHITE


def test_letters_stand_in_the_middle_of_their_row() -> None:
    letters = Letters(SANS, 10)
    assert pen.baseline(letters, 13) == pytest.approx(10.25)
    assert pen.baseline(letters, 23) - pen.baseline(letters, 13) == pytest.approx(5)
