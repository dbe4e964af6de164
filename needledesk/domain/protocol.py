"""The practice's rules and questions, as data: what the source says, what the program does, and why they differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a rule, or the whole screening, comes to. Low to high: the worst wins."""

    PROCEED = "PROCEED"
    PROCEED_ZONE_LIMITED = "PROCEED_ZONE_LIMITED"
    PRACTITIONER_DECISION = "PRACTITIONER_DECISION"
    INCOMPLETE = "INCOMPLETE"
    NOT_TODAY = "NOT_TODAY"
    MEDICAL_CLEARANCE = "MEDICAL_CLEARANCE"
    DO_NOT_TREAT = "DO_NOT_TREAT"

    @property
    def rank(self) -> int:
        """Its place from low (0) to high (6)."""
        return list(Status).index(self)


class Unit(StrEnum):
    """How a window is counted: hours elapse, days are calendar dates, months keep the day of the month."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Window:
    """A wait of `count` units."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value if self.count != 1 else self.unit.value[:-1]
        return f"{self.count} {unit}"


class Ask(StrEnum):
    """What a question asks for beside yes and no, once the answer is yes."""

    LAST = "last"  # a date; for a window in hours also a time
    PRESCRIBED = "prescribed"
    CURRENT = "current"
    PAST = "past"
    NAME = "name"
    DETAIL = "detail"
    DETAIL_REQUIRED = "detail_required"
    ZONES = "zones"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the checklist, as the practitioner sees it and as it is asked."""

    key: str
    rule: str  # id of the rule it feeds
    group: str  # key of its Group
    title: str  # the row's words: "Aspirin, or anything with aspirin in it"
    text: str  # the sentence that is asked
    help: str  # the short line under the title: "7 days between the last dose and treatment"
    asks: tuple[Ask, ...] = ()
    asked_again: bool = False  # never carried over from an earlier visit


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the checklist."""

    key: str
    title: str
    hint: str = ""  # "ask and look"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its source beside it. `line` is the source's line number, None for an extension."""

    id: str
    topic: str  # absolute, contraindication, precaution, zone, medicine, restart, interval, course, effect, aftercare, expectation, ...
    title: str
    level: Status | None  # None: advice or a definition, never a verdict
    line: str  # "21", "23, 31"; empty for an extension
    says: str  # what the source says, in our words
    does: str  # what the program does
    why: str = ""  # why they differ, where they do
    window: Window | None = None
    until: Window | None = None  # the far end of a usual window (intervals)
    on: bool = True
    extension: bool = False


@dataclass(frozen=True, slots=True)
class Protocol:
    """A version of the practice's rules: everything a screening and a handout are made from."""

    version: int
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]  # all of them, in the order they are asked
    rules: dict[str, Rule]

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions whose rule is on."""
        return tuple(question for question in self.questions if self.rules[question.rule].on)

    def question(self, key: str) -> Question:
        """The question with that key. Raises KeyError if there is none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)

    def on(self, rule: str) -> bool:
        """Whether that rule exists and is on."""
        return rule in self.rules and self.rules[rule].on
