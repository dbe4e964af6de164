"""What a yes comes to: one question, its answer and its rule in, the finding with its arithmetic out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from needledesk.domain import wording
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When, add_days, add_hours, add_months, moment_of
from needledesk.domain.protocol import Ask, Protocol, Question, Rule, Status, Unit, Window, counts_by_zone
from needledesk.domain.zones import expand

_NEVER_DATED = (Status.DO_NOT_TREAT, Status.PRACTITIONER_DECISION, Status.PROCEED_ZONE_LIMITED)


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """One rule that fired, with the fact, the arithmetic and the source it rests on."""

    rule: str
    status: Status
    title: str  # the fact: "Isotretinoin, 14 Jul 2026", "Cold sores or other herpes, ever: yes"
    reason: str  # what follows, in words: "6 months after the last capsule", "The prescriber decides, in writing"
    arithmetic: str  # "14 Jul 2026 + 6 months = 14 Jan 2027"; empty where there is none
    question: str  # the sentence that was asked; empty for zone and interval rules
    answer: str  # the answer in words; empty likewise
    line: str  # source line; empty for an extension
    extension: bool = False
    earliest: date | datetime | None = None  # datetime where hours count
    zones: tuple[str, ...] = ()  # zones that it leaves out
    key: str = ""  # the question's key, for the jump; empty where there is none


@dataclass(frozen=True, slots=True, repr=False)
class Judged:
    """What one part of the screening comes to. `lacking`: the yes does not carry all that its rule needs."""

    findings: tuple[Finding, ...] = ()
    lacking: bool = False
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class _Yes:
    """A yes as one of its rules sees it."""

    question: Question
    answer: Answer
    rule: Rule
    at: datetime
    planned: tuple[str, ...]  # single zones; empty: every zone counts

    @property
    def _own(self) -> bool:
        return self.rule.id == self.question.rule

    @property
    def level(self) -> Status | None:
        return (self.question.level if self._own else None) or self.rule.level

    @property
    def window(self) -> Window | None:
        return (self.question.window if self._own else None) or self.rule.window

    @property
    def name(self) -> str:
        return (self.question.card if self._own else "") or self.rule.title

    @property
    def zones(self) -> tuple[str, ...]:
        """The named zones that count today."""
        named = expand(self.answer.zones)
        return tuple(zone for zone in named if zone in self.planned) if self.planned else named

    @property
    def elsewhere(self) -> bool:
        """Whether zones are named and none of them is planned."""
        return self.asks(Ask.ZONES) and bool(self.answer.zones) and not self.zones

    def asks(self, what: Ask) -> bool:
        return what in self.question.asks


def ends(last: When, window: Window, zone: tzinfo) -> date | datetime:
    """When a wait from `last` is over: a date, or an aware moment for hours (P1 to P4). `last` must be known."""
    if window.unit is Unit.HOURS:
        moment = last.latest(zone)
        assert moment is not None
        return add_hours(moment, window.count)
    day = last.last_day()
    assert day is not None
    return add(day, window)


def add(day: date, window: Window) -> date:
    """The date a window of days, months or years after `day`."""
    if window.unit is Unit.DAYS:
        return add_days(day, window.count)
    return add_months(day, window.count * (12 if window.unit is Unit.YEARS else 1))


def reached(earliest: date | datetime, at: datetime) -> bool:
    """Whether it is that date, or that moment, at `at`: exactly then it is (P1)."""
    if isinstance(earliest, datetime):
        return moment_of(earliest, None) <= moment_of(at, None)
    return earliest <= at.date()


def judge(protocol: Protocol, question: Question, answer: Answer, at: datetime, planned: Iterable[str] = ()) -> Judged:
    """What a yes to that question comes to, for its own rule and those it feeds too.

    Rules that count by zone look at the `planned` zones only; with none planned, at all of them.
    """
    zones = expand(planned)
    names = (question.rule, *(name for name in question.also if protocol.on(name)))
    parts = [_judge(_Yes(question, answer, protocol.rules[name], at, zones)) for name in names]
    if len(parts) == 1:
        return parts[0]
    return Judged(
        findings=tuple(finding for part in parts for finding in part.findings),
        lacking=any(part.lacking for part in parts),
        advice=tuple(sentence for part in parts for sentence in part.advice),
    )


def untouchable(
    protocol: Protocol, question: Question, answer: Answer, at: datetime, planned: Iterable[str]
) -> dict[str, Finding]:
    """The zones that a yes leaves out, planned or not, each with the finding that it is, or would be if planned.

    Where a rule only asks for a decision, a date or a letter, that covers the planned zones; the others stay out.
    """
    wanted, left = expand(planned), {}
    for finding in judge(protocol, question, answer, at).findings:
        by_zone = counts_by_zone(question, protocol.rules[finding.rule])
        unplanned = [zone for zone in expand(answer.zones) if zone not in wanted] if wanted and by_zone else []
        left.update(dict.fromkeys((*finding.zones, *unplanned), finding))
    return left


def _judge(yes: _Yes) -> Judged:
    level, window, answer = yes.level, yes.window, yes.answer
    if level is None:
        return Judged(advice=(f"{yes.name}: {yes.question.reason or yes.question.help}",))
    if level is Status.PROCEED_ZONE_LIMITED and yes.elsewhere:
        return Judged()
    if yes.rule.elsewhere and yes.elsewhere:
        return _elsewhere(yes, yes.rule.elsewhere)
    if answer.current and yes.asks(Ask.CURRENT):
        counted = f"No date yet: counted from the {yes.question.last_label.lower()}"
        return Judged((_finding(yes, level, counted if level is Status.NOT_TODAY else ""),))
    if answer.past and yes.asks(Ask.PAST):
        return _outright(yes, yes.rule.then or level)
    if window is None:
        return _outright(yes, level)
    if answer.last is None or not answer.last.known:
        return _undated(yes)
    return _dated(yes, level, window, answer.last)


def _elsewhere(yes: _Yes, level: Status) -> Judged:
    """A yes about zones that are not planned, where that comes to less (X-02)."""
    if yes.answer.past and yes.asks(Ask.PAST):
        return Judged()
    return Judged((_finding(yes, level, wording.elsewhere(level, yes.question)),))


def _outright(yes: _Yes, level: Status) -> Judged:
    """A yes that no date can undo."""
    leaves_out = level is Status.PROCEED_ZONE_LIMITED or yes.rule.leaves_out
    if level is Status.PROCEED_ZONE_LIMITED and not yes.answer.zones:
        return Judged((_finding(yes, Status.INCOMPLETE, "Say which zones"),), lacking=True)
    lacks_zones = leaves_out and not yes.answer.zones
    lacks_detail = yes.asks(Ask.DETAIL_REQUIRED) and not yes.answer.detail.strip()
    return Judged((_finding(yes, level, leaves_out=leaves_out),), lacking=lacks_zones or lacks_detail)


def _undated(yes: _Yes) -> Judged:
    """A yes whose last time is not known: never as if it were long ago (P6)."""
    if yes.asks(Ask.PRESCRIBED) and yes.answer.prescribed is Reply.YES:
        return Judged((_finding(yes, Status.MEDICAL_CLEARANCE),), lacking=True)
    reason = "A date that is not known never counts as long ago"
    return Judged((_finding(yes, Status.INCOMPLETE, reason),), lacking=True)


def _dated(yes: _Yes, level: Status, window: Window, last: When) -> Judged:
    """A yes with its last time: nothing once the window has passed, or the lower level until its far end."""
    zone = yes.at.tzinfo
    assert zone is not None
    earliest = ends(last, window, zone)
    if reached(earliest, yes.at):
        rule = yes.rule
        if rule.then and rule.until and not reached(ends(last, rule.until, zone), yes.at):
            return Judged((_finding(yes, rule.then, f"Less than {rule.until} ago: you decide"),))
        return Judged()
    if yes.asks(Ask.PRESCRIBED) and yes.answer.prescribed is not Reply.NO:
        if yes.answer.prescribed is Reply.YES:
            return Judged((_finding(yes, Status.MEDICAL_CLEARANCE),))
        reason = "First find out whether a doctor prescribed it"
        return Judged((_finding(yes, Status.INCOMPLETE, reason),), lacking=True)
    if level in _NEVER_DATED:
        return _outright(yes, level)
    sum_of = wording.arithmetic(last, window, earliest)
    return Judged((_finding(yes, level, arithmetic=sum_of, earliest=earliest),))


def _finding(
    yes: _Yes,
    status: Status,
    reason: str = "",
    arithmetic: str = "",
    earliest: date | datetime | None = None,
    leaves_out: bool = False,
) -> Finding:
    question, answer = yes.question, yes.answer
    zones = yes.zones if leaves_out else ()
    return Finding(
        rule=yes.rule.id,
        status=status,
        title=wording.fact(yes.name, question, answer, yes.at.year),
        reason=reason or wording.reason(status, yes.name, question, yes.rule, zones),
        arithmetic=arithmetic,
        question=question.text,
        answer=wording.answer(question, answer),
        line=yes.rule.line,
        extension=yes.rule.extension,
        earliest=earliest,
        zones=zones,
        key=question.key,
    )
