"""The chart: bars from the minute of the finish, days by the calendar, words that always have room."""

from __future__ import annotations

import pytest

from needledesk.documents.chart import Chart
from needledesk.documents.design import LARGE, NORMAL

X, Y, WIDTH = 48.0, 100.0, 698.0
LEFT, DAY = X + 176, (WIDTH - 176) / 7
PRIMARY, WHITE, CLAY = (0x0E, 0x5C, 0x5A), (255, 255, 255), (0xA4, 0x52, 0x3A)


def chart(sheet, finished: str, design=NORMAL, zone: str = "America/New_York") -> Chart:
    handout = sheet(finished, zone)
    return Chart(handout.normal, handout.finished, design)


def test_a_column_for_each_calendar_day(sheet, drawn) -> None:
    block = chart(sheet, "2026-11-22T14:30")
    page = drawn(lambda pen: block.draw(pen, X, Y, WIDTH))
    days = [word for word, _, top in page.words if top < Y + 26]
    assert days == ["Sun 22", "Mon 23", "Tue 24", "Wed 25", "Thu 26", "Fri 27", "Sat 28"]
    assert block.height(WIDTH) == 26 + 3 * 34 + 2


@pytest.mark.parametrize(("finished", "share"), [("2026-11-22T06:00", 0.25), ("2026-11-22T18:00", 0.75)])
def test_bars_begin_at_the_brown_line(sheet, drawn, finished: str, share: float) -> None:
    page = drawn(lambda pen: chart(sheet, finished).draw(pen, X, Y, WIDTH))
    at = LEFT + share * DAY
    middle = Y + 26 + 17
    assert page.colour(at, Y + 26 + 34 * 3) == CLAY
    assert page.colour(at + 5, middle) == PRIMARY
    assert page.colour(at + 2 * DAY - 5, middle) == PRIMARY  # solid up to 48 hours
    striped = [page.colour(at + 2 * DAY + 3 + step / 2, middle) for step in range(100)]
    assert PRIMARY in striped
    assert WHITE in striped
    assert PRIMARY not in [page.colour(at + 3 * DAY + 2 + step / 4, middle) for step in range(20)]


def test_a_note_stands_behind_its_bar_or_before_it(sheet, drawn) -> None:
    handout = sheet("2026-11-22T23:45")
    long = tuple(
        type(bar)(bar.label, bar.usual, bar.still_normal, "a few days and then some") for bar in handout.normal[2:]
    )
    page = drawn(lambda pen: Chart(long, handout.finished, NORMAL).draw(pen, X, Y, WIDTH))
    begins = LEFT + 2.99 * DAY
    assert X + 176 < page.place("a few days")[0] < begins
    usual = drawn(lambda pen: Chart(handout.normal, handout.finished, NORMAL).draw(pen, X, Y, WIDTH))
    assert usual.place("a few days")[0] == pytest.approx(LEFT + 5.99 * DAY + 8, abs=2)


@pytest.mark.parametrize("finished", ["2026-11-22T14:30", "2026-11-22T23:45"])
def test_large_print_has_five_days_and_its_words_above_the_bars(sheet, drawn, finished: str) -> None:
    block = chart(sheet, finished, LARGE)
    page = drawn(lambda pen: block.draw(pen, X, Y, WIDTH))
    assert [word for word, _, top in page.words if top < Y + 36][-1] == "Thu 26"
    assert block.height(WIDTH) == 38 + 3 * 74 + 2
    for word, left, _ in page.words:
        assert X <= left <= X + WIDTH - 20, word
    assert page.colour(X + WIDTH + 2, Y + 38 + 2 * 74 + 50) == WHITE  # the last bar ends with the chart


def test_days_are_days_of_the_calendar_when_the_clocks_change(sheet, drawn) -> None:
    page = drawn(lambda pen: chart(sheet, "2026-10-31T12:00").draw(pen, X, Y, WIDTH))
    assert [word for word, _, top in page.words if top < Y + 26][:3] == ["Sat 31", "Sun 1", "Mon 2"]
    ends = LEFT + (2 + 11 / 24) * DAY  # 48 elapsed hours: Monday 11:00
    assert page.colour(ends - 3, Y + 43) == PRIMARY
