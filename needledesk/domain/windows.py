"""How long a rule waits, or how many sessions it counts: a number and what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """How a window is counted: hours elapse, days are calendar dates, months and years keep the day.

    `sessions` counts treatments, for the length of a course.
    """

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    SESSIONS = "sessions"


@dataclass(frozen=True, slots=True)
class Window:
    """A wait of `count` units."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value if self.count != 1 else self.unit.value[:-1]
        return f"{self.count} {unit}"

    @classmethod
    def of(cls, text: str) -> Window | None:
        """The window that `7 days` or `1 month` means; None for any other text. At most 999 of a unit."""
        count, _, unit = text.partition(" ")
        unit = unit if unit.endswith("s") else f"{unit}s"
        if not (count.isascii() and count.isdigit() and 0 < int(count[:4]) < 1000) or unit not in list(Unit):
            return None
        return cls(int(count), Unit(unit))

    def shorter(self, other: Window) -> bool:
        """Whether it is over before `other` wherever the count begins: a month has 28 to 31 days, a year 365 or 366."""
        if self.unit in _MONTHS and other.unit in _MONTHS:
            return self.count * _MONTHS[self.unit] < other.count * _MONTHS[other.unit]
        if Unit.SESSIONS in (self.unit, other.unit):
            return self.unit is other.unit and self.count < other.count
        return self._hours(longest=True) < other._hours(longest=False)

    def _hours(self, longest: bool) -> int:
        return self.count * _HOURS[self.unit][longest]


_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
#: Hours of each unit, at the least and at the most.
_HOURS = {Unit.HOURS: (1, 1), Unit.DAYS: (24, 24), Unit.MONTHS: (28 * 24, 31 * 24), Unit.YEARS: (365 * 24, 366 * 24)}
