"""Lines from the texts: bold parts, names filled in, conditions that hold or do not."""

from __future__ import annotations

import pytest

from needledesk.domain.handout import Lines

LINES = Lines({"day": "Sun 6 Dec", "number": "911"}, frozenset({"X-34", "numbing", "flag S-CON-06"}))


def test_bold_is_marked_before_the_names_are_filled_in() -> None:
    tricky = Lines({"day": "**Sun**"}, frozenset())
    assert tricky.line({"text": "until **{day}**, at least"}).spans == (
        ("until ", False),
        ("**Sun**", True),
        (", at least", False),
    )


def test_a_line_reads_whole_and_keeps_its_ids() -> None:
    line = LINES.line({"text": "until **{day}** {more}", "ids": ["X-34"]}, more="or later")
    assert (line.text, line.ids) == ("until Sun 6 Dec or later", ("X-34",))


@pytest.mark.parametrize(
    ("row", "holds"),
    [
        ({}, True),
        ({"when": ["X-34"]}, True),
        ({"when": ["X-34", "X-33"]}, False),
        ({"when": ["not X-33", "numbing"]}, True),
        ({"when": ["not numbing"]}, False),
        ({"any": ["flag X-01", "flag S-CON-06"]}, True),
        ({"any": ["flag X-01"]}, False),
        ({"any": ["numbing"], "when": ["X-33"]}, False),
    ],
)
def test_conditions(row: dict[str, list[str]], holds: bool) -> None:
    assert bool(LINES.lines([{"text": "a line", **row}])) is holds


def test_boxes_and_calls_are_filled_in_too() -> None:
    (box,) = LINES.again([{"title": "Makeup", "date": "not before {day}", "ids": ["S-AFT-01"]}])
    assert (box.title, box.note, box.when, box.ids) == ("Makeup", "", "not before Sun 6 Dec", ("S-AFT-01",))
    (call,) = LINES.calls({"emergency": {"title": "Call {number} now if", "lines": [{"text": "you faint"}]}})
    assert (call.level, call.title, call.lines[0].text) == ("emergency", "Call 911 now if", "you faint")


def test_a_name_that_nobody_fills_in_is_a_fault_of_the_texts() -> None:
    with pytest.raises(KeyError):
        LINES.line({"text": "until {nobody}"})


def test_a_box_carries_its_note() -> None:
    (box,) = LINES.again([{"title": "Makeup", "note": "until {day}", "date": "then", "ids": []}])
    assert box.note == "until Sun 6 Dec"
