"""What a practice may change in its protocol, rule by rule, and why the rest is locked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from needledesk.domain.protocol import COUNTED, LOCKED, UNDATED, Ask, Protocol, Question, Rule, Status, Unit
from needledesk.domain.tables import refused

#: Rules that the program looks at beside the questions: intervals, course, age, the treatment record, and the lines
#: of the sheets that are printed only while the rule is on (resources/texts, `when` and `any`).
SWITCHED = frozenset(
    {
        *("S-INT-01", "S-INT-02", "S-INT-03", "S-CRS-01", "X-15", "X-20", "X-21", "X-30"),
        *("S-AFT-01", "S-AFT-08", "S-RES-01", "X-32", "X-33", "X-34"),
    }
)
#: Rules without a question whose level the program reads.
_LEVELLED = frozenset({"S-INT-01", "S-INT-02", "S-INT-03", "S-CRS-01", "X-15"})
#: Wording of a question with the longest that its place takes, and whether it may be empty.
WORDS = {"title": (60, False), "text": (240, False), "help": (52, False), "reason": (80, True), "card": (40, True)}
_LEVELS = (
    Status.PROCEED_ZONE_LIMITED,
    Status.PRACTITIONER_DECISION,
    Status.NOT_TODAY,
    Status.MEDICAL_CLEARANCE,
    Status.DO_NOT_TREAT,
)
_ABSOLUTE = (Status.MEDICAL_CLEARANCE, Status.DO_NOT_TREAT)
_WAITS = (Unit.HOURS, Unit.DAYS, Unit.MONTHS, Unit.YEARS)


class Kind(StrEnum):
    """How an entry is changed."""

    SWITCH = "switch"
    LEVEL = "level"
    WINDOW = "window"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of a rule, or of its question with the key `question`, set anew; an empty text takes it out.

    A level is the value of a Status, a window is written as in the text: “7 days”.
    """

    rule: str
    entry: str
    value: str | bool
    question: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands, how it may be changed, and why not if `locked` says so."""

    name: str  # of an Edit's entry; "prescribed" is what a yes to "prescribed?" comes to, and always locked
    kind: Kind
    value: str | bool
    question: str = ""  # the question's key; empty for the rule's own entries
    optional: bool = False  # an empty text takes it out
    levels: tuple[Status, ...] = ()  # to choose from
    units: tuple[Unit, ...] = ()  # likewise
    longest: int = 0  # signs of wording
    locked: str = ""  # one sentence; empty: it may be changed


def editable(protocol: Protocol, rule: str) -> tuple[Entry, ...]:
    """Every entry of that rule and its questions that the protocol page shows, locked ones too. Raises KeyError."""
    own = protocol.rules[rule]
    asked = tuple(question for question in protocol.questions if question.rule == rule)
    found = [_switch(protocol, own, asked)]
    if _levelled(own, asked):
        found.append(_level(own, asked))
    found += _windows(own, asked)
    for question in asked:
        found += _of_question(own, question, single=len(asked) == 1)
    return tuple(found)


def entry(protocol: Protocol, edit: Edit) -> Entry | None:
    """The entry that an edit means; None where that rule has none of that name."""
    if edit.rule not in protocol.rules:
        return None
    named = (edit.entry, edit.question)
    return next((found for found in editable(protocol, edit.rule) if (found.name, found.question) == named), None)


def _switch(protocol: Protocol, rule: Rule, asked: tuple[Question, ...]) -> Entry:
    return Entry("on", Kind.SWITCH, rule.on, locked=_no_switch(protocol, rule, asked))


def _no_switch(protocol: Protocol, rule: Rule, asked: tuple[Question, ...]) -> str:
    if rule.id in LOCKED:
        return "These zones are never treated, so this rule is always on."
    if rule.id == "X-12":
        return "HIV and hepatitis are never asked, so there is nothing to switch."
    fed = any(rule.id in question.also for question in protocol.questions)
    if asked or fed or rule.id in SWITCHED:
        return ""
    if rule.id == "X-26":
        return "Neither kind of treatment can be recorded, so there is nothing to switch."
    if rule.id == "X-18":
        return "Part of the question about bleeding and clotting (S-ABS-05): switch that one."
    return "This line explains or sets a time; nothing is asked by it, so there is nothing to switch."


def _levelled(rule: Rule, asked: tuple[Question, ...]) -> bool:
    return bool(asked) or rule.id in _LEVELLED


def _level(rule: Rule, asked: tuple[Question, ...]) -> Entry:
    levels = _choices(rule, all(Ask.ZONES in question.asks for question in asked) and bool(asked))
    value = rule.level.value if rule.level else ""
    return Entry("level", Kind.LEVEL, value, optional=bool(asked), levels=levels, locked=_no_level(rule))


def _choices(rule: Rule, zones: bool) -> tuple[Status, ...]:
    if rule.topic == "absolute":
        return _ABSOLUTE
    return _LEVELS if zones else _LEVELS[1:]


def _no_level(rule: Rule) -> str:
    return "The prescriber decides: always a doctor’s letter, never a date." if rule.id in UNDATED else ""


def _windows(rule: Rule, asked: tuple[Question, ...]) -> Iterator[Entry]:
    dated = bool(asked) and all(Ask.LAST in question.asks for question in asked)
    own = rule.id in COUNTED or rule.id in ("S-CRS-01", "X-15", "X-28")
    for name in ("window", "until"):
        window = getattr(rule, name)
        must = name in COUNTED.get(rule.id, ()) or rule.id in ("S-CRS-01", "X-15")
        if window or dated:
            value = str(window) if window else ""
            locked = _no_window(rule, asked, own)
            yield Entry(name, Kind.WINDOW, value, optional=not must, units=_units(rule), locked=locked)
    if rule.then or dated:
        value = rule.then.value if rule.then else ""
        yield Entry("then", Kind.LEVEL, value, optional=True, levels=_LEVELS[1:4], locked=_no_level(rule))


def _units(rule: Rule) -> tuple[Unit, ...]:
    if rule.id == "S-CRS-01":
        return (Unit.SESSIONS,)
    return _WAITS[1:] if rule.topic in ("interval", "age") else _WAITS


def _no_window(rule: Rule, asked: tuple[Question, ...], own: bool) -> str:
    if rule.id in UNDATED:
        return "The prescriber decides: a date never stands beside this medicine."
    if rule.topic == "absolute":
        return "This rule never gives a date."
    return "" if asked or own else "The sheet counts this time with another rule."


def _of_question(rule: Rule, question: Question, single: bool) -> Iterator[Entry]:
    for name, (longest, optional) in WORDS.items():
        yield Entry(name, Kind.WORDS, getattr(question, name), question.key, optional, longest=longest)
    if question.level or not single:
        levels = _choices(rule, Ask.ZONES in question.asks)
        value = question.level.value if question.level else ""
        yield Entry("level", Kind.LEVEL, value, question.key, True, levels, locked=_no_level(rule))
    if question.window or (not single and Ask.LAST in question.asks):
        value = str(question.window) if question.window else ""
        locked = _no_window(rule, (question,), own=True)
        yield Entry("window", Kind.WINDOW, value, question.key, True, units=_WAITS, locked=locked)
    if Ask.PRESCRIBED in question.asks:
        locked = "Only a prescriber may change a prescribed medicine: always a doctor’s letter, no date."
        yield Entry("prescribed", Kind.LEVEL, Status.MEDICAL_CLEARANCE.value, question.key, locked=locked)


def refuse_locked(protocol: Protocol, edits: Iterable[Edit]) -> None:
    """Raises BadInput for the first edit whose entry is not there, is locked or does not take that value."""
    for edit in edits:
        found = entry(protocol, edit)
        if found is None:
            raise refused(f"Rule {edit.rule} has no entry {edit.question} {edit.entry} that can be changed.")
        if found.locked:
            raise refused(f"Rule {edit.rule}: {found.locked}")
        if isinstance(edit.value, bool) is not (found.kind is Kind.SWITCH):
            raise refused(f"Rule {edit.rule}: {edit.entry} does not take that value.")
        if edit.value == "" and not found.optional:
            raise refused(f"Rule {edit.rule} needs its {edit.entry}.")
