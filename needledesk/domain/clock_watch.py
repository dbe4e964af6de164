"""Is the laptop's clock to be trusted: against the newest entry of the history, and against the time that has run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

#: A clock that is set right by the network now and then jumps by less.
TOLERANCE = timedelta(minutes=1)
#: No record can be older than the program.
FIRST_YEAR = 2020
#: Nobody leaves a record file alone for longer, as a rule.
LONGEST_PAUSE = timedelta(days=400)
WARNING = "Check the laptop's date and time: waits and sheets count from them."


def against_newest(newest: datetime | None, now: datetime) -> str:
    """What is wrong with `now`, in words, if the newest entry was made at `newest`; empty if nothing is.

    Both are aware; their zones and clock changes make no difference.
    """
    at = now.astimezone(UTC)
    if at.year < FIRST_YEAR and (newest is None or newest.year >= FIRST_YEAR):
        return f"Clock stands in the year {at.year}"
    if newest is None:
        return ""
    gone = at - newest.astimezone(UTC)
    if gone < -TOLERANCE:
        return f"Clock went back by {said(-gone)}"
    if gone > LONGEST_PAUSE:
        return f"Clock is {said(gone)} ahead of the last entry"
    return ""


def against_elapsed(before: datetime, now: datetime, elapsed: timedelta) -> str:
    """What is wrong with `now`, in words, if so much time has run since the clock showed `before`."""
    off = now.astimezone(UTC) - before.astimezone(UTC) - elapsed
    if off > TOLERANCE:
        return f"Clock jumped ahead by {said(off)}"
    return f"Clock went back by {said(-off)}" if off < -TOLERANCE else ""


def said(time: timedelta) -> str:
    """`1 h 02 min`, `3 days`, `12 years`: a length of time, as exact as it needs to be."""
    minutes = int(time.total_seconds() // 60)
    days = minutes // 1440
    if days >= 730:
        return f"{days // 365} years"
    if days >= 2:
        return f"{days} days"
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"
