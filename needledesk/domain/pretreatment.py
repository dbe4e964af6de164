"""Before the treatment: from which day and hour a client leaves what, and the sheet that says so.

Every wait is the protocol's own, counted back from the appointment until the screening there would find nothing. For
what makes bruises the sheet asks for whole free dates, the stricter reading (C-12). A prescribed medicine gets no date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from needledesk.domain.calendar import moment_of, say_at, say_day, say_long, say_moment
from needledesk.domain.handout import Again, Line, Lines
from needledesk.domain.practice import Country, Practice
from needledesk.domain.protocol import Protocol, Question, Window
from needledesk.domain.spans import last_time, usual_span, window_of

#: The questions about what is bought without a doctor and makes bruises (source line 21).
BOUGHT = ("aspirin", "nsaid", "vitamin_e", "fish_oil", "herbal")
#: The other questions that ask for a last time before the visit.
COUNTED = (
    *("retinoid", "x_acids", "x_sun_exposure", "x_self_tan"),
    *("x_waxing", "x_botulinum", "x_filler", "x_peel_laser"),
)
#: Every question whose wait the sheet says. That of isotretinoin has no date: a doctor prescribes it.
WAITS = (*BOUGHT, *COUNTED, "isotretinoin")


@dataclass(frozen=True, slots=True)
class BeforeDates:
    """By question, as far as it is asked: from which date none is taken, and the last time that still counts.

    A last time is a date, or an aware moment where hours count.
    """

    none_from: Mapping[str, date]
    not_after: Mapping[str, date | datetime]


@dataclass(frozen=True, slots=True, repr=False)
class BeforeSheet:
    """Everything that the sheet prints, as ready words and dates. Holds a client's name: it has no repr."""

    practice: str
    phone: str
    email: str
    hours: str
    practitioner: str
    client: str
    appointment: datetime
    appointment_text: str  # "Saturday 5 December 2026, 10:00"
    protocol_version: int
    made: str  # "Sun 22 Nov 2026, 14:36"
    made_at: datetime
    language: str  # "en-US"
    medicines: tuple[Line, ...]
    keep: tuple[Again, ...]
    notes: tuple[Line, ...]
    tell: tuple[Line, ...]
    skin: tuple[Line, ...]
    day: tuple[Line, ...]
    what: tuple[Line, ...]
    often: tuple[Line, ...]
    words: Mapping[str, str]  # headings and other fixed words
    history: str = ""  # the head of the history that the paper binds: `1234-7F3A-91C2-55E0-0D1B`


@dataclass(frozen=True, slots=True)
class BeforeGiven:
    """A sheet that was given before an appointment: the exact bytes are kept under `id`. `how`: exported, printed."""

    id: int
    appointment: datetime
    how: str
    at: datetime
    sha256: str


def dates(appointment: datetime, protocol: Protocol) -> BeforeDates:
    """The dates that count back from the aware moment `appointment`, in its own zone (a ZoneInfo).

    Raises BadInput, naming the rule, where the protocol asks for a last time and lacks the wait.
    """
    if appointment.tzinfo is None:
        raise ValueError("the appointment needs a time zone")
    asked = {question.key: question for question in protocol.asked}
    last = {key: _last(protocol, asked[key], appointment) for key in (*BOUGHT, *COUNTED) if key in asked}
    return BeforeDates(
        none_from={key: _day(last[key]) for key in BOUGHT if key in last},
        not_after={key: last[key] for key in COUNTED if key in last},
    )


def compose(
    appointment: datetime,
    client_name: str,
    practice: Practice,
    country: Country,
    protocol: Protocol,
    texts: Mapping[str, Any],
    made: datetime,
) -> BeforeSheet:
    """The sheet for one appointment. `texts` is what texts/<language>/pretreatment.toml holds.

    Raises BadInput as `dates` does.
    """
    counted = dates(appointment, protocol)
    page = Lines(_words(protocol, country, texts), frozenset(name for name in protocol.rules if protocol.on(name)))
    return BeforeSheet(
        practice=practice.name,
        phone=practice.phone,
        email=practice.email,
        hours=practice.hours,
        practitioner=practice.practitioner,
        client=client_name,
        appointment=appointment,
        appointment_text=say_long(appointment),
        protocol_version=protocol.version,
        made=say_moment(made.astimezone(appointment.tzinfo), year=True),
        made_at=made.astimezone(appointment.tzinfo),
        language=country.spelling,
        medicines=page.lines(texts["medicines"]),
        keep=(*_bought(counted, appointment, texts["bought"]), *_kept(counted, appointment, texts["keep"], page)),
        notes=page.lines(texts["notes"]),
        tell=tuple(_told(counted, appointment, protocol, texts["tell"], page)),
        skin=page.lines(texts["skin"]),
        day=page.lines(texts["day"]),
        what=page.lines(texts["what"]),
        often=page.lines(texts["often"]),
        words=dict(texts["words"]),
    )


