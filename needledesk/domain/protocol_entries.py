"""The entries of a rule and its questions that a practice may change, and why the others are locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from needledesk.domain.fixed_rules import COUNTED, COUNTED_WHEN_ON, LETTER_ALWAYS, NEVER_OFF, SWITCHED
from needledesk.domain.pretreatment import WAITS
from needledesk.domain.protocol import Ask, Protocol, Question, Rule, Status, Unit, Window
from needledesk.domain.protocol_names import CALLED

#: Wording with the longest that its place takes, and whether it may be empty.
_OF_RULE = {"title": (60, False), "does": (320, False), "why": (320, True)}
_OF_QUESTION = {
    "title": (60, False),
    "text": (240, False),
    "help": (52, False),
    "card": (40, True),
    "reason": (80, True),
}
_LEVELS = (
    Status.PROCEED_ZONE_LIMITED,
    Status.PRACTITIONER_DECISION,
    Status.NOT_TODAY,
    Status.MEDICAL_CLEARANCE,
    Status.DO_NOT_TREAT,
)
#: Rules that no question feeds, whose level the program reads all the same.
_UNASKED = {
    **dict.fromkeys(("S-INT-01", "S-INT-02", "S-INT-03", "S-CRS-01"), _LEVELS[1:3]),
    "X-15": (Status.PRACTITIONER_DECISION, Status.DO_NOT_TREAT),  # no letter makes anyone older, nor any day soon
}
_WAITS = (Unit.HOURS, Unit.DAYS, Unit.MONTHS, Unit.YEARS)
_PRESCRIBER = "The prescriber decides: always a doctor’s letter, never a date."


class Kind(StrEnum):
    """How an entry is changed."""

    SWITCH = "switch"
    LEVEL = "level"
    WINDOW = "window"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands, what it may become, and why it may not change if `locked` says so.

    The value is as an Edit gives it: the name of a Status, “7 days”, or words. The entry `prescribed` is what a yes to
    “prescribed?” comes to: it stands in no text, and is always locked.
    """

    name: str
    kind: Kind
    value: str | bool
    question: str = ""  # the question's key; empty for the rule's own entries
    optional: bool = False  # an empty text takes it out
    levels: tuple[Status, ...] = ()  # to choose from
    units: tuple[Unit, ...] = ()  # likewise
    longest: int = 0  # signs of wording
    locked: str = ""  # one sentence; empty: it may be changed

    @property
    def _called(self) -> str:
        return CALLED.get(self.name, self.name)

    def refusal(self, value: str | bool) -> str:
        """Why that cannot be its value, in words that follow the rule's name; empty if it can."""
        if isinstance(value, bool) or self.kind is Kind.SWITCH:
            fits = isinstance(value, bool) and self.kind is Kind.SWITCH
            return "" if fits else f"its {self._called} is not what it must be."
        if not value.strip():
            return "" if self.optional else f"it needs its {self._called}."
        match self.kind:
            case Kind.LEVEL:
                return "" if value in self.levels else f"{value} cannot be its {self._called}."
            case Kind.WINDOW:
                return self._no_window(value)
            case _:
                return "" if len(value) <= self.longest else f"its {self._called} is longer than {self.longest} signs."

    def _no_window(self, value: str) -> str:
        window = Window.of(value)
        if window is None:
            return f"“{value}” is not a wait, such as “7 days”."
        if window.unit not in self.units:
            return f"its {self._called} is counted in {_or(self.units)}, not {window.unit}."
        return ""


def _or(units: tuple[Unit, ...]) -> str:
    *most, last = units
    return f"{', '.join(most)} or {last}" if most else str(last)


def editable(protocol: Protocol, rule: str) -> tuple[Entry, ...]:
    """Every entry of that rule and its questions that the protocol page shows, locked ones too. Raises KeyError."""
    return tuple(_entries(protocol, protocol.rules[rule]))


def _entries(protocol: Protocol, rule: Rule) -> Iterator[Entry]:
    asked = tuple(question for question in protocol.questions if question.rule == rule.id)
    yield Entry("on", Kind.SWITCH, rule.on, locked=_no_switch(protocol, rule, asked))
    if asked or rule.id in _UNASKED:
        yield _level(rule, asked)
    yield from _waits(rule, asked)
    for name, (longest, optional) in _OF_RULE.items():
        yield Entry(name, Kind.WORDS, getattr(rule, name), optional=optional, longest=longest)
    for question in asked:
        yield from _of_question(rule, question, alone=len(asked) == 1)


def _no_switch(protocol: Protocol, rule: Rule, asked: tuple[Question, ...]) -> str:
    """Why switching it would change nothing, or must not; empty where it may."""
    if rule.id in NEVER_OFF:
        return "These zones are never treated, so this rule is always on."
    if asked or rule.id in SWITCHED or any(rule.id in question.also for question in protocol.questions):
        return ""
    return _NO_SWITCH.get(rule.id, "It explains or sets a time and asks nothing, so there is nothing to switch.")


