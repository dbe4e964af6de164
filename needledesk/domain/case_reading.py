"""One worked case as a file gives it, read into what a screening or a sheet is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from needledesk.domain import case_values as values
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import Precision, When
from needledesk.domain.case_values import NotReadable
from needledesk.domain.letters import Clearance
from needledesk.domain.protocol import Ask, Protocol, Question
from needledesk.domain.screening import PastSession, Plan

__all__ = ["Case", "NotReadable", "read_case"]

#: Words for the reader, not for the run.
_TOLD = ("id", "kind", "title", "basis", "alt", "note", "notes", "comment", "source", "tags")
_SCREENED = (
    *("tz", "appointment", "planned", "answers", "unanswered", "unknown", "history"),
    *("clearance_on_file", "needs", "client", "born", "expect"),
)
_AFTER = ("tz", "session_end", "needs", "expect")
_GIVEN = ("answer", "last", "prescribed", "name", "brand", "detail", "zones", "current", "past")
_LETTER = ("rule", "dated", "by", "expires", "note")


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
    case = values.mapping("case", entry)
    kind = values.words("kind", "screening or aftercare", case.get("kind"))
    if kind not in ("", "screening", "aftercare"):
        raise NotReadable("kind", "screening or aftercare", kind)
    aftercare = kind == "aftercare"
    values.only("case", case, (*_TOLD, *(_AFTER if aftercare else _SCREENED)))
    zone = values.time_zone("tz", case.get("tz"))
    expect = values.mapping("expect", case.get("expect"))
    if not expect:
        raise NotReadable("expect", "what should come out", None)
    return Case(
        aftercare=aftercare,
        at=_at(case, aftercare, zone),
        zone=zone,
        expect=expect,
        needs=frozenset(_rule("needs", name, protocol) for name in values.names("needs", case.get("needs"))),
        answers=_answers(case, protocol, zone),
        plan=_plan(case),
        history=tuple(_past_session(row) for row in values.rows("history", case.get("history"))),
        clearances=tuple(
            _clearance(row, protocol) for row in values.rows("clearance_on_file", case.get("clearance_on_file"))
        ),
    )


def _at(case: Mapping[str, Any], aftercare: bool, zone: ZoneInfo) -> datetime:
    if aftercare:
        return values.end("session_end", case.get("session_end"), zone)
    return values.moment("appointment", case.get("appointment"), zone)


def _rule(field: str, value: object, protocol: Protocol) -> str:
    name = values.words(field, "a rule of this protocol", value)
    if name not in protocol.rules:
        raise NotReadable(field, "a rule of this protocol", name)
    return name


def _answers(case: Mapping[str, Any], protocol: Protocol, zone: ZoneInfo) -> dict[str, Answer]:
    """Every question that is not named was answered No; named as unanswered it is blank."""
    questions = {question.key: question for question in protocol.questions}
    named = values.mapping("answers", {} if case.get("answers") is None else case["answers"])
    blank = values.names("unanswered", case.get("unanswered"))
    unsure = values.names("unknown", case.get("unknown"))
    for key in (*named, *blank, *unsure):
        if key not in questions:
            raise NotReadable("answers", "a question of this protocol", key)
    given = {key: _answer(questions[key], value, zone) for key, value in named.items()}
    _agree(given, blank, unsure)
    said = dict.fromkeys(questions, Answer(Reply.NO)) | dict.fromkeys(unsure, Answer(Reply.UNSURE)) | given
    return {key: answer for key, answer in said.items() if answer is not None and key not in blank}


def _agree(given: Mapping[str, Answer | None], blank: tuple[str, ...], unsure: tuple[str, ...]) -> None:
    """Refuse a question that is told in two ways: which of them was meant, nobody can say."""
    for key in blank:
        if given.get(key) is not None or key in unsure:
            other = "unknown" if key in unsure else "answers"
            raise NotReadable(key, "one answer", f"unanswered, and another under {other}")
    for key in unsure:
        if key in given and (given[key] or Answer(Reply.NO)).reply is not Reply.UNSURE:
            raise NotReadable(key, "one answer", "unknown, and another under answers")


def _answer(question: Question, value: object, zone: ZoneInfo) -> Answer | None:
    key = question.key
    given = values.mapping(key, value) if isinstance(value, Mapping) else {"answer": value}
    values.only(key, given, _GIVEN)
    reply = values.reply(key, given.get("answer"))
    if reply is None:
        return None
    last = values.when(f"{key}: last", given.get("last"), zone)
    current = values.reply(f"{key}: current", given.get("current"))
    if current is Reply.UNSURE and Ask.CURRENT in question.asks:
        last = When(Precision.UNKNOWN.value)  # perhaps still taken: then no date is the last one
    brand = values.words(f"{key}: brand", "words", given.get("brand"))
    return Answer(
        reply=reply,
        last=last,
        prescribed=values.reply(f"{key}: prescribed", given.get("prescribed")),
        name=values.words(f"{key}: name", "words", given.get("name")) or brand,
        detail=values.words(f"{key}: detail", "words", given.get("detail")),
        zones=values.zones(f"{key}: zones", given.get("zones")),
        current=current is Reply.YES,
        past=values.reply(f"{key}: past", given.get("past")) is Reply.YES,
    )


def _fields(name: str, case: Mapping[str, Any], known: tuple[str, ...]) -> Mapping[str, Any]:
    fields = values.mapping(name, {} if case.get(name) is None else case[name])
    values.only(name, fields, known)
    return fields


def _plan(case: Mapping[str, Any]) -> Plan:
    planned = _fields("planned", case, ("intensity", "zones"))
    client = _fields("client", case, ("born",))
    born = client.get("born") if case.get("born") is None else case["born"]
    return Plan(
        intensity=values.intensity("planned: intensity", planned.get("intensity")),
        zones=values.zones("planned: zones", planned.get("zones")),
        born=None if born is None else values.day("born", born),
    )


def _past_session(row: Mapping[str, Any]) -> PastSession:
    values.only("history", row, ("date", "intensity", "zones"))
    return PastSession(
        values.day("history: date", row.get("date")),
        values.intensity("history: intensity", row.get("intensity")),
        values.zones("history: zones", row.get("zones")),
    )


def _clearance(row: Mapping[str, Any], protocol: Protocol) -> Clearance:
    field = "clearance_on_file"
    values.only(field, row, _LETTER)
    expires = row.get("expires")
    return Clearance(
        rule=_rule(f"{field}: rule", row.get("rule"), protocol),
        dated=values.day(f"{field}: dated", row.get("dated")),
        by=values.words(f"{field}: by", "words", row.get("by")),
        expires=None if expires is None else values.day(f"{field}: expires", expires),
        note=values.words(f"{field}: note", "words", row.get("note")),
    )
