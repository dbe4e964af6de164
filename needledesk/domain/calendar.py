"""Counting time: months roll forward, days are calendar dates, hours elapse, partial dates count late.

The counting rules are P1 to P4 of the clinical decisions: "at least N" is met at exactly N; a month whose day
does not exist rolls forward to the first of the next; hours are elapsed hours, so a clock change never shortens
a wait; a date known to the month or year counts as its last day, a date without a time as the end of that day.
"""

from __future__ import annotations

import calendar as months
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from needledesk.errors import BadInput

_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # outside these a year is a typing error
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FORMS = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2})?)?)?", re.ASCII)


class Precision(StrEnum):
    """How exactly a moment is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


_BY_LENGTH = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY, 16: Precision.MINUTE}


@dataclass(frozen=True, slots=True)
class When:
    """A moment as a person knows it: `2026-11-21T10:01`, `2026-11-21`, `2026-11`, `2026` or `unknown`."""

    text: str

    @classmethod
    def parse(cls, text: str) -> When:
        """Read one of the five forms. Raises BadInput for anything else, and for a day that does not exist."""
        text = text.strip().replace(" ", "T")
        if text == Precision.UNKNOWN:
            return cls(text)
        match = _FORMS.fullmatch(text)
        if not match:
            raise BadInput(f"“{text}” is not a date.", do="Write it like 2026-11-21, 2026-11 or 2026.")
        when = cls(text)
        try:
            when.last_day()
            when.clock()
        except ValueError as error:
            raise BadInput(f"There is no such day or time as {text}.", do="Check the date.") from error
        if not _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR:
            raise BadInput(f"The year {text[:4]} cannot be right.", do="Check the date.")
        return when

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        if self.text == Precision.UNKNOWN:
            return Precision.UNKNOWN
        return _BY_LENGTH[len(self.text)]

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return self.text != Precision.UNKNOWN

    def last_day(self) -> date | None:
        """The latest calendar day it can have been; None if unknown."""
        if not self.known:
            return None
        if len(self.text) >= len("2026-11-21"):
            return date.fromisoformat(self.text[:10])
        year, month = int(self.text[:4]), int(self.text[5:] or 12)
        return date(year, month, months.monthrange(year, month)[1])

    def clock(self) -> time | None:
        """The wall-clock time, where it is known to the minute."""
        return time.fromisoformat(self.text[11:]) if self.precision is Precision.MINUTE else None

    def latest(self, zone: tzinfo) -> datetime | None:
        """The latest moment it can have been, in the given zone: the end of the day where no time is known.

        A wall-clock time that comes twice, or not at all, when the clocks change counts as the later moment.
        """
        day = self.last_day()
        if day is None:
            return None
        clock = self.clock()
        if clock is None:
            day, clock = day + timedelta(days=1), time()
        either = (datetime.combine(day, clock.replace(fold=fold), zone) for fold in (0, 1))
        return max(either, key=lambda moment: moment.astimezone(UTC))

    def say(self, year: bool = True) -> str:
        """`21 Nov 2026, 21:00`, `21 Nov 2026`, `Mar 2026`, `2026` or `not known`; a day can leave out its year."""
        day, clock = self.last_day(), self.clock()
        if day is None:
            return "not known"
        if self.precision is Precision.YEAR:
            return f"{day.year}"
        month = _MONTH_NAMES[day.month - 1][:3]
        if self.precision is Precision.MONTH:
            return f"{month} {day.year}"
        return f"{day.day} {month}" + (f" {day.year}" if year else "") + (f", {clock:%H:%M}" if clock else "")


def add_months(day: date, count: int) -> date:
    """The same day `count` months on; a day that does not exist rolls forward to the 1st of the next month."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year, month + 1, 1)  # December has every day, so this is never a 13th month


def add_days(day: date, count: int) -> date:
    """The calendar date `count` dates on."""
    return day + timedelta(days=count)


def add_hours(at: datetime, hours: int) -> datetime:
    """The moment `hours` elapsed hours on, as the wall clock of the same zone then shows it."""
    return (at.astimezone(UTC) + timedelta(hours=hours)).astimezone(at.tzinfo)


def moment_of(known: date | datetime, zone: tzinfo | None) -> datetime:
    """The moment, in UTC, at which a date begins in that zone; a moment stays itself. For comparing the two."""
    if isinstance(known, datetime):
        return known.astimezone(UTC)
    return datetime.combine(known, time(), zone).astimezone(UTC)


def say_day(day: date, year: bool = False) -> str:
    """`Thu 26 Nov`, or `Thu 26 Nov 2026`: the month is always a word, so that no country reads it wrong.

    The names do not come from the laptop's locale: the sheets and the screens are English.
    """
    name, month = _DAY_NAMES[day.weekday()][:3], _MONTH_NAMES[day.month - 1][:3]
    return f"{name} {day.day} {month}" + (f" {day.year}" if year else "")


def say_moment(at: datetime, year: bool = False) -> str:
    """`Mon 23 Nov, 14:30`, to the minute, in the moment's own zone."""
    return f"{say_day(at.date(), year)}, {at:%H:%M}"


def say_at(at: date | datetime, year: bool = False) -> str:
    """A date as `say_day`, a moment as `say_moment`."""
    return say_moment(at, year) if isinstance(at, datetime) else say_day(at, year)


def say_full(day: date) -> str:
    """`Sunday 22 November`."""
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]}"


def say_long(at: datetime) -> str:
    """`Sunday 22 November 2026, 14:30`."""
    return f"{say_full(at)} {at.year}, {at:%H:%M}"
