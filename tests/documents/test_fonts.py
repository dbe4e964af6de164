"""Measures that agree with reportlab's own, and a plain answer to what can be printed."""

from __future__ import annotations

import pytest

from needledesk.documents import fonts


def test_a_width_is_the_sum_of_the_letters_own() -> None:
    face = fonts.face(fonts.SANS)
    assert fonts.width(fonts.SANS, 15, "Ab") == pytest.approx(face.stringWidth("Ab", 15))
    assert fonts.width(fonts.SANS, 30, "Ab") == pytest.approx(2 * fonts.width(fonts.SANS, 15, "Ab"))
    assert fonts.width(fonts.SANS_BOLD, 15, "Ab") > fonts.width(fonts.SANS, 15, "Ab")


def test_how_far_the_faces_reach() -> None:
    assert (fonts.ascent(fonts.SANS), fonts.descent(fonts.SANS)) == (1.025, 0.275)
    assert fonts.ascent(fonts.SERIF) == pytest.approx(1.036)


@pytest.mark.parametrize("text", ["", "Zoë O’Brien", "Ольга", "Νίκη", "Żółć & Søn", "Zoe\u0308", "a b", "a\u00a0b"])
def test_covered(text: str) -> None:
    assert fonts.covers(text)


@pytest.mark.parametrize(
    "text",
    ["山田", "علي", "שרה", "สมชาย", "🙂", "tab\there", "line\nbreak", "q\u0323\u0307", "zero\u200bwidth", "\ue000"],
)
def test_not_covered(text: str) -> None:
    assert not fonts.covers(text)
