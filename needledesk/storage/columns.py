"""How a value stands in a column: moments as UTC text, days as ISO dates, lists as JSON, yes and no as 1 and 0."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

from needledesk.errors import FileTrouble


def moment_text(at: datetime) -> str:
    """`2026-11-22T19:30:00Z`: to the second, in UTC. Raises ValueError for a moment without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return at.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def moment(text: str, zone: tzinfo = UTC) -> datetime:
    """The aware moment, as the clock of `zone` shows it."""
    return datetime.fromisoformat(text).astimezone(zone)


def moment_or_none(text: str | None, zone: tzinfo = UTC) -> datetime | None:
    """The same, with None for NULL."""
    return None if text is None else moment(text, zone)


def date_text(day: date | datetime | None) -> str | None:
    """A day as `2026-11-22`, an aware moment as UTC text, None as NULL."""
    if isinstance(day, datetime):
        return moment_text(day)
    return None if day is None else day.isoformat()


def day(text: str | None) -> date | None:
    """The calendar day, None for NULL."""
    return None if text is None else date.fromisoformat(text)


def day_or_moment(text: str | None, zone: tzinfo) -> date | datetime | None:
    """A day where ten characters were kept, otherwise a moment in `zone`."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else moment(text, zone)


def list_text(words: Iterable[str]) -> str:
    """A list of words as JSON."""
    return json.dumps(list(words), ensure_ascii=False)


def words(text: str) -> tuple[str, ...]:
    """The words of a JSON list."""
    return tuple(json.loads(text))


@lru_cache(maxsize=64)
def zone(name: str) -> tzinfo:
    """The time zone with that IANA name. Raises FileTrouble where this computer does not know it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise FileTrouble(
            f"This computer does not know the time zone “{name}” that the record was made in.",
            "The record is whole.",
            "Update the computer's time zones.",
        ) from error
