"""When the next session may be and how far the course is, in the words of the client's header."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain.calendar import moment_of, say_day
from needledesk.domain.findings import reached
from needledesk.domain.intervals import next_window, rhythm, usual_course
from needledesk.domain.protocol import Status
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import VisitState
from needledesk.domain.waiting import Untreated, arrival, cause
from needledesk.ui.clients.overview import Overview
from needledesk.ui.widgets.verdict_words import say_date

ELIGIBLE = "Next eligible"


@dataclass(frozen=True, slots=True, repr=False)
class IntervalWords:
    """The interval card: a heading, the date that matters, and a line with an icon in a colour token."""

    heading: str
    day: str
    line: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class CourseWords:
    """How far the course is, how that compares with the usual one, and how often. `unusual`: it lies outside."""

    place: str
    usual: str = ""
    rhythm: str = ""
    unusual: bool = False


def interval(overview: Overview) -> IntervalWords | None:
    """From when on, and why: the latest of the interval (S-INT-02, S-INT-03, line 5), the last verdict's date and what
    was agreed when the visit was put off. None before the first session unless there is such a date, and none under
    DO_NOT_TREAT, which promises no date.
    """
    found, window = _untreated(overview), _window(overview)
    if found is not None and found.verdict.status is Status.DO_NOT_TREAT:
        return None
    opens = window[0] if window is not None else None
    until = _later(found.until(overview.at.tzinfo) if found is not None else None, opens, overview.at)
    if found is not None and window is not None and _waits_for_letter(found, overview.today):
        return _after_letter(until, overview)
    if found is not None and window is not None and found.verdict.dateless and found.deferral is None:
        return _no_date(_later(found.verdict.earliest, opens, overview.at), overview)
    if found is not None and until is not None and until != opens and not reached(until, overview.at):
        return IntervalWords(
            ELIGIBLE, say_date(until, overview.today), _why(found, until, overview), "calendar-clock", "wait"
        )
    return _usual(window, overview.today) if window is not None else None


def course(overview: Overview) -> CourseWords | None:
    """`Session 4 of 6`, the usual course beside it (S-CRS-01, line 11), and how often once there was a session.

    None where none is agreed and no session was done.
    """
    agreed, done = overview.client.details.course, overview.sessions
    if not agreed and not done:
        return None
    often = rhythm(overview.protocol, overview.intensity, _planned(overview)) if overview.treated is not None else ""
    usual, unusual = _usual_course(overview, agreed or done, agreed)
    return CourseWords(_place(overview, agreed, done), usual, often, unusual)


def _place(overview: Overview, agreed: int, done: int) -> str:
    if not agreed:
        return f"{done} session{'' if done == 1 else 's'} so far"
    if overview.unfinished is not None and overview.unfinished.state is VisitState.OPEN:
        number = done + 1
        return f"Session {number} of {agreed}" if number <= agreed else f"Session {number}, {agreed} agreed"
    return f"{done} of {agreed} done" if done <= agreed else f"{done} done, {agreed} agreed"


def _usual_course(overview: Overview, count: int, agreed: int) -> tuple[str, bool]:
    """`usual 4 to 8`, and where the agreed number lies outside, on which side."""
    span = usual_course(overview.protocol)
    if span is None:
        return "", False
    words = f"{span[0]} to {span[1]}"
    if count > span[1]:
        return f"more than the usual {words}", True
    if agreed and agreed < span[0]:
        return f"fewer than the usual {words}", True
    return (f"usual {words}" if agreed else f"usual course {words}"), False


def _untreated(overview: Overview) -> Untreated | None:
    """The newest visit as far as it keeps the client waiting: not treated, and no override in force."""
    visit, verdict, bench = overview.newest, overview.verdict, overview.bench
    if visit is None or verdict is None or bench is None or visit.treatment.started is not None:
        return None
    if visit.override is not None and visit.override.status is verdict.status:
        return None
    return Untreated(
        client=visit.client,
        visit=visit.id,
        name="",
        closed=visit.closed or visit.opened,
        protocol_version=visit.protocol_version,
        verdict=verdict,
        deferral=visit.deferral,
        letters=bench.letters,
    )


def _window(overview: Overview) -> tuple[date, date] | None:
    """The usual window after the last session; the longer one if either that or the planned session is deep (P8)."""
    finished = overview.treated.treatment.finished if overview.treated is not None else None
    if finished is None:
        return None
    return next_window(overview.protocol, finished.date(), overview.intensity, _planned(overview))


def _planned(overview: Overview) -> Intensity | None:
    """What the visit under way plans, until it is treated."""
    visit = overview.unfinished
    return visit.plan.intensity if visit is not None and visit.treatment.started is None else None


def _later(held: date | datetime | None, opens: date | None, at: datetime) -> date | datetime | None:
    """The later of the two; at the same moment the interval, as it is the usual reason."""
    dates = [one for one in (opens, held) if one is not None]
    return max(dates, key=lambda one: moment_of(one, at.tzinfo), default=None)


def _waits_for_letter(found: Untreated, today: date) -> bool:
    letter = arrival(found, today)
    return found.verdict.status is Status.MEDICAL_CLEARANCE and (letter is None or letter.lacking > 0)


def _after_letter(until: date | datetime | None, overview: Overview) -> IntervalWords:
    line = _not_before(until, overview) or "no letter on file"
    return IntervalWords(ELIGIBLE, "After a letter", line, "shield-plus", "letter")


def _no_date(until: date | datetime | None, overview: Overview) -> IntervalWords:
    line = _not_before(until, overview) or "not today"
    return IntervalWords(ELIGIBLE, "No date yet", line, "calendar-clock", "wait")


def _not_before(until: date | datetime | None, overview: Overview) -> str:
    if until is None or reached(until, overview.at):
        return ""
    return f"not before {say_date(until, overview.today)}"


def _why(found: Untreated, until: date | datetime, overview: Overview) -> str:
    bench = overview.bench
    if until == found.earliest and bench is not None:
        return cause(found.verdict, lambda: bench.protocol)
    return f"put off: {found.deferral.note}" if found.deferral is not None and found.deferral.note else "put off"


def _usual(window: tuple[date, date], today: date) -> IntervalWords:
    opens, closes = window
    if today < opens:
        return IntervalWords("Next session from", say_day(opens), f"until {say_day(closes)}", "calendar", "ink2")
    if today <= closes:
        short = f"Today, {today.day} {today:%b}"
        return IntervalWords("Interval reached", short, f"until {say_day(closes)}", "circle-check", "proceed")
    return IntervalWords("Window closed", say_day(closes), "later than usual", "calendar-x", "decide")
