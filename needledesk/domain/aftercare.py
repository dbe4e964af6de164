"""Aftercare: when the client may start what again, and the sheet that says so.

Hours elapse, so a clock change never shortens a wait; days are calendar dates (P3). The windows themselves
stand once, in the protocol; the words stand in resources/texts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from needledesk.domain import zones
from needledesk.domain.calendar import add_days, add_hours, add_months, say_day, say_long, say_moment
from needledesk.domain.handout import Bar, Handout, Line, Lines
from needledesk.domain.practice import Country, Practice
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.spans import usual_span, window_of
from needledesk.domain.treatment import Intensity, Treatment

__all__ = ["AftercareDates", "Handout", "compose", "dates"]

#: Days after the treatment: looks normal again (R16), may be injected or peeled again (R43). Published figures,
#: not waits that a practice sets.
NORMAL_DAY, INJECTIONS_DAY = 7, 14
#: Where the device's maker wants no sun block at first (C-33, R7).
SUNSCREEN_WAIT = Window(24, Unit.HOURS)


@dataclass(frozen=True, slots=True)
class AftercareDates:
    """Every moment (aware, in the zone of the finish) and every calendar date that the sheet can print."""

    makeup_from: datetime  # S-AFT-01
    gentle_care_until: datetime  # S-AFT-05 to 07
    no_actives_until: datetime  # S-AFT-08, 09
    shaving_from: datetime  # X-33, its window
    exercise_from: datetime
    waxing_from: datetime  # X-33, its far end: the same time by the clock, seven dates on
    restart_otc_and_supplements_from: date  # S-RES-01
    sun_block_until: date
    still_red_from: date  # the day after S-SFX-03
    normal_by: date
    next_mild_from: date  # S-INT-02
    next_mild_to: date
    next_deep_from: date  # S-INT-03
    next_deep_to: date


def dates(finished: datetime, protocol: Protocol) -> AftercareDates:
    """The dates that count from the aware moment `finished`, in its own zone.

    The zone must be a real one (ZoneInfo), as a fixed offset knows no clock change. Raises BadInput, naming
    the rule, where the protocol lacks one of the windows.
    """
    if finished.tzinfo is None:
        raise ValueError("the finish needs a time zone")

    def moment(rule: str, end: str = "window") -> datetime:
        return _moment(finished, window_of(protocol, rule, end))

    def on(rule: str, end: str = "window") -> date:
        return moment(rule, end).date()

    return AftercareDates(
        makeup_from=moment("S-AFT-01"),
        gentle_care_until=moment("S-AFT-05"),
        no_actives_until=moment("S-AFT-08"),
        shaving_from=moment("X-33"),
        exercise_from=moment("X-32"),
        waxing_from=moment("X-33", "until"),
        restart_otc_and_supplements_from=on("S-RES-01"),
        sun_block_until=on("X-34"),
        still_red_from=add_days(on("S-SFX-03", "until"), 1),
        normal_by=add_days(finished.date(), NORMAL_DAY),
        next_mild_from=on("S-INT-02"),
        next_mild_to=on("S-INT-02", "until"),
        next_deep_from=on("S-INT-03"),
        next_deep_to=on("S-INT-03", "until"),
    )


def compose(
    finished: datetime,
    treatment: Treatment,
    session: int,
    course: int,
    client_name: str,
    practice: Practice,
    country: Country,
    protocol: Protocol,
    texts: Mapping[str, Any],
    flags: Collection[str],
    made: datetime,
) -> Handout:
    """The sheet for one visit.

    `course` is the number of planned sessions, 0 if none is planned; `texts` is what
    texts/<language>/aftercare.toml holds; `flags` are the ids of the rules that fired or applied in this visit.
    Raises BadInput as `dates` does.
    """
    counted = dates(finished, protocol)
    words = _words(counted, finished, country, protocol, texts)
    page = Lines(words, _facts(protocol, practice, treatment, flags))
    next_visit, before_next = _next(counted, treatment.intensity, protocol, texts["next"], page)
    return Handout(
        practice=practice.name,
        phone=practice.phone,
        email=practice.email,
        hours=practice.hours,
        practitioner=practice.practitioner,
        client=client_name,
        finished=finished,
        finished_text=say_long(finished),
        session=_session(session, course, treatment.intensity, texts["header"]),
        zones=_where([work.zone for work in treatment.zones], texts["header"]),
        intensity=treatment.intensity,
        protocol_version=protocol.version,
        made=say_moment(made.astimezone(finished.tzinfo), year=True),
        made_at=made.astimezone(finished.tzinfo),
        language=country.spelling,
        again=page.again(texts["again"]),
        medicines=page.line(texts["medicines"]),
        normal=tuple(_bar(row, finished, protocol) for row in texts["normal"]),
        bruises=page.line(texts["bruises"]),
        do=page.lines(texts["do"]),
        not_yet=page.lines(texts["not_yet"]),
        emergency=country.emergency,
        alarm=page.line(texts["alarm"]),
        calls=page.calls(texts["call"]),
        for_you=page.lines(texts["for_you"]),
        first_hours=page.lines(texts["first_hours"]),
        week_1=page.lines(texts["week_1"]),
        weeks_2_to_6=page.lines(texts["weeks_2_to_6"]),
        next_visit=next_visit,
        before_next=before_next,
        words=dict(texts["words"]),
    )


def _moment(finished: datetime, window: Window) -> datetime:
    if window.unit is Unit.HOURS:
        return add_hours(finished, window.count)
    if window.unit is Unit.DAYS:
        return _same_clock(finished, add_days(finished.date(), window.count))
    months = window.count * (12 if window.unit is Unit.YEARS else 1)
    return _same_clock(finished, add_months(finished.date(), months))


def _same_clock(finished: datetime, day: date) -> datetime:
    """`finished`'s time by the clock on `day`: the later of two, and where the clock skips it, that much later."""
    clock = datetime.combine(day, finished.time().replace(fold=0), finished.tzinfo)
    later = clock.replace(fold=1).astimezone(UTC).astimezone(finished.tzinfo)
    skipped = later.time() != clock.time()
    return clock.astimezone(UTC).astimezone(finished.tzinfo) if skipped else later


