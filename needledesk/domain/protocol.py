"""The practice's rules and questions, as data: what the source says, what the program does, why they differ.

One protocol is one TOML text: any number of `[[group]]` and `[[rule]]` tables, each rule followed by its own
`[[rule.question]]` tables. The shipped text is cut into files by topic; put one after the other they are
again such a text, and that is what a record file keeps, with the version number beside it. Questions are
asked group by group, within a group in the order in which the text lists them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from needledesk.domain.fixed_rules import COUNTED, COUNTED_WHEN_ON, NEVER_OFF, never_dated
from needledesk.domain.tables import Place, Table, refused
from needledesk.domain.windows import Unit as Unit  # a rule's own words
from needledesk.domain.windows import Window as Window
from needledesk.errors import BadInput


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
        return _RANKS[self]


_RANKS = {status: rank for rank, status in enumerate(Status)}


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
    card: str = ""  # the fact on the verdict card, where the rule's title does not fit
    reason: str = ""  # what follows, on the verdict card, where the help line does not say it
    last_label: str = "Last time"  # what the date is called: "Last dose"
    level: Status | None = None  # where this question alone comes to another level than its rule
    window: Window | None = None  # likewise
    also: tuple[str, ...] = ()  # further rules that the same answer feeds
    together: str = ""  # a name it shares with its neighbours: one tap answers No to all of them


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the checklist."""

    key: str
    title: str
    hint: str = ""  # "ask and look"
    look: bool = False  # the practitioner looks at each visit, whatever was found last time


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its source beside it. `line` is the source's line number, empty for an extension."""

    id: str
    topic: str  # absolute, contraindication, precaution, zone, medicine, restart, interval, aftercare, ...
    title: str
    level: Status | None  # None: advice or a definition, never a verdict
    line: str  # "21", "23, 31"; empty for an extension
    says: str  # what the source says, in our words
    does: str  # what the program does
    why: str = ""  # why they differ, where they do
    window: Window | None = None
    until: Window | None = None  # the far end of a usual window (intervals), or of `then`
    on: bool = True
    extension: bool = False
    then: Status | None = None  # the lower level once it is over: past the window until `until`, or `past`
    leaves_out: bool = False  # leaves out the zones of the answer too (at PROCEED_ZONE_LIMITED always so)
    elsewhere: Status | None = None  # the level where zones are named and none is planned; `past`: silent then


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


def read(text: str, version: int = 1) -> Protocol:
    """The protocol that a TOML text holds. Raises BadInput, naming the rule, for anything it cannot be."""
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number too long for any use, brackets without end
        raise refused(f"The protocol is not readable as TOML: {error}.") from error
    top = Table("The protocol", tables)
    groups = tuple(_group(table) for table in top.tables("group"))
    rows = top.tables("rule")
    top.nothing_else()
    rules: dict[str, Rule] = {}
    questions: list[Question] = []
    for row in rows:
        asked = row.tables("question")
        rule = _rule(row)
        if rule.id in rules:
            raise refused(f"Rule {rule.id} stands in the protocol twice.", Place("rule", rule.id))
        rules[rule.id] = rule
        questions += [_question(table, rule.id) for table in asked]
    return _checked(Protocol(version, groups, _in_order(questions, groups), rules))


def _window(table: Table, name: str) -> Window | None:
    """`7 days`: a count and its unit, or None where the entry is missing."""
    text = table.take(name, str, "")
    if not text:
        return None
    window = Window.of(text)
    if window is None:
        units = ", ".join(Unit)
        raise table.refused(f"{table}: “{text}” is not a {name}, such as “7 days” (counted in {units}).", name)
    return window


def _group(table: Table) -> Group:
    group = Group(
        table.words("key"), table.words("title"), table.take("hint", str, ""), table.take("look", bool, False)
    )
    table.nothing_else()
    return group


def _rule(table: Table) -> Rule:
    name = table.words("id")
    extension = name.startswith("X-")
    rule = Rule(
        id=name,
        topic=table.words("topic"),
        title=table.words("title"),
        level=table.choice("level", Status),
        line="" if extension else table.words("line"),
        says=table.words("says"),
        does=table.words("does"),
        why=table.take("why", str, ""),
        window=_window(table, "window"),
        until=_window(table, "until"),
        on=table.take("on", bool, True),
        extension=extension,
        then=table.choice("then", Status),
        leaves_out=table.take("leaves_out", bool, False),
        elsewhere=table.choice("elsewhere", Status),
    )
    table.nothing_else()
    return rule


