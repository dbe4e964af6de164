"""The two kinds of sheet: letters as the mockups have them, and room that shrinks where letters do not."""

from __future__ import annotations

import pytest

from needledesk.documents.design import LARGE, NORMAL
from needledesk.domain.handout import Line

POINTS = 0.75


def test_letters_in_points() -> None:
    assert NORMAL.body.plain.size * POINTS == 11.25
    assert LARGE.body.plain.size * POINTS == 18
    assert all(
        getattr(LARGE, name).plain.size * POINTS >= 18 for name in ("note", "hint", "box_title", "remark", "day")
    )


@pytest.mark.parametrize("design", [NORMAL, LARGE])
def test_a_tight_sheet_shrinks_room_and_never_letters(design) -> None:
    tight = design.tightened(0.5)
    assert (design.gap(10), tight.gap(10)) == (10, 5)
    assert tight.body == design.body


def test_bold_parts_of_a_line_stay_whole_in_strong_letters() -> None:
    plain, bold = NORMAL.body.spans(Line((("until ", False), ("Sun 6 Dec", True))))
    assert (plain.letters, plain.whole) == (NORMAL.body.plain, False)
    assert (bold.letters, bold.whole) == (NORMAL.body.strong, True)
    assert NORMAL.level.bold("Call", "stop").letters.colour == "stop"
    assert NORMAL.body.paragraph("until ", align=1).align == 1
