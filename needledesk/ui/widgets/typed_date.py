"""Reading a date as people type it: "19 Nov", "11/19/2026", "Nov 2026", "yesterday", "don't know"."""

from __future__ import annotations

import calendar as months
import re
from datetime import date, time, timedelta

from needledesk.domain.calendar import Precision, When, say_day
from needledesk.errors import BadInput

_HINT = "Write it like 19 Nov 2026, Nov 2026 or 2026"
_UNKNOWN = {"unknown", "?", "not known", "don't know", "dont know", "don’t know", "unsure"}
_NAMES = {name.lower(): number for number, name in enumerate(months.month_name) if name}
_AGO = re.compile(r"(\d{1,3}) (day|week)s? ago")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")


def read(text: str, today: date, order: str = "dmy", past_only: bool = True) -> When | None:
    """What was typed; None for nothing. `order`, dmy or mdy, reads 03/04. Raises BadInput with a short reason."""
    text = " ".join(text.lower().replace(",", " ").split())
    if not text:
        return None
    if text in _UNKNOWN:
        return When(Precision.UNKNOWN)
    when = _read(text, today, order, past_only)
    if past_only and _first_day(when) > today:
        raise BadInput("That day is still to come")
    return when


def read_time(text: str) -> time | None:
    """A time of day as typed: "10:30", "1030", "9.30 pm", "9pm"; None for nothing. Raises BadInput."""
    text = text.strip().lower()
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2})(?:[:.h ]?(\d{2}))? ?(am|pm)?", text)
    if not match or (not match[2] and not match[3] and len(text) > 2):
        raise BadInput("Write the time like 14:30")
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    if hour > 23 or minute > 59 or (match[3] and not 1 <= int(match[1]) <= 12):
        raise BadInput("There is no such time of day")
    return time(hour, minute)


def show(when: When | None) -> str:
    """A When as it stands in the field afterwards: "Thu 19 Nov 2026", "Nov 2026", "2026", "not known"."""
    if when is None:
        return ""
    day = when.last_day()
    if day is None:
        return "not known"
    shown = {Precision.YEAR: f"{day:%Y}", Precision.MONTH: f"{day:%b} {day.year}"}
    return shown.get(when.precision, say_day(day, year=True))


def _read(text: str, today: date, order: str, past_only: bool) -> When:
    days_back = {"today": 0, "yesterday": 1}
    if text in days_back:
        return _day(today - timedelta(days=days_back[text]))
    if match := _AGO.fullmatch(text):
        return _day(today - timedelta(days=int(match[1]) * (7 if match[2] == "week" else 1)))
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return _whole(*(int(part) for part in text.split("-")))
    if match := _MONTH_YEAR.fullmatch(text):
        return _whole(int(match[2]), int(match[1]))
    if match := _NUMBERS.fullmatch(text):
        return _from_numbers(match, today, order, past_only)
    return _from_words(text, today, past_only)


def _from_numbers(match: re.Match[str], today: date, order: str, past_only: bool) -> When:
    """Dots always mean day first; where only one way round makes a month, that one is meant."""
    first, second = int(match[1]), int(match[3])
    day_first = match[2] == "." or order == "dmy"
    day, month = (first, second) if day_first else (second, first)
    if month > 12 >= day:
        day, month = month, day
    year = _full_year(match[4], today) if match[4] else _likely_year(day, month, today, past_only)
    return _whole(year, month, day)


def _from_words(text: str, today: date, past_only: bool) -> When:
    month = day = year = 0
    for word in re.split(r"[ .\-/]+", text.strip(". ")):
        if number := _month_named(word):
            month = number
        elif match := re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", word):
            day, year = (int(match[1]), year) if not day else (day, _full_year(match[1], today))
        elif re.fullmatch(r"\d{4}", word):
            year = int(word)
        elif not _is_weekday(word) and word not in ("of", "the", "in"):
            raise BadInput(_HINT)
    if not month or not (day or year):
        raise BadInput(_HINT)
    if not day:
        return _whole(year, month)
    return _whole(year or _likely_year(day, month, today, past_only), month, day)


def _whole(year: int, month: int | None = None, day: int | None = None) -> When:
    if not 1900 <= year <= 2200:
        raise BadInput("That year cannot be right")
    if month is not None and not 1 <= month <= 12:
        raise BadInput("There are 12 months")
    if month is not None and day is not None:
        _check_day(year, month, day)
    return When("-".join(f"{part:02}" for part in (year, month, day) if part is not None))


def _check_day(year: int, month: int, day: int) -> None:
    days = months.monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = months.month_name[month] + (f" {year}" if month == 2 else "")
        raise BadInput(f"{name} has {days} days")


def _day(day: date) -> When:
    return When(day.isoformat())


def _first_day(when: When) -> date:
    year, month, day = (int(part) for part in (when.text + "-01-01")[:10].split("-"))
    return date(year, month, day)


def _full_year(text: str, today: date) -> int:
    if len(text) == 4:
        return int(text)
    century = today.year // 100 * 100
    year = century + int(text)
    return year if year <= today.year + 1 else year - 100


def _likely_year(day: int, month: int, today: date, past_only: bool) -> int:
    """Without a year the last such day is meant, or the next one where a future day is asked for."""
    if past_only:
        return today.year - ((month, day) > (today.month, today.day))
    return today.year + ((month, day) < (today.month, today.day))


def _month_named(word: str) -> int:
    if len(word) < 3 or not word.isalpha():
        return 0
    if word == "sept":
        return 9
    return next((number for name, number in _NAMES.items() if name.startswith(word)), 0)


def _is_weekday(word: str) -> bool:
    return len(word) >= 2 and any(name.lower().startswith(word) for name in months.day_name)