def _question(table: Table, rule: str) -> Question:
    question = Question(
        key=table.words("key"),
        rule=rule,
        group=table.words("group"),
        title=table.words("title"),
        text=table.words("text"),
        help=table.words("help"),
        asks=tuple(table.one_of("asks", str(ask), Ask) for ask in table.take("asks", list, [])),
        asked_again=table.take("asked_again", bool, False),
        card=table.take("card", str, ""),
        reason=table.take("reason", str, ""),
        last_label=table.take("last_label", str, "Last time"),
        level=table.choice("level", Status),
        window=_window(table, "window"),
        also=tuple(str(other) for other in table.take("also", list, [])),
        together=table.take("together", str, ""),
    )
    table.nothing_else()
    return question


def _in_order(questions: list[Question], groups: tuple[Group, ...]) -> tuple[Question, ...]:
    places = {group.key: place for place, group in enumerate(groups)}
    for question in questions:
        if question.group not in places:
            said = f"Question {question.key} is in no group of the protocol: “{question.group}”."
            raise refused(said, Place("question", question.key, "group"))
    return tuple(sorted(questions, key=lambda question: places[question.group]))


def _checked(protocol: Protocol) -> Protocol:
    """What no single table shows: keys used twice, rules that are missing, locks that are open."""
    for kind, keys in (
        ("group", [group.key for group in protocol.groups]),
        ("question", [question.key for question in protocol.questions]),
    ):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise refused(f"{kind.capitalize()} {twice[0]} stands in the protocol twice.", Place(kind, twice[0]))
    when_on = {name: entries for name, entries in COUNTED_WHEN_ON.items() if protocol.on(name)}
    for name, entries in (COUNTED | when_on).items():
        if name not in protocol.rules or not all(_waits(protocol.rules[name], entry) for entry in entries):
            raise refused(f"Rule {name} must be there with its {' and '.join(entries)}.", Place("rule", name))
    for name in NEVER_OFF:
        if not protocol.on(name):
            raise refused(f"Rule {name} cannot be switched off or taken out.", Place("rule", name, "on"))
    for rule in protocol.rules.values():
        if rule.window and _undated(rule):
            said = f"Rule {rule.id} never gives a date, so it takes no window."
            raise refused(said, Place("rule", rule.id, "window"))
    for question in protocol.questions:
        _check_question(question, protocol.rules)
    return protocol


def _waits(rule: Rule, entry: str) -> bool:
    """Whether that entry of the rule is a wait: sessions are counted, not waited for."""
    window: Window | None = getattr(rule, entry)
    return window is not None and window.unit is not Unit.SESSIONS


def _undated(rule: Rule) -> bool:
    """Whether no date may ever stand beside that rule."""
    final = rule.level is Status.DO_NOT_TREAT and rule.then is None
    return final or never_dated(rule.id)


def _check_question(question: Question, rules: Mapping[str, Rule]) -> None:
    def fault(said: str, entry: str) -> BadInput:
        return refused(f"Question {question.key} {said}", Place("question", question.key, entry))

    for name in question.also:
        if name not in rules:
            raise fault(f"feeds rule {name}, which is not in the protocol.", "also")
    if question.window and _undated(rules[question.rule]):
        raise fault(f"takes no window: rule {question.rule} never gives a date.", "window")
    windows = [question.window, *(rules[name].window for name in (question.rule, *question.also))]
    if any(windows) and Ask.LAST not in question.asks:
        raise fault("must ask for the last time: its rule counts a window.", "asks")
    if counts_by_zone(question, rules[question.rule]) and Ask.ZONES not in question.asks:
        raise fault("must ask for zones: its rule counts by zone.", "asks")


def counts_by_zone(question: Question, rule: Rule) -> bool:
    """Whether it matters where: the rule leaves zones out, or comes to something else outside the plan."""
    left_out = Status.PROCEED_ZONE_LIMITED in (question.level, rule.level)
    return left_out or rule.leaves_out or rule.elsewhere is not None
