"""The single values of a worked case: words, lists, dates and moments, read as a person wrote them.

A file may hold them as text, or as the dates and truth values that a YAML reader makes of text. Every function takes
the field's name for the message, and raises NotReadable for what it cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from needledesk.domain.answers import Reply
from needledesk.domain.calendar import Precision, When
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import expand
from needledesk.errors import BadInput

_Value = TypeVar("_Value")

_YEAR = re.compile(r"(\d{4,})-|(\d{4})$", re.ASCII)
_TIMED = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]", re.ASCII)
_MOMENT, _DAY = "a date and time, such as 2026-11-22T10:00", "a date, such as 2026-11-22"
_WHEN = "a date, with or without time, a month, a year, or unknown"
_REPLIES = {
    **dict.fromkeys(("yes", "true", "on"), Reply.YES),
    **dict.fromkeys(("no", "false", "off"), Reply.NO),
    "unknown": Reply.UNSURE,
}


class NotReadable(Exception):
    """A part of a case that cannot be read: where, what was expected, and what stands there, in words."""

    def __init__(self, field: str, expected: str, got: object) -> None:
        super().__init__(field)
        self.field, self.expected, self.got = field, expected, _said(got)


def _said(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, Mapping):
        return "named fields"
    return "a list" if isinstance(value, list | tuple | set | frozenset) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def words(field: str, expected: str, value: object) -> str:
    """One value as text; empty for nothing. A list or named fields are no words."""
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        raise NotReadable(field, expected, value)
    return "" if value is None else _text(value)


def mapping(field: str, value: object) -> Mapping[str, Any]:
    """Named fields."""
    if not isinstance(value, Mapping):
        raise NotReadable(field, "named fields", value)
    if not all(isinstance(key, str) for key in value):
        raise NotReadable(field, "named fields", "a field whose name is not a word")
    return value


def only(field: str, fields: Mapping[str, Any], known: Sequence[str]) -> None:
    """Refuse a field that is not known."""
    for name in fields:
        if name not in known:
            raise NotReadable(f"{field}: {name}", f"one of {', '.join(known)}", "a field that is not known")


def rows(field: str, value: object) -> list[Mapping[str, Any]]:
    """A list of named fields; nothing is an empty list."""
    if not isinstance(value, list | None):
        raise NotReadable(field, "a list", value)
    return [mapping(field, row) for row in value or ()]


def names(field: str, value: object) -> tuple[str, ...]:
    """A list of words; a single word may stand alone, and nothing is an empty list."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple | None):
        raise NotReadable(field, "a list", value)
    found = tuple(words(field, "a list of words", name) for name in value or ())
    if "" in found:
        raise NotReadable(field, "a list of words", "")
    return found


def zones(field: str, value: object) -> tuple[str, ...]:
    """Zones of the map, `full_face` written out."""
    named = names(field, value)
    try:
        return expand(named)
    except BadInput:
        raise NotReadable(field, "zones of the map", ", ".join(named)) from None


def time_zone(field: str, value: object) -> ZoneInfo:
    """The time zone of that name."""
    expected = "the name of a time zone, such as Europe/London"
    name = words(field, expected, value)
    try:
        return ZoneInfo(name or "missing")
    except (KeyError, ValueError, OSError):
        raise NotReadable(field, expected, name) from None


def moment(field: str, value: object, zone: ZoneInfo) -> datetime:
    """A moment on the wall clock of that zone. In an hour that comes twice it is the first."""
    text = _likely(field, _MOMENT, value)
    read = _read(field, _MOMENT, text, datetime.fromisoformat)
    return read.astimezone(zone) if read.tzinfo else read.replace(tzinfo=zone)


def end(field: str, value: object, zone: ZoneInfo) -> datetime:
    """The moment from which waits count. It must name its time; in an hour that comes twice it is the later one.

    A missing time would count as midnight, and every hour printed would be too early.
    """
    text = _likely(field, _MOMENT, value)
    if not _TIMED.match(text):
        raise NotReadable(field, _MOMENT, text)
    first = moment(field, text, zone)
    clocks = (first, first if _has_offset(text) else first.replace(fold=1))
    return max(clocks, key=lambda clock: clock.astimezone(UTC))


def day(field: str, value: object) -> date:
    """A calendar date; a time beside it is not looked at."""
    text = _likely(field, _DAY, value)
    if _TIMED.match(text):
        return _read(field, _DAY, text, datetime.fromisoformat).date()
    return _read(field, _DAY, text, date.fromisoformat)


def moments(field: str, value: object, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments that a date or a time by the clock can mean: a date its midnight, a doubled hour both."""
    text = _likely(field, _DAY, value)
    if not _TIMED.match(text):
        return (datetime.combine(day(field, text), datetime.min.time(), zone),)
    first = moment(field, text, zone)
    return (first,) if _has_offset(text) else (first, first.replace(fold=1))


def when(field: str, value: object, zone: ZoneInfo) -> When | None:
    """A moment as a person knows it, or None for nothing. Seconds round up: a wait never starts too early."""
    if value is None:
        return None
    if words(field, _WHEN, value).lower() == Precision.UNKNOWN:
        return When(Precision.UNKNOWN.value)
    text = _likely(field, _WHEN, value)
    try:
        return When.parse(text)
    except BadInput:
        if not _TIMED.match(text):
            raise NotReadable(field, _WHEN, text) from None
    read = _read(field, _WHEN, text, datetime.fromisoformat)
    local = read.astimezone(zone).replace(tzinfo=None) if read.tzinfo else read
    whole = local.replace(second=0, microsecond=0)
    return When((whole if whole == local else whole + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M"))


def reply(field: str, value: object) -> Reply | None:
    """Yes, no or unknown, quoted or not, or None for nothing."""
    if value is None:
        return None
    text = words(field, "yes, no or unknown", value).lower()
    if text not in _REPLIES:
        raise NotReadable(field, "yes, no or unknown", value)
    return _REPLIES[text]


def intensity(field: str, value: object) -> Intensity | None:
    """Mild or deep; None where it is not known."""
    text = words(field, "mild or deep", value)
    return _read(field, "mild or deep", text, Intensity) if text not in ("", "unknown") else None


def _likely(field: str, expected: str, value: object) -> str:
    """The text of a date. Refuses a year that nobody means, so that adding to it stays within what dates can hold."""
    text = words(field, expected, value)
    if not text:
        raise NotReadable(field, expected, text)
    found = _YEAR.match(text)
    year = (found[1] or found[2]) if found else ""
    if year and not (len(year) == 4 and 1900 <= int(year) <= 2199):
        raise NotReadable(field, "a year between 1900 and 2199", text)
    return text


def _has_offset(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


def _read(field: str, expected: str, text: str, how: Callable[[str], _Value]) -> _Value:
    try:
        return how(text)
    except (ValueError, OverflowError):
        raise NotReadable(field, expected, text) from None
