"""What stands under the word of a status: the date, the count, the zones, or what was decided."""

from __future__ import annotations

from datetime import date, datetime

from needledesk.domain import zones
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.decisions import Decision, Override
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.ui import icons


def second_line(
    verdict: Verdict,
    decision: Decision | None = None,
    today: date | None = None,
    override: Override | None = None,
) -> str:
    """The line under the status word. `today`: dates of the same year are written without it."""
    if override is not None:
        return f"override by {override.by}, {override.at:%H:%M}"
    if decision is not None:
        word = "treat" if decision.treat else "do not treat"
        return f"{word}, decided {decision.at:%H:%M}"
    return _LINES[verdict.status](verdict, today) if verdict.status in _LINES else _fixed(verdict.status)


def say_date(at: date | datetime, today: date | None = None) -> str:
    """`Thu 26 Nov`, with the year unless it is today's, with the time where hours count: `today, 21:00`."""
    day = at.date() if isinstance(at, datetime) else at
    if isinstance(at, datetime) and day == today:
        return f"today, {at:%H:%M}"
    year = today is None or day.year != today.year
    return say_moment(at, year) if isinstance(at, datetime) else say_day(day, year)


def latest(verdict: Verdict) -> date | datetime | None:
    """The latest date that any finding gives, or the verdict itself."""
    if verdict.earliest is not None:
        return verdict.earliest
    dates = [finding.earliest for finding in verdict.findings if finding.earliest is not None]
    return max(dates, key=_sortable, default=None)


def _sortable(at: date | datetime) -> tuple[date, str]:
    return (at.date(), f"{at:%H:%M}") if isinstance(at, datetime) else (at, "")


def _waiting(verdict: Verdict, today: date | None) -> str:
    if verdict.earliest is not None and not verdict.dateless:
        return f"earliest {say_date(verdict.earliest, today)}"
    at = latest(verdict)
    return f"not before {say_date(at, today)}" if at is not None else "no date yet"


def _letter(verdict: Verdict, today: date | None) -> str:
    at = latest(verdict)
    return f"not before {say_date(at, today)}" if at is not None else "no letter on file"


def _deciding(verdict: Verdict, today: date | None) -> str:  # noqa: ARG001
    count = sum(finding.status is Status.PRACTITIONER_DECISION for finding in verdict.findings) or 1
    return f"{count} point{'s' if count != 1 else ''} need{'' if count != 1 else 's'} you"


def _open(verdict: Verdict, today: date | None) -> str:  # noqa: ARG001
    parts = ((len(verdict.blank), "blank"), (len(verdict.unsure), "unsure"))
    return ", ".join(f"{count} {word}" for count, word in parts if count)


def _without(verdict: Verdict, today: date | None) -> str:  # noqa: ARG001
    return zones.say(verdict.excluded_zones)


def _fixed(status: Status) -> str:
    return icons.tone(status)["second"]


_LINES = {
    Status.NOT_TODAY: _waiting,
    Status.MEDICAL_CLEARANCE: _letter,
    Status.PRACTITIONER_DECISION: _deciding,
    Status.INCOMPLETE: _open,
    Status.PROCEED_ZONE_LIMITED: _without,
}
