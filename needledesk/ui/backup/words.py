"""What is said of copies: when, where, how large, what is in them."""

from __future__ import annotations

from datetime import datetime

from needledesk.domain.backups import Copy, Due, Made
from needledesk.domain.calendar import say_day

_UNITS = (("GB", 1e9), ("MB", 1e6))


def moment(at: datetime, now: datetime) -> str:
    """`Today, 12:40`, `Sat 21 Nov, 18:05`, and with its year where that is another one."""
    here = at.astimezone(now.tzinfo)
    if here.date() == now.date():
        return f"Today, {here:%H:%M}"
    return f"{say_day(here.date(), year=here.year != now.year)}, {here:%H:%M}"


def size(bytes_: int) -> str:
    """`412 MB`, `24 kB`."""
    for unit, worth in _UNITS:
        if bytes_ >= worth:
            return f"{bytes_ / worth:.1f} {unit}" if bytes_ < 10 * worth else f"{bytes_ / worth:.0f} {unit}"
    return f"{max(1, round(bytes_ / 1e3))} kB"


def counted(copy: Copy) -> str:
    """`128 clients, 431 visits, 3,912 photos`."""
    words = (("client", "client"), ("visit", "visit"), ("photo", "photo"))
    return ", ".join(_number(copy.count(table), word) for table, word in words)


def kind(copy: Copy) -> str:
    """What is in it, where that is not everything."""
    if not copy.kind.pictures:
        return "notes without pictures"
    return "everything" if copy.kind.whole else "what was new then"


def mark(made: Made | None, due: Due | None, now: datetime) -> tuple[str, str, bool]:
    """For the foot of the rail: the short time, the whole sentence, and whether all is well."""
    if made is None:
        return "None", "No copy has been made yet", False
    at = made.at.astimezone(now.tzinfo)
    short = f"{at:%H:%M}" if at.date() == now.date() else f"{at.day} {at:%b}"
    said = f"Last copy {moment(made.at, now)}"
    if due is not None and due.off_laptop is not None:
        return short, f"{said}. No copy off this laptop for {due.off_laptop} days", False
    return short, f"{said}. All is well", True


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
