"""Dates as people and programs write them: the order is told by the whole column, never by one cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum


class Order(StrEnum):
    """Which part of a date comes first. `SERIAL`: days since 1900, as spreadsheets count."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"
    SERIAL = "serial"


SAID = {
    Order.YMD: "year, month, day",
    Order.DMY: "day, month, year",
    Order.MDY: "month, day, year",
    Order.SERIAL: "days since 1900",
}
_FIRST = 1900
_SERIAL_ZERO = date(1899, 12, 30)
_TIME = re.compile(r"(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[ap]\.?m\.?)?$", re.IGNORECASE)
_PARTS = re.compile(
    r"(\d{1,4})[\s./\-]+(\d{1,2}|[^\W\d]+)\.?,?[\s./\-]*(\d{1,4})|([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{2,4})"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "ene", "gen"), ("feb", "fév", "fev"), ("mar", "mär", "mrt", "maa"), ("apr", "avr", "abr"),
            ("may", "mai", "mei", "mag"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aoû", "aou", "ago"),
            ("sep", "set"), ("oct", "okt", "ott", "out"), ("nov",), ("dec", "dez", "déc", "dic"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip


def read(text: str, order: Order, today: date) -> date | None:
    """The day, read in that order; a month by its name settles its own place. None for what is no day until today."""
    plain = _TIME.sub("", text.strip())
    if order is Order.SERIAL and plain.isdigit() and len(plain) <= 6:
        return _possible(lambda: _SERIAL_ZERO + timedelta(days=int(plain)), today)
    compact = _COMPACT.fullmatch(plain)
    if compact:
        return _possible(lambda: date(int(compact[1]), int(compact[2]), int(compact[3])), today)
    match = _PARTS.fullmatch(plain)
    if match is None:
        return None
    if match[4]:  # March 4, 1990
        return _day(match[6], _month(match[4]), match[5], today)
    first, second, third = match[1], match[2], match[3]
    if not second.isdigit():  # 4 March 1990
        return (
            _day(third, _month(second), first, today) if len(first) <= 2 else _day(first, _month(second), third, today)
        )
    if len(first) == 4:
        return _day(first, int(second), third, today)
    if order is Order.YMD:
        return _day(first, int(second), third, today)
    day, month = (second, first) if order is Order.MDY else (first, second)
    return _day(third, int(month), day, today)


def guess(texts: Iterable[str], today: date, usual: Order) -> tuple[Order, bool]:
    """The order that fits the most cells, `usual` before others; and whether another fits as many."""
    there = [text for text in texts if text.strip()]
    fits = {order: sum(read(text, order, today) is not None for text in there) for order in Order}
    most = max(fits.values(), default=0)
    best = [order for order in (usual, *Order) if fits[order] == most]
    others = [order for order in best if _differ(there, best[0], order, today)]
    return best[0], bool(others) and most > 0


def _differ(texts: list[str], one: Order, other: Order, today: date) -> bool:
    return any(read(text, one, today) != read(text, other, today) for text in texts)


def _month(word: str) -> int:
    folded = word.casefold()
    return next((number for start, number in _MONTHS.items() if folded.startswith(start)), 0)


def _day(year: str, month: int, day: str, today: date) -> date | None:
    full = _full_year(year, today)
    return _possible(lambda: date(full, month, int(day)), today)


def _full_year(year: str, today: date) -> int:
    """Of a year in two digits, the latest that is not to come."""
    if len(year) > 2:
        return int(year)
    century = today.year // 100 * 100
    return century + int(year) if int(year) <= today.year % 100 else century - 100 + int(year)


def _possible(made: Callable[[], date], today: date) -> date | None:
    try:
        day = made()
    except (ValueError, OverflowError):
        return None
    return day if date(_FIRST, 1, 1) <= day <= today else None