_NO_SWITCH = {
    "X-12": "HIV and hepatitis are never asked, so there is nothing to switch.",
    "X-18": "It is part of the question about bleeding and clotting (S-ABS-05): switch that one.",
    "X-26": "Neither kind of treatment can be recorded, so there is nothing to switch.",
}


def _level(rule: Rule, asked: tuple[Question, ...]) -> Entry:
    value = rule.level.value if rule.level else ""
    levels, locked = _levels(rule, asked)
    return Entry("level", Kind.LEVEL, value, optional=rule.extension and bool(asked), levels=levels, locked=locked)


def _levels(rule: Rule, asked: tuple[Question, ...]) -> tuple[tuple[Status, ...], str]:
    """The levels to choose from, and why there is no choice where there is none."""
    if rule.id in LETTER_ALWAYS:
        return (Status.MEDICAL_CLEARANCE,), _PRESCRIBER
    if not asked:
        return _UNASKED[rule.id], ""
    if rule.id.startswith("S-ABS-"):
        return _LEVELS[3:], ""
    levels: tuple[Status, ...] = _LEVELS
    if not all(Ask.ZONES in question.asks for question in asked):
        levels = _LEVELS[1:]
    if _counted_before(asked) or "window" in COUNTED.get(rule.id, ()):
        # a window that cannot go leaves no level without a date, and none stands beside a letter for a medicine
        levels = levels[: -2 if rule.topic == "medicine" else -1]
    return levels, ""


def _counted_before(asked: tuple[Question, ...]) -> bool:
    """Whether the sheet before a visit counts back with the window of the rule that these questions feed."""
    return any(question.key in WAITS for question in asked)


def _waits(rule: Rule, asked: tuple[Question, ...]) -> Iterator[Entry]:
    """Its window, the far end, and the level that it comes to between them."""
    dated = bool(asked) and all(Ask.LAST in question.asks for question in asked)
    for name in ("window", "until"):
        window: Window | None = getattr(rule, name)
        if window or dated:
            value, locked = str(window or ""), _no_wait(rule, asked, name)
            optional = not _must(rule, asked, name)
            yield Entry(name, Kind.WINDOW, value, optional=optional, units=_units(rule), locked=locked)
    if rule.then or dated:
        value = rule.then.value if rule.then else ""
        levels = _LEVELS[1:4] if asked else _LEVELS[1:2]  # age alone: no question that a letter could answer
        yield Entry("then", Kind.LEVEL, value, optional=True, levels=levels, locked=_never_less(rule))


def _must(rule: Rule, asked: tuple[Question, ...], name: str) -> bool:
    """Whether the program cannot do without that entry."""
    when_on = COUNTED_WHEN_ON.get(rule.id, ()) if rule.on else ()
    if name == "window" and rule.on and _counted_before(tuple(each for each in asked if each.window is None)):
        return True
    return name in (*COUNTED.get(rule.id, ()), *when_on) or rule.id in ("S-CRS-01", "X-15")


def _units(rule: Rule) -> tuple[Unit, ...]:
    if rule.id == "S-CRS-01":
        return (Unit.SESSIONS,)
    return _WAITS[1:] if rule.id in _UNASKED else _WAITS  # dates alone: their time of day is not kept


def _no_wait(rule: Rule, asked: tuple[Question, ...], name: str) -> str:
    if rule.id in LETTER_ALWAYS:
        return _PRESCRIBER
    if rule.id.startswith("S-ABS-"):
        return "This rule never gives a date."
    counted = name in COUNTED.get(rule.id, ()) or rule.id in _UNASKED
    return "" if asked or counted else "Nothing is counted with it: the sheet takes this time from another rule."


def _never_less(rule: Rule) -> str:
    if rule.id in LETTER_ALWAYS:
        return _PRESCRIBER
    return "This rule is absolute: it never comes to less." if rule.id.startswith("S-ABS-") else ""


def _of_question(rule: Rule, question: Question, alone: bool) -> Iterator[Entry]:
    for name, (longest, optional) in _OF_QUESTION.items():
        yield Entry(name, Kind.WORDS, getattr(question, name), question.key, optional, longest=longest)
    levels, locked = _levels(rule, (question,))
    if question.level or not alone:
        value = question.level.value if question.level else ""
        yield Entry("level", Kind.LEVEL, value, question.key, True, levels, locked=locked)
    if question.window or (not alone and Ask.LAST in question.asks):
        locked = _no_wait(rule, (question,), "window")
        must = rule.on and rule.window is None and _counted_before((question,))
        value = str(question.window or "")
        yield Entry("window", Kind.WINDOW, value, question.key, not must, units=_WAITS, locked=locked)
    if Ask.PRESCRIBED in question.asks:
        locked = "Only a prescriber may change a prescribed medicine: always a doctor’s letter, never a date."
        yield Entry(
            "prescribed",
            Kind.LEVEL,
            Status.MEDICAL_CLEARANCE.value,
            question.key,
            levels=(Status.MEDICAL_CLEARANCE,),
            locked=locked,
        )
