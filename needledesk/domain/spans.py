"""The waits that a sheet prints: taken from the rules of the protocol, and counted back from a moment to come."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from needledesk.domain.calendar import When, add_days, add_months
from needledesk.domain.findings import ends, reached
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.errors import BadInput

#: Dates by which subtracting months may be off at a month's end: the count forward from there finds the right one.
_ROLLS = 4


def window_of(protocol: Protocol, rule: str, end: str = "window") -> Window:
    """The rule's `window`, or its far end `until`. Raises BadInput, naming the rule, where it has no such wait."""
    found = getattr(protocol.rules[rule], end) if rule in protocol.rules else None
    if not isinstance(found, Window) or found.unit is Unit.SESSIONS:
        missing = "a waiting time" if end == "window" else "the end of its waiting time"
        raise BadInput(
            f"Rule {rule} of the protocol lacks {missing}.",
            safe="The visit is kept.",
            do="Restore the rule in Settings, Protocol.",
        )
    return found


def usual_span(protocol: Protocol, rule: str) -> str:
    """`4 to 6 weeks`, or in the rule's own units where that gives no whole weeks."""
    first, last = window_of(protocol, rule), window_of(protocol, rule, "until")
    if first.unit is last.unit is Unit.DAYS and not first.count % 7 and not last.count % 7:
        return f"{first.count // 7} to {last.count // 7} weeks"
    return f"{first} to {last}"


def last_time(window: Window, at: datetime) -> date | datetime:
    """The latest date, or where hours count the latest minute, from which `window` is over at the aware moment `at`.

    Found by counting forward as the screening does, never by taking away: months roll forward, hours elapse, and a
    time of day that the clock shows twice counts as the later one.
    """
    assert at.tzinfo is not None
    if window.unit is Unit.HOURS:
        return _last_minute(window, at)
    day = _near(window, at.date())
    while not reached(ends(When(day.isoformat()), window, at.tzinfo), at):
        day = add_days(day, -1)
    return day


def _near(window: Window, day: date) -> date:
    """A date that is at most a few dates later than the one looked for."""
    if window.unit is Unit.DAYS:
        return add_days(day, -window.count)
    months = window.count * (12 if window.unit is Unit.YEARS else 1)
    return add_days(add_months(day, -months), _ROLLS)


def _last_minute(window: Window, at: datetime) -> datetime:
    assert at.tzinfo is not None
    start = at.astimezone(at.tzinfo) - timedelta(hours=window.count)  # by the clock, near enough to search from
    clock = start.replace(tzinfo=None, second=0, microsecond=0, fold=0) + timedelta(hours=_ROLLS)
    while True:
        when = When(f"{clock:%Y-%m-%dT%H:%M}")
        moment = when.latest(at.tzinfo)
        assert moment is not None
        # What the clock skips is no time that anyone could read on it.
        if moment.time() == clock.time() and reached(ends(when, window, at.tzinfo), at):
            return moment
        clock -= timedelta(minutes=1)
