"""What the day asks for: who is being treated, who may come again, what has come in, and which sheets are missing.

Facts in, lines out, in the order of what must happen next. The page looks back for twelve weeks: who was due, or could
have come, before that stands in the list of clients only, so that what is new is never buried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from needledesk.domain.calendar import add_days, moment_of, say_at, say_day
from needledesk.domain.findings import reached
from needledesk.domain.intervals import next_window, rhythm
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import Visit
from needledesk.domain.waiting import Arrival, Untreated, arrival, cause

#: Days that the page looks back.
LOOKS_BACK = 84
#: Days for which a sheet still says something: its last part ends with week 6.
SHEET_COUNTS = 42

Protocols = Callable[[int], Protocol]


class Kind(StrEnum):
    """What a line is about: which mark it takes."""

    OPEN = "open"
    DUE = "due"
    LATE = "late"
    OVER = "over"
    LETTER = "letter"
    COMING = "coming"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One row: whom it is about, and in a few words why. `visit` is 0 where the client's page is meant."""

    client: int
    visit: int
    name: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Unfinished:
    """A visit that is not closed, as far as its place in the order needs it."""

    visit: int
    client: int
    name: str
    session: int
    opened: datetime
    started: datetime | None
    finished: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class InRoom:
    """A visit that is not closed, whole. `asked`: how many questions its checklist has."""

    visit: Visit
    verdict: Verdict
    name: str
    initials: str
    course: int
    asked: int


@dataclass(frozen=True, slots=True, repr=False)
class LastSession:
    """A client between two sessions: the latest one, and how many there were of how many."""

    client: int
    name: str
    sessions: int
    course: int
    finished: datetime
    intensity: Intensity | None


@dataclass(frozen=True, slots=True, repr=False)
class Ungiven:
    """A treated visit whose sheet nobody has exported or printed."""

    visit: int
    client: int
    name: str
    number: str
    session: int
    started: datetime | None
    finished: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Today:
    """All of it. `in_room` are the first of `unfinished`, whole; `nobody`: the practice has no client yet."""

    at: datetime
    in_room: tuple[InRoom, ...] = ()
    unfinished: tuple[Line, ...] = ()
    due: tuple[Line, ...] = ()
    over: tuple[Line, ...] = ()
    coming: tuple[Line, ...] = ()
    ungiven: tuple[Ungiven, ...] = ()
    waits: tuple[Untreated, ...] = ()  # what `over` and `coming` rest on
    nobody: bool = False

    @property
    def running(self) -> bool:
        """Whether a treatment is running."""
        return any(_running(one.visit.treatment.started, one.visit.treatment.finished) for one in self.in_room)


def counts(today: Today) -> str:
    """`2 in progress · 9 due · 3 waits over · 1 letter in`: what there is, in one line."""
    letters = sum(line.kind is Kind.LETTER for line in today.over)
    waits, sheets = len(today.over) - letters, len(today.ungiven)
    parts = (
        (len(today.unfinished), "in progress"),
        (len(today.due), "due"),
        (waits, "wait over" if waits == 1 else "waits over"),
        (letters, "letter in" if letters == 1 else "letters in"),
        (sheets, "sheet to give" if sheets == 1 else "sheets to give"),
    )
    return " · ".join(f"{count} {words}" for count, words in parts if count) or "Nothing waits for you today."


def in_order(found: Iterable[Unfinished]) -> list[Unfinished]:
    """Treatments that run, the longest first; then finished ones, who wait to go home; then the newest screenings."""

    def place(one: Unfinished) -> tuple[int, float, int]:
        if _running(one.started, one.finished) and one.started is not None:
            return 0, one.started.timestamp(), one.visit
        if one.finished is not None:
            return 1, one.finished.timestamp(), one.visit
        return 2, -one.opened.timestamp(), -one.visit

    return sorted(found, key=place)


def unfinished_line(one: Unfinished, today: date) -> Line:
    """`Session 2 · opened Fri 20 Nov`, `Session 2 · needling since 13:56`, `Session 2 · finished 14:30`."""
    at, word = one.opened, "opened"
    if one.started is not None:
        at, word = (one.started, "needling since") if one.finished is None else (one.finished, "finished")
    return Line(one.client, one.visit, one.name, Kind.OPEN, f"Session {one.session} · {word} {_clock(at, today)}")


def room_words(one: InRoom, today: date) -> str:
    """`Session 4 of 6 · deep`; a visit of another day says which."""
    visit = one.visit
    intensity = visit.treatment.intensity or visit.plan.intensity
    opened = visit.opened.date()
    parts = (
        _session(visit.session, one.course),
        intensity.word if intensity is not None else "",
        "" if opened == today else f"opened {_day(opened, today)}",
    )
    return " · ".join(part for part in parts if part)


def due(sessions: Iterable[LastSession], protocol: Protocol, today: date) -> tuple[Line, ...]:
    """Who may come for the next session: the usual window is open, or closed up to twelve weeks ago.

    The nearest end of a window first, before or behind. A course that is done asks for nobody.
    """
    found = []
    for one in sessions:
        opens, closes = next_window(protocol, one.finished.date(), one.intensity or Intensity.DEEP)
        done = bool(one.course) and one.sessions >= one.course
        if opens <= today <= add_days(closes, LOOKS_BACK) and not done:
            found.append((abs((closes - today).days), closes >= today, one.name, one.client, one, closes))
    found.sort(key=lambda each: each[:4])
    return tuple(_due_line(each[4], each[5], protocol, today) for each in found)


