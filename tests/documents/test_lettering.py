"""Where lines end: at spaces, behind hyphens between letters, never inside a date or a phone number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk.documents.fonts import SANS, SANS_BOLD
from needledesk.documents.lettering import Letters, Span, flow

PLAIN, BOLD = Letters(SANS, 15), Letters(SANS_BOLD, 15)


def rows(width: float, *spans: Span) -> list[str]:
    return ["".join(run.text for run in row.runs) for row in flow(spans, width)]


def test_words_fill_the_rows() -> None:
    text = "Only a gentle cleanser with lukewarm water"
    assert rows(1000, Span(text, PLAIN)) == [text]
    assert rows(150, Span(text, PLAIN)) == ["Only a gentle cleanser", "with lukewarm water"]


def test_bold_words_stay_together_where_they_fit() -> None:
    spans = Span("Makeup before ", PLAIN), Span("Mon 23 Nov, 14:30", BOLD, whole=True), Span(", please", PLAIN)
    assert rows(220, *spans) == ["Makeup before ", "Mon 23 Nov, 14:30, please"] or rows(220, *spans) == [
        "Makeup before",
        "Mon 23 Nov, 14:30, please",
    ]
    assert rows(90, *spans) == ["Makeup", "before Mon", "23 Nov,", "14:30,", "please"]


def test_runs_say_where_they_begin() -> None:
    (row,) = flow((Span("until ", PLAIN), Span("Sun 6 Dec", BOLD)), 500)
    assert [run.text for run in row.runs] == ["until ", "Sun 6 Dec"]
    assert row.runs[1].x == pytest.approx(PLAIN.width("until "))
    assert row.width == pytest.approx(PLAIN.width("until ") + BOLD.width("Sun 6 Dec"))


def test_a_hyphen_between_letters_may_end_a_row_and_one_between_digits_may_not() -> None:
    assert rows(80, Span("the hair-removal cream", PLAIN)) == ["the hair-", "removal", "cream"]
    assert rows(80, Span("on 202-555-0142", PLAIN))[0] == "on"


def test_a_word_wider_than_the_row_is_broken_and_not_cut() -> None:
    word = "Wolfeschlegelsteinhausenbergerdorff"
    found = rows(100, Span(f"Ann {word}", PLAIN))
    assert "".join(found) == f"Ann{word}"
    assert len(found) > 2


def test_no_words_take_one_empty_row() -> None:
    assert rows(100, Span("", PLAIN)) == [""]


@given(
    st.lists(st.tuples(st.text("ab -.é", max_size=30), st.booleans()), min_size=1, max_size=5),
    st.floats(12, 300),
)
def test_every_letter_is_set_once_and_inside_the_width(parts: list[tuple[str, bool]], width: float) -> None:
    spans = tuple(Span(text, BOLD if bold else PLAIN, whole=bold) for text, bold in parts)
    set_rows = flow(spans, width)
    said = "".join(run.text for row in set_rows for run in row.runs)
    assert said.replace(" ", "") == "".join(text for text, _ in parts).replace(" ", "")
    assert all(row.width <= width + 0.02 for row in set_rows)
