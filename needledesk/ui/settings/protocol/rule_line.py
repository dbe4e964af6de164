"""A rule in one short line, and the heading it stands under: group and source line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from needledesk.domain.contradictions import Contradiction
from needledesk.domain.protocol import Ask, Protocol, Question, Rule, Status, Unit

EXTRA = "not in the source document"
#: topic of a rule that asks nothing: the heading it stands under, in this order after the groups of questions
HEADINGS = {
    "age": "Age",
    "health": "Health",
    "zone": "Zones",
    "interval": "Intervals and course",
    "course": "Intervals and course",
    "record": "Treatment record",
    "restart": "After treatment",
    "aftercare": "After treatment",
    "effect": "What is normal afterwards",
    "definition": "What the source explains",
    "expectation": "What the source explains",
}
OTHERS = "Other rules"
#: A source line with fewer rules than this shares its heading with its neighbours.
_ENOUGH = 4
_LEVELS = {
    Status.PROCEED: "nothing",
    Status.PROCEED_ZONE_LIMITED: "zone left out",
    Status.PRACTITIONER_DECISION: "you decide",
    Status.INCOMPLETE: "incomplete",
    Status.NOT_TODAY: "not today, no date",
    Status.MEDICAL_CLEARANCE: "doctor’s letter",
    Status.DO_NOT_TREAT: "do not treat, no date",
}
#: topic of a rule that comes to no verdict: what becomes of it
_ADVICE = {
    "definition": "explained, never a verdict",
    "expectation": "explained, never a verdict",
    "effect": "normal, on the sheet",
    "aftercare": "on the sheet",
    "record": "kept in the record",
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row of the list. `differs`: the program does something else than the source says."""

    rule: str
    title: str
    level: Status | None
    short: str
    differs: bool
    extra: bool
    on: bool

    @property
    def spoken(self) -> str:
        """The whole row in one sentence, for a screen reader."""
        parts = [self.title, f"rule {self.rule}", self.short]
        parts += ["differs from the source"] * self.differs + [EXTRA] * self.extra
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between the rows: `Medicines and products, source line 21`."""

    text: str


@dataclass(frozen=True, slots=True)
class SpotLine:
    """A row for one contradiction of the source. `switched`: the practice chooses between its readings."""

    spot: str
    title: str
    lines: str
    switched: bool

    @property
    def short(self) -> str:
        """`source lines 21, 44 · your choice`."""
        words = f"source line{'s' * (',' in self.lines)} {self.lines}" if self.lines else "the source is silent"
        return f"{words} · your choice" if self.switched else words

    @property
    def spoken(self) -> str:
        """The row in one sentence, for a screen reader."""
        return f"{self.title}, {self.spot}, {self.short}"


Row = Heading | SpotLine | RuleLine


def spot_line(spot: Contradiction) -> SpotLine:
    """How that contradiction stands in the list."""
    return SpotLine(spot.id, spot.title, spot.lines, bool(spot.setting))


def rows(protocol: Protocol, only: Iterable[str] | None = None) -> tuple[Heading | RuleLine, ...]:
    """All rules of the protocol under their headings; with `only`, those rules alone."""
    wanted = None if only is None else set(only)
    found: list[Heading | RuleLine] = []
    for heading, rules in _chapters(protocol):
        kept = [rule for rule in rules if wanted is None or rule.id in wanted]
        if kept:
            found.append(Heading(heading))
            found += [rule_line(protocol, rule) for rule in kept]
    return tuple(found)


def rule_line(protocol: Protocol, rule: Rule) -> RuleLine:
    """How that rule stands in the list."""
    asked = questions_of(protocol, rule.id)
    words = short(rule, asked)
    return RuleLine(
        rule=rule.id,
        title=rule.title,
        level=rule.level,
        short=words if rule.on else f"off · {words}",
        differs=bool(rule.why) and not rule.extension,
        extra=rule.extension,
        on=rule.on,
    )


def questions_of(protocol: Protocol, rule: str) -> tuple[Question, ...]:
    """The questions that feed that rule as their own."""
    return tuple(question for question in protocol.questions if question.rule == rule)


def short(rule: Rule, asked: tuple[Question, ...]) -> str:
    """`7 days · prescribed: letter`: what the rule does, in as few words as fit a row."""
    if rule.window is None:
        return _outright(rule)
    if rule.until is not None:
        return _range(rule)
    words = str(rule.window)
    if rule.window.unit is Unit.HOURS and asked:
        words += ", date and time"
    elif rule.window.unit is Unit.MONTHS and asked and asked[0].last_label.startswith("Last "):
        words += f" from the {asked[0].last_label.lower()}"
    if rule.level not in (None, Status.NOT_TODAY):
        words += f" · {_LEVELS[rule.level]}"
    if any(Ask.PRESCRIBED in question.asks for question in asked):
        words += " · prescribed: letter"
    return words


def _outright(rule: Rule) -> str:
    """What a rule without a window does."""
    if rule.level is None:
        return _ADVICE.get(rule.topic, "advice")
    if rule.level is Status.MEDICAL_CLEARANCE and rule.leaves_out:
        return "letter, and zone left out"
    if rule.level is Status.MEDICAL_CLEARANCE and rule.topic == "medicine":
        return "letter, never a date"
    if rule.topic == "zone":
        return "never treated"
    return _LEVELS[rule.level]


def _range(rule: Rule) -> str:
    """A window with its far end: `14 to 28 days`, `14 days to 6 months`."""
    assert rule.window is not None
    assert rule.until is not None
    same = rule.window.unit is rule.until.unit
    words = f"{rule.window.count if same else rule.window} to {rule.until}"
    return f"{words} · then {_LEVELS[rule.then].partition(',')[0]}" if rule.then and rule.topic != "age" else words


def _chapters(protocol: Protocol) -> Iterator[tuple[str, list[Rule]]]:
    """The rules in the order of the list, each batch with its heading."""
    groups = {group.key: group.title for group in protocol.groups}
    order = list(dict.fromkeys([*groups.values(), *HEADINGS.values(), OTHERS]))
    chapter = {rule.id: _chapter(protocol, rule, groups) for rule in protocol.rules.values()}
    ordered = sorted(protocol.rules.values(), key=lambda rule: (order.index(chapter[rule.id]), *_place(rule)))
    for title, batch in groupby(ordered, key=lambda rule: chapter[rule.id]):
        yield from _by_line(title, list(batch))


def _chapter(protocol: Protocol, rule: Rule, groups: dict[str, str]) -> str:
    asked = questions_of(protocol, rule.id)
    return groups[asked[0].group] if asked else HEADINGS.get(rule.topic, OTHERS)


def _place(rule: Rule) -> tuple[bool, int]:
    """Those of the source by its lines, then the extensions."""
    return rule.extension, 0 if rule.extension else first_line(rule.line)


def first_line(line: str) -> int:
    """The first number of `23, 31`; 0 where there is none."""
    number = line.split(",")[0].strip()
    return int(number) if number.isdigit() else 0


def _by_line(title: str, rules: list[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    """One heading for each source line that has many rules, one for neighbours that have few."""
    waiting: list[Rule] = []
    for line, batch in groupby(rules, key=lambda rule: rule.line):
        found = list(batch)
        if line and len(found) < _ENOUGH:
            waiting += found
            continue
        if waiting:
            yield _heading(title, waiting), waiting
            waiting = []
        yield _heading(title, found), found
    if waiting:
        yield _heading(title, waiting), waiting


def _heading(title: str, rules: list[Rule]) -> str:
    """`Medicines and products, lines 25 and 29`; `Skin today, added rules`."""
    if rules[0].extension:
        return f"{title}, added rules"
    lines = list(dict.fromkeys(rule.line for rule in rules))
    if len(lines) == 1:
        return f"{title}, source line{'s' * (',' in lines[0])} {lines[0]}"
    if len(lines) > _ENOUGH:
        return f"{title}, lines {lines[0]} to {lines[-1]}"
    return f"{title}, lines {', '.join(lines[:-1])} and {lines[-1]}"