def reaches_back(protocol: Protocol, today: date) -> date:
    """The first day on which a session can have been whose client may still be due."""
    windows = [next_window(protocol, today, intensity) for intensity in Intensity]
    longest = max(closes for _, closes in windows) - today
    return add_days(today, -LOOKS_BACK - longest.days - 4)  # months differ in length


def follow_up(
    found: Iterable[Untreated], protocols: Protocols, now: datetime
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What has come in, waits that are over and letters, newest first; and who waits for a date to come, soonest first.

    DO_NOT_TREAT is never among them, as no date is promised there.
    """
    over: list[tuple[datetime, Line]] = []
    coming: list[tuple[datetime, Line]] = []
    for one in found:
        told = _follow_up(one, protocols, now)
        if told is None:
            continue
        since, line = told
        if line.kind is Kind.COMING:
            coming.append((since, line))
        elif (now.date() - since.astimezone(now.tzinfo).date()).days <= LOOKS_BACK:
            over.append((since, line))
    over.sort(key=lambda pair: (-pair[0].timestamp(), pair[1].name, pair[1].client))
    coming.sort(key=lambda pair: (pair[0], pair[1].name, pair[1].client))
    return tuple(line for _, line in over), tuple(line for _, line in coming)


def ungiven_line(one: Ungiven, today: date) -> Line:
    """`Sat 21 Nov, session 2`."""
    text = f"{_clock(one.finished, today)}, session {one.session}"
    return Line(one.client, one.visit, one.name, Kind.SHEET, text)


def to_give(found: Iterable[Ungiven], today: date) -> tuple[Ungiven, ...]:
    """The sheets that still say something, the newest finish first: that client is about to leave, or has just left."""
    counting = [one for one in found if (today - one.finished.date()).days <= SHEET_COUNTS]
    return tuple(sorted(counting, key=lambda one: (-one.finished.timestamp(), one.visit)))


def _follow_up(one: Untreated, protocols: Protocols, now: datetime) -> tuple[datetime, Line] | None:
    if one.verdict.status is Status.DO_NOT_TREAT:
        return None
    until, letter = one.until(now.tzinfo), arrival(one, now.date())
    if letter is not None:
        return letter.at, Line(one.client, 0, one.name, Kind.LETTER, _letter_words(letter, until, now))
    if one.verdict.status is Status.MEDICAL_CLEARANCE and one.deferral is None:
        return None
    if until is None or (one.verdict.status is not Status.NOT_TODAY and one.deferral is None):
        return None
    kind = Kind.OVER if reached(until, now) else Kind.COMING
    words = _wait_words(one, until, protocols, now, over=kind is Kind.OVER)
    return moment_of(until, now.tzinfo), Line(one.client, 0, one.name, kind, words)


def _wait_words(one: Untreated, until: date | datetime, protocols: Protocols, now: datetime, over: bool) -> str:
    when, why = _at(until, now), cause(one.verdict, lambda: protocols(one.protocol_version))
    note = one.deferral.note if one.deferral is not None else ""
    if one.verdict.status is Status.MEDICAL_CLEARANCE:
        return f"Put off until {when} · waits for a letter"
    if one.deferral is not None and (until != one.earliest or not why):
        return " · ".join(part for part in (f"Put off until {when}", note or why) if part)
    words = f"{why} over, {when}" if over else f"Not before {when} · {why}"
    return f"{words} · {note}" if note else words


def _letter_words(letter: Arrival, until: date | datetime | None, now: datetime) -> str:
    came = f"Letter arrived {_day(letter.at.astimezone(now.tzinfo).date(), now.date())}"
    if letter.lacking:
        return f"{came}: {letter.lacking} more needed"
    if until is not None and not reached(until, now):
        return f"{came}: not before {_at(until, now)}"
    return f"{came}: read and decide"


def _due_line(one: LastSession, closes: date, protocol: Protocol, today: date) -> Line:
    late = closes < today
    parts = (
        f"{'Window closed' if late else 'Until'} {_day(closes, today)}",
        rhythm(protocol, one.intensity or Intensity.DEEP),
        _session(one.sessions + 1, one.course).lower(),
    )
    return Line(one.client, 0, one.name, Kind.LATE if late else Kind.DUE, " · ".join(parts))


def _session(number: int, course: int) -> str:
    return f"Session {number} of {course}" if course >= number else f"Session {number}"


def _running(started: datetime | None, finished: datetime | None) -> bool:
    return started is not None and finished is None


def _day(day: date, today: date) -> str:
    return say_day(day, year=day.year != today.year)


def _clock(at: datetime, today: date) -> str:
    """The time of today, the date of another day."""
    return f"{at:%H:%M}" if at.date() == today else _day(at.date(), today)


def _at(at: date | datetime, now: datetime) -> str:
    if isinstance(at, datetime):
        local = at.astimezone(now.tzinfo)
        return f"{local:%H:%M}" if local.date() == now.date() else say_at(local, local.year != now.year)
    return _day(at, now.date())
