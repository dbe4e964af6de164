"""One worked case as a file gives it, read into what a screening or a sheet is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import Clearance, PastSession, Plan
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import expand
from needledesk.errors import BadInput

_Value = TypeVar("_Value")

#: Words for the reader, not for the run.
_TOLD = ("id", "kind", "title", "basis", "alt", "note", "notes", "comment", "source", "tags")
_SCREENED = (
    *("tz", "appointment", "planned", "answers", "unanswered", "unknown", "history"),
    *("clearance_on_file", "needs", "client", "born", "expect"),
)
_AFTER = ("tz", "session_end", "needs", "expect")


class NotReadable(Exception):
    """A part of a case that cannot be read: where, what was expected, and what stands there."""

    def __init__(self, field: str, expected: str, got: object) -> None:
        super().__init__(field)
        self.field, self.expected, self.got = field, expected, str(got)


@dataclass(frozen=True, slots=True)
class Case:
    """A case ready to run. `at` is the appointment, or the end of the session for an aftercare case."""

    aftercare: bool
    at: datetime
    zone: ZoneInfo
    expect: Mapping[str, Any]
    needs: frozenset[str]
    answers: Mapping[str, Answer]
    plan: Plan
    history: tuple[PastSession, ...]
    clearances: tuple[Clearance, ...]


def read_case(entry: object, protocol: Protocol) -> Case:
    """Read one entry. Raises NotReadable for anything it cannot be."""
    case = _mapping("case", entry)
    aftercare = case.get("kind") == "aftercare"
    if not aftercare and case.get("kind") not in (None, "screening"):
        raise NotReadable("kind", "screening or aftercare", case["kind"])
    _only("case", case, (*_TOLD, *(_AFTER if aftercare else _SCREENED)))
    zone = _time_zone(case.get("tz"))
    name = "session_end" if aftercare else "appointment"
    expect = _mapping("expect", case.get("expect"))
    if not expect:
        raise NotReadable("expect", "what should come out", "nothing")
    return Case(
        aftercare=aftercare,
        at=_moment(name, case.get(name), zone),
        zone=zone,
        expect=expect,
        needs=_needs(case, protocol),
        answers=_answers(case, protocol, zone),
        plan=_plan(case),
        history=tuple(_past_session(row) for row in _rows("history", case)),
        clearances=tuple(_clearance(row) for row in _rows("clearance_on_file", case)),
    )


def day_or_moment(field: str, value: object, zone: ZoneInfo) -> date | datetime:
    """A date, or a moment on the wall clock of that zone, from text or as YAML read it."""
    if isinstance(value, datetime) or not isinstance(value, date):
        text = value.isoformat() if isinstance(value, datetime) else str(value).strip().replace(" ", "T")
        return _moment(field, text, zone) if "T" in text else _day(field, text)
    return _day(field, value)


def _time_zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name or "missing"))
    except (KeyError, ValueError, OSError):
        raise NotReadable("tz", "the name of a time zone, such as Europe/London", name or "nothing") from None


def _moment(field: str, value: object, zone: ZoneInfo) -> datetime:
    text = value.isoformat() if isinstance(value, date) else str(value or "nothing")
    moment = _read(field, "a date and time, such as 2026-11-22T10:00", text, datetime.fromisoformat)
    _likely(field, text, moment.year)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _day(field: str, value: object) -> date:
    text = value.isoformat() if isinstance(value, date) else str(value or "nothing")
    day = _read(field, "a date, such as 2026-11-22", text[:10], date.fromisoformat)
    _likely(field, text, day.year)
    return day


def _likely(field: str, text: str, year: int) -> None:
    """Refuse a year that nobody means, so that adding to it stays within what dates can hold."""
    if not 1900 <= year <= 2199:
        raise NotReadable(field, "a year between 1900 and 2199", text)


def _read(field: str, expected: str, text: str, how: Callable[[str], _Value]) -> _Value:
    try:
        return how(text)
    except (ValueError, OverflowError):
        raise NotReadable(field, expected, text) from None


def _mapping(field: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise NotReadable(field, "named fields", "nothing" if value is None else value)
    return value


def _only(field: str, mapping: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in mapping:
        if name not in known:
            raise NotReadable(f"{field}: {name}", f"one of {', '.join(known)}", "a field that is not known")


def _rows(field: str, case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = case.get(field) or []
    if not isinstance(rows, list):
        raise NotReadable(field, "a list", rows)
    return [_mapping(field, row) for row in rows]


def _names(field: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | None):
        raise NotReadable(field, "a list", value)
    return tuple(str(name) for name in value or ())


def _needs(case: Mapping[str, Any], protocol: Protocol) -> frozenset[str]:
    needs = _names("needs", case.get("needs"))
    for rule in needs:
        if rule not in protocol.rules:
            raise NotReadable("needs", "a rule of this protocol", rule)
    return frozenset(needs)


def _answers(case: Mapping[str, Any], protocol: Protocol, zone: ZoneInfo) -> dict[str, Answer]:
    """Every question that is not named was answered No; named as unanswered it is blank."""
    answers = {question.key: Answer(Reply.NO) for question in protocol.questions}
    named = _mapping("answers", case.get("answers") or {})
    blank = _names("unanswered", case.get("unanswered"))
    unsure = _names("unknown", case.get("unknown"))
    for key in (*named, *blank, *unsure):
        if key not in answers:
            raise NotReadable("answers", "a question of this protocol", key)
    answers.update({key: Answer(Reply.UNSURE) for key in unsure})
    for key, value in named.items():
        answer = _answer(key, value, zone)
        if answer is None:
            blank = (*blank, key)
        else:
            answers[key] = answer
    return {key: answer for key, answer in answers.items() if key not in blank}


def _answer(key: str, value: object, zone: ZoneInfo) -> Answer | None:
    given = _mapping(key, value) if isinstance(value, Mapping) else {"answer": value}
    _only(key, given, ("answer", "last", "prescribed", "name", "brand", "detail", "zones", "current", "past"))
    reply = _reply(key, given.get("answer"))
    if reply is None:
        return None
    return Answer(
        reply=reply,
        last=_when(f"{key}: last", given.get("last"), zone),
        prescribed=_reply(f"{key}: prescribed", given.get("prescribed")),
        name=str(given.get("name") or given.get("brand") or ""),
        detail=str(given.get("detail") or ""),
        zones=_zones(f"{key}: zones", given.get("zones")),
        current=_reply(f"{key}: current", given.get("current")) is Reply.YES,
        past=_reply(f"{key}: past", given.get("past")) is Reply.YES,
    )


def _reply(field: str, value: object) -> Reply | None:
    """Yes, no or unknown; a truth value is how YAML reads an unquoted yes or no."""
    if value is None:
        return None
    if isinstance(value, bool):
        return Reply.YES if value else Reply.NO
    words = {"yes": Reply.YES, "true": Reply.YES, "no": Reply.NO, "false": Reply.NO, "unknown": Reply.UNSURE}
    if str(value).lower() not in words:
        raise NotReadable(field, "yes, no or unknown", value)
    return words[str(value).lower()]


def _when(field: str, value: object, zone: ZoneInfo) -> When | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        value = (value.astimezone(zone) if value.tzinfo else value).strftime("%Y-%m-%dT%H:%M")
    try:
        return When.parse(str(value))
    except BadInput:
        raise NotReadable(field, "a date, with or without time, a month, a year, or unknown", value) from None


def _zones(field: str, value: object) -> tuple[str, ...]:
    names = _names(field, value)
    try:
        return expand(names)
    except BadInput:
        raise NotReadable(field, "zones of the map", ", ".join(names)) from None


def _plan(case: Mapping[str, Any]) -> Plan:
    planned = _mapping("planned", case.get("planned") or {})
    _only("planned", planned, ("intensity", "zones"))
    client = _mapping("client", case.get("client") or {})
    _only("client", client, ("born",))
    born = case.get("born") or client.get("born")
    return Plan(
        intensity=_intensity("planned", planned.get("intensity")),
        zones=_zones("planned: zones", planned.get("zones")),
        born=_day("born", born) if born else None,
    )


def _intensity(field: str, value: object) -> Intensity | None:
    if value in (None, "", "unknown"):
        return None
    return _read(f"{field}: intensity", "mild or deep", str(value), Intensity)


def _past_session(row: Mapping[str, Any]) -> PastSession:
    _only("history", row, ("date", "intensity", "zones"))
    zones = _zones("history: zones", row.get("zones"))
    return PastSession(_day("history: date", row.get("date")), _intensity("history", row.get("intensity")), zones)


def _clearance(row: Mapping[str, Any]) -> Clearance:
    _only("clearance_on_file", row, ("rule", "dated", "by", "expires", "note"))
    expires = row.get("expires")
    return Clearance(
        rule=str(row.get("rule") or ""),
        dated=_day("clearance_on_file: dated", row.get("dated")),
        by=str(row.get("by") or ""),
        expires=_day("clearance_on_file: expires", expires) if expires else None,
        note=str(row.get("note") or ""),
    )
