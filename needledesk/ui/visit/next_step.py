"""What can be done next in a visit, and where it cannot be done, why not, in plain words."""

from __future__ import annotations

from datetime import date, datetime

from needledesk.domain.calendar import say_day
from needledesk.domain.cautions import cautions
from needledesk.domain.decisions import OVERRIDABLE, may_start
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict
from needledesk.domain.treatment import Severity
from needledesk.domain.visits import Visit
from needledesk.errors import BadInput
from needledesk.ui.widgets.verdict_words import latest, say_date

#: Seconds from the start in which nobody has finished a treatment.
SOON = 30


def why_not_start(verdict: Verdict, visit: Visit, today: date) -> str:
    """Why treatment cannot start; empty where it can."""
    if may_start(verdict, visit.decision, visit.override):
        return ""
    if verdict.status is Status.INCOMPLETE:
        return _still_open(verdict)
    if verdict.status is Status.PRACTITIONER_DECISION:
        undecided = "Decide first: treat or do not treat, with a reason."
        return undecided if visit.decision is None else "You decided not to treat."
    if verdict.status is Status.NOT_TODAY:
        earliest = latest(verdict)
        if earliest is None or verdict.dateless:
            return "Not today, and no date yet."
        return f"Not before {say_date(earliest, today)}."
    return {
        Status.MEDICAL_CLEARANCE: "A doctor has to answer in writing first.",
        Status.DO_NOT_TREAT: "The checklist says do not treat. This program offers no way round.",
    }.get(verdict.status, "")


def waits(verdict: Verdict, visit: Visit) -> bool:
    """Whether the next thing is not to treat but to wait: for a date or a letter, and nobody has overridden it."""
    return verdict.status in OVERRIDABLE and not may_start(verdict, visit.decision, visit.override)


def put_off(verdict: Verdict, today: date) -> str:
    """`Put off to Thu 26 Nov`, or to another day where the verdict gives no date, or not for all of it."""
    if verdict.earliest is None or verdict.dateless:
        return "Put off to another day"
    day = verdict.earliest.date() if isinstance(verdict.earliest, datetime) else verdict.earliest
    return f"Put off to {say_day(day, year=day.year != today.year)}"


def missing_to_close(visit: Visit, protocol: Protocol, today: date) -> tuple[str, ...]:
    """What a treated visit still lacks before it can be closed; nothing for one that was not treated."""
    if visit.treatment.finished is None:
        return ()
    found = cautions(visit.treatment, protocol, today)
    return tuple(caution.text for caution in found if caution.severity is not Severity.NOTICE)


def hardly_begun(visit: Visit, now: datetime) -> bool:
    """Whether a finish would come so soon after the start, with no zone recorded, that it was hardly meant."""
    work = visit.treatment
    if work.started is None or work.finished is not None or work.zones:
        return False
    return now.timestamp() - work.started.timestamp() < SOON


def elapsed(started: datetime, now: datetime) -> str:
    """`26:14`, or `1:02:10` from an hour on."""
    seconds = max(0, int(now.timestamp() - started.timestamp()))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def finish_at(text: str, started: datetime, now: datetime) -> datetime:
    """The moment that a typed time of day means: the first such time from the start on. Raises BadInput."""
    from needledesk.ui.widgets.typed_date import read_time

    clock = read_time(text)
    if clock is None:
        raise BadInput("Type the time like 14:30")
    at = started.replace(hour=clock.hour, minute=clock.minute, second=0)
    if at < started:
        at = started if (clock.hour, clock.minute) == (started.hour, started.minute) else _next_day(at)
    if at > now:
        raise BadInput(f"It lies between the start, {started:%H:%M}, and now, {now:%H:%M}")
    return at


def _next_day(at: datetime) -> datetime:
    following = date.fromordinal(at.toordinal() + 1)
    return at.replace(year=following.year, month=following.month, day=following.day)


def _still_open(verdict: Verdict) -> str:
    parts = ((len(verdict.blank), "not answered"), (len(verdict.unsure), "open"))
    return "First: " + ", ".join(f"{count} {word}" for count, word in parts if count) + "."