def _last(protocol: Protocol, question: Question, appointment: datetime) -> date | datetime:
    """The last time after which no rule that the question feeds finds anything: the earliest of them."""
    windows = [question.window or window_of(protocol, question.rule)]
    windows += [window_of(protocol, name) for name in question.also if protocol.on(name)]
    return min((last_time(window, appointment) for window in windows), key=lambda last: _end(last, appointment))


def _end(last: date | datetime, appointment: datetime) -> datetime:
    """A date lasts to its end."""
    end = last if isinstance(last, datetime) else datetime.combine(last, time.max, appointment.tzinfo)
    return moment_of(end, None)


def _day(last: date | datetime) -> date:
    """The first of the whole free dates: that of the last time itself, as C-12 asks for one date more."""
    return last.date() if isinstance(last, datetime) else last


def _words(protocol: Protocol, country: Country, texts: Mapping[str, Any]) -> dict[str, str]:
    course = protocol.rules["S-CRS-01"] if protocol.on("S-CRS-01") else None
    return {
        "light_every": usual_span(protocol, "S-INT-02") if protocol.on("S-INT-02") else "",
        "deep_every": usual_span(protocol, "S-INT-03") if protocol.on("S-INT-03") else "",
        "course": f"{course.window.count} to {course.until.count}" if course and course.window and course.until else "",
        **texts["spelling"][country.spelling],
    }


def _bought(counted: BeforeDates, appointment: datetime, said: Mapping[str, Any]) -> Iterator[Again]:
    """A box for each date; as a rule there is one, as all have the same wait."""
    items = [item for item in said["items"] if item["question"] in counted.none_from]
    for day in sorted({counted.none_from[item["question"]] for item in items}):
        here = [item for item in items if counted.none_from[item["question"]] == day]
        names = ", ".join(item["name"] for item in here)
        ids = tuple(dict.fromkeys(name for item in here for name in item["ids"]))
        when = said["date"].format(day=say_day(day, year=day.year != appointment.year))
        yield Again(names[:1].upper() + names[1:], said["note"], when, ids)


def _kept(counted: BeforeDates, appointment: datetime, rows: list[Mapping[str, Any]], page: Lines) -> Iterator[Again]:
    for row in rows:
        last = counted.not_after.get(row["question"])
        if last is not None:
            yield from page.again([dict(row, date=row["date"].format(last=_say(last, appointment)))])


def _told(
    counted: BeforeDates, appointment: datetime, protocol: Protocol, rows: list[Mapping[str, Any]], page: Lines
) -> Iterator[Line]:
    asked = {question.key: question for question in protocol.asked}
    for row in rows:
        if "question" not in row:
            yield from page.lines([row])
        elif row["question"] in asked:
            question = asked[row["question"]]
            wait = question.window or window_of(protocol, question.rule)
            yield page.line(row, wait=str(wait), **_lasts(counted, question, protocol, appointment))


def _lasts(counted: BeforeDates, question: Question, protocol: Protocol, appointment: datetime) -> dict[str, str]:
    """The last times of a question, as words; none for what has no date on this sheet."""
    last = counted.not_after.get(question.key)
    if last is None:
        return {}
    until = _far(protocol.rules[question.rule].until, appointment) or last
    return {"last": _say(last, appointment), "last_until": _say(until, appointment)}


def _far(until: Window | None, appointment: datetime) -> date | datetime | None:
    return last_time(until, appointment) if until is not None else None


def _say(last: date | datetime, appointment: datetime) -> str:
    """The year only where it is another one than that of the visit."""
    return say_at(last, year=last.year != appointment.year)