def _facts(protocol: Protocol, practice: Practice, treatment: Treatment, flags: Collection[str]) -> frozenset[str]:
    choices = ("source_advil", "source_hydrocortisone", "sunscreen_after_24h")
    return frozenset(
        [rule for rule in protocol.rules if protocol.on(rule)]
        + [f"flag {rule}" for rule in flags]
        + [choice for choice in choices if getattr(practice, choice)]
        + (["numbing"] if treatment.numbing.strip() else [])
    )


def _words(
    counted: AftercareDates, finished: datetime, country: Country, protocol: Protocol, texts: Mapping[str, Any]
) -> dict[str, str]:
    sunscreen = _moment(finished, SUNSCREEN_WAIT)
    return {
        "makeup_from": say_moment(counted.makeup_from),
        "gentle_care_until": say_moment(counted.gentle_care_until),
        "gentle_weekday": f"{counted.gentle_care_until:%A}",
        "no_actives_until": say_moment(counted.no_actives_until),
        "shaving_from": say_moment(counted.shaving_from),
        "exercise_from": say_moment(counted.exercise_from),
        "waxing_from": say_moment(counted.waxing_from),
        "restart_from": say_day(counted.restart_otc_and_supplements_from),
        "sun_block_until": say_day(counted.sun_block_until),
        "sunscreen_from": say_moment(sunscreen),
        "sunscreen_day": say_day(sunscreen.date()),
        "injections_from": say_day(add_days(finished.date(), INJECTIONS_DAY)),
        "still_red_from": say_day(counted.still_red_from),
        "still_red_day": str((counted.still_red_from - finished.date()).days),
        "swelling_until": say_moment(_moment(finished, window_of(protocol, "S-SFX-07", "until"))),
        "normal_by": say_day(counted.normal_by),
        "emergency": country.emergency,
        "paracetamol": country.paracetamol,
        **texts["spelling"][country.spelling],
    }


def _bar(row: Mapping[str, Any], finished: datetime, protocol: Protocol) -> Bar:
    def point(name: str) -> datetime:
        first, _, second = row[name].partition(" ")
        own = Window(int(first), Unit(second)) if first.isdigit() else None
        return _moment(finished, own or window_of(protocol, first, second))

    begins = point("begins") if "begins" in row else finished
    usual = (begins, point("usual")) if "usual" in row else None
    last = point("still_normal")
    note = row["note"].format(last_day=say_day(last.date()), last=say_moment(last))
    return Bar(row["label"], usual, (usual[1] if usual else begins, last), note, tuple(row["ids"]))


def _session(session: int, course: int, intensity: Intensity | None, header: Mapping[str, str]) -> str:
    pattern = header["session_of"] if course >= session else header["session"]
    said = pattern.format(session=session, course=course)
    return f"{said}, {intensity.word}" if intensity else said


def _where(treated: list[str], header: Mapping[str, str]) -> str:
    """The zones in words, a nearly full face by what was left out: "Face, without chin"."""
    missing = [name for key, name in zones.FACE.items() if key not in treated]
    if not 1 <= len(missing) <= 3:
        return zones.say(treated)
    left_out = ", ".join(name[0].lower() + name[1:] for name in missing)
    body = [zones.BODY[key] for key in zones.expand(treated) if key in zones.BODY]
    return "; ".join([header["face_without"].format(zones=left_out), *body])


def _next(
    counted: AftercareDates,
    intensity: Intensity | None,
    protocol: Protocol,
    said: Mapping[str, Any],
    page: Lines,
) -> tuple[Line, Line]:
    """When the next visit fits, and what to leave before its first day: counted the stricter way (C-12)."""
    bruise = window_of(protocol, "S-MED-01")
    if intensity is None:
        before = page.line({"text": said["before_open"], "ids": said["ids"]}, bruise_wait=str(bruise))
        return page.line({"text": said["open"], "ids": said["ids"]}), before
    deep = intensity is Intensity.DEEP
    first = counted.next_deep_from if deep else counted.next_mild_from
    last = counted.next_deep_to if deep else counted.next_mild_to
    between = page.line(
        {"text": said["between"], "ids": said["ids"]},
        next_from=say_day(first, year=True),
        next_to=say_day(last, year=True),
        intensity=intensity.word,
        every=usual_span(protocol, "S-INT-03" if deep else "S-INT-02"),
    )
    before = page.line(
        {"text": said["before"], "ids": said["ids"]},
        come=f"{first.day} {first:%b}",
        bruise_from=say_day(_earlier(first, bruise)),
        retinol_from=say_day(_earlier(first, _retinoid_wait(protocol))),
    )
    return between, before


def _retinoid_wait(protocol: Protocol) -> Window:
    """S-MED-08, or the longer pause X-28 while it is on."""
    return window_of(protocol, "X-28" if protocol.on("X-28") else "S-MED-08")


def _earlier(day: date, window: Window) -> date:
    """The calendar date that lies the whole window before `day`; parts count whole, months as their longest."""
    if window.unit is Unit.HOURS:
        return add_days(day, -window.count // 24)
    longest = {Unit.DAYS: 1, Unit.MONTHS: 31, Unit.YEARS: 366}[window.unit]
    return add_days(day, -window.count * longest)
