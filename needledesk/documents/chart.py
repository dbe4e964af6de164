"""What is normal on which day: a row for each reaction, a column for each calendar day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from needledesk.documents.design import Design
from needledesk.documents.pen import Pen, baseline
from needledesk.domain.handout import Bar

_WORDS_DROP = 0.68  # baseline of a bar's words, as a part of the bar's height


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the moment of the finish; large print has fewer days and the words above each bar."""

    bars: tuple[Bar, ...]
    finished: datetime
    design: Design

    def height(self, width: float) -> float:  # noqa: ARG002 - the same at any width
        """The days' names and the rows."""
        return self._head + self._row * len(self.bars) + 2

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Days, rows, then the line of the finish over all of them."""
        left = x + (0 if self.design.large else 176)
        day = (x + width - left) / self._days
        top, bottom = y + self._head, y + self._head + self._row * len(self.bars)
        self._draw_days(pen, left, y, day, bottom)
        pen.line(left, top, x + width, top, "line_strong" if self.design.large else "line")
        for place, bar in enumerate(self.bars):
            row = top + place * self._row
            pen.line(x, row + self._row, x + width, row + self._row, "line")
            self._draw_bar(pen, bar, x, left, row, day)
        finish = left + self._at(self.finished) * day
        pen.line(finish, top - 2, finish, bottom + 2, "clay", 3 if self.design.large else 2)

    @property
    def _days(self) -> int:
        return 5 if self.design.large else 7

    @property
    def _head(self) -> float:
        return 38 if self.design.large else 26

    @property
    def _row(self) -> float:
        return 74 if self.design.large else 28 + self.design.gap(6)

    def _at(self, moment: datetime) -> float:
        """Days from the midnight before the finish, by the clock on the wall."""
        days = (moment.date() - self.finished.date()).days
        return days + (moment.hour * 60 + moment.minute) / (24 * 60)

    def _draw_days(self, pen: Pen, left: float, y: float, day: float, bottom: float) -> None:
        letters = self.design.day.plain
        for at in range(self._days):
            if not at % 2:
                pen.box(left + at * day, y + self._head, day, bottom - y - self._head, fill="bg", radius=0)
            name = _name(self.finished.date() + timedelta(days=at))
            middle = left + (at + 0.5) * day
            pen.words(middle - letters.width(name) / 2, y + self._head - 8, name, letters)

    def _draw_bar(self, pen: Pen, bar: Bar, x: float, left: float, row: float, day: float) -> None:
        thick = 28 if self.design.large else 18
        top = row + (38 if self.design.large else (self._row - thick) / 2)
        end = left + self._days * day
        striped, last = (min(left + self._at(at) * day, end) for at in bar.still_normal)
        first = striped
        if bar.usual:
            first = left + self._at(bar.usual[0]) * day
            pen.box(first, top, striped - first, thick, "primary", 1, "primary", radius=0)
        pen.box(striped, top, last - striped, thick, fill="surface", radius=0)
        pen.stripes(striped, top, last - striped, thick, "primary", 11 if self.design.large else 7)
        pen.box(striped, top, last - striped, thick, "primary", 2 if self.design.large else 1, radius=0)
        if self.design.large:
            self._draw_words_above(pen, bar, left + self._at(self.finished) * day + 10, end, row)
        else:
            self._draw_words_beside(pen, bar, x, (left, first, last, end), top + thick * _WORDS_DROP + 1.4)

    def _draw_words_above(self, pen: Pen, bar: Bar, x: float, end: float, row: float) -> None:
        label, remark = self.design.bar.plain, self.design.remark.plain
        text = f"{bar.label} "
        x = min(x, end - label.width(text) - remark.width(bar.note) - 6)
        down = row + 2 + baseline(label, 34)
        pen.words(x, down, text, label)
        pen.words(x + label.width(text) + 6, down, bar.note, remark)

    def _draw_words_beside(
        self, pen: Pen, bar: Bar, x: float, bounds: tuple[float, float, float, float], down: float
    ) -> None:
        """The label at the left; the note behind the bar, or where there is no room, before it."""
        left, first, last, end = bounds
        pen.words(x, down, bar.label, self.design.bar.plain)
        letters = self.design.remark.plain
        long = letters.width(bar.note)
        before = first - 8 - long
        behind = last + 8 + long <= end or before < left
        pen.words(last + 8 if behind else before, down, bar.note, letters)


def _name(day: date) -> str:
    return f"{day:%a} {day.day}"
