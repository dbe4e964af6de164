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
