"""May this client be treated now, and if not, from when: answers in, a verdict with all its reasons out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from needledesk.domain import wording
from needledesk.domain.answers import Answers, Reply
from needledesk.domain.calendar import moment_of
from needledesk.domain.findings import Finding, Judged, add, judge, reached, untouchable
from needledesk.domain.intervals import PastSession, course, repeat
from needledesk.domain.letters import LETTER_ON_FILE, Clearance, decided_by
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import ALL, EYELIDS, LIPS, expand, say

__all__ = ["Finding", "PastSession", "Plan", "Verdict", "assess", "with_age", "with_finding", "worst", "zones_to_leave"]


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """What the practitioner means to do. `born` is the client's birth date, for the age rule."""

    intensity: Intensity | None = None
    zones: tuple[str, ...] = ()
    born: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """The outcome: worst status, latest date, all zones left out, every finding worst first, what is open."""

    status: Status
    earliest: date | datetime | None = None  # None: no date can be promised; always None under DO_NOT_TREAT
    excluded_zones: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    blank: tuple[str, ...] = ()  # keys of questions not answered
    unsure: tuple[str, ...] = ()  # keys answered "don't know", and yes-answers that lack what the rule needs
    advice: tuple[str, ...] = ()  # sentences that never change the status
    dateless: bool = False  # at least one finding keeps the client waiting without a date

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Everything that still needs an answer."""
        return self.blank + self.unsure


def assess(
    protocol: Protocol,
    answers: Answers,
    plan: Plan,
    history: Sequence[PastSession],
    clearances: Iterable[Clearance],
    at: datetime,
) -> Verdict:
    """Judge the answers at the moment `at`, aware and in the laptop's IANA zone (a fixed offset would miss a
    clock change). Pure and total: any answers, zones and dates that the domain can hold give a verdict.
    """
    blank, unsure, parts = [], [], []
    for question in protocol.asked:
        given = answers.get(question.key)
        if given is None:
            blank.append(question.key)
        elif given.reply is Reply.UNSURE:
            unsure.append(question.key)
        elif given.reply is Reply.YES:
            part = judge(protocol, question, given, at, plan.zones)
            parts.append(part)
            if part.lacking:
                unsure.append(question.key)
    parts.append(_never_zones(protocol, plan))
    parts.append(repeat(protocol, history, plan.intensity, at))
    parts.append(course(protocol, history, at))
    parts.append(_age(protocol, plan, at))
    letters = _in_force(clearances, at)
    findings = [_with_letter(finding, letters.get(finding.rule)) for part in parts for finding in part.findings]
    advice = tuple(sentence for part in parts for sentence in part.advice)
    return _verdict(findings, plan, tuple(blank), tuple(unsure), advice, at.tzinfo)


def worst(*statuses: Status) -> Status:
    """The highest of them."""
    return max(statuses, key=lambda status: status.rank)


def with_finding(verdict: Verdict, finding: Finding) -> Verdict:
    """The verdict with one more finding without date or zones, in its place among the others."""
    findings = sorted((*verdict.findings, finding), key=lambda found: -found.status.rank)
    return replace(verdict, status=worst(verdict.status, finding.status), findings=tuple(findings))


def with_age(verdict: Verdict, protocol: Protocol, plan: Plan) -> Verdict:
    """The verdict where nobody knows the client's age while the rule about it is on: blank is never a no (X-15, P6)."""
    if plan.born is not None or not protocol.on("X-15"):
        return verdict
    reason = "No birth date is noted: you decide, or add it under Edit client"
    decide = Status.PRACTITIONER_DECISION
    return with_finding(verdict, Finding("X-15", decide, "Age not known", reason, "", "", "", "", extension=True))


def zones_to_leave(protocol: Protocol, answers: Answers, plan: Plan, at: datetime) -> dict[str, str]:
    """Every zone that a yes leaves out, planned or not, in map order, each with what was found there in words.

    The verdict weighs the planned zones only; this holds for whatever is touched.
    """
    left: list[tuple[str, Finding]] = []
    for question in protocol.asked:
        given = answers.get(question.key)
        if given is not None and given.reply is Reply.YES:
            left += untouchable(protocol, question, given, at, plan.zones).items()
    left.sort(key=lambda pair: pair[1].status.rank)  # of two reasons the worse one is said
    why = {zone: wording.found(protocol.question(found.key), protocol.rules[found.rule]) for zone, found in left}
    return {zone: why[zone] for zone in ALL if zone in why}


def _verdict(
    findings: list[Finding],
    plan: Plan,
    blank: tuple[str, ...],
    unsure: tuple[str, ...],
    advice: tuple[str, ...],
    zone: tzinfo | None,
) -> Verdict:
    """Worst status wins, latest date wins, zones add up, everything stays listed (P5, P6)."""
    excluded = expand(key for finding in findings for key in finding.zones)
    planned = expand(plan.zones)
    nothing_left = bool(planned) and set(planned) <= set(excluded)
    statuses = [finding.status for finding in findings]
    statuses += [Status.INCOMPLETE] if blank or unsure else []
    statuses += [Status.PROCEED_ZONE_LIMITED] if excluded else []
    statuses += [Status.NOT_TODAY] if nothing_left else []
    status = max(statuses, key=lambda status: status.rank, default=Status.PROCEED)
    waiting = [finding for finding in findings if finding.status is Status.NOT_TODAY]
    return Verdict(
        status=status,
        earliest=None if status is Status.DO_NOT_TREAT else _latest(findings, zone),
        excluded_zones=excluded,
        findings=tuple(sorted(findings, key=lambda finding: -finding.status.rank)),
        blank=blank,
        unsure=unsure,
        advice=(*advice, "Every planned zone is left out today.") if nothing_left else advice,
        dateless=nothing_left or any(finding.earliest is None for finding in waiting),
    )


def _latest(findings: list[Finding], zone: tzinfo | None) -> date | datetime | None:
    """The latest of all dates; a date counts from its midnight, and wins over the same moment told in hours."""
    dates = [finding.earliest for finding in findings if finding.earliest is not None]
    return max(
        dates,
        key=lambda earliest: (moment_of(earliest, zone), not isinstance(earliest, datetime)),
        default=None,
    )


def _never_zones(protocol: Protocol, plan: Plan) -> Judged:
    """Eyelids and the red of the lips are left out whatever is planned (S-ZON-01, S-ZON-02, line 28)."""
    planned = expand(plan.zones)
    found = []
    for name, never in (("S-ZON-01", EYELIDS), ("S-ZON-02", LIPS)):
        zones = tuple(zone for zone in planned if zone in never)
        if zones:
            rule = protocol.rules[name]
            reason = f"{say(zones)}: never treated"
            found.append(
                Finding(name, Status.PROCEED_ZONE_LIMITED, rule.title, reason, "", "", "", rule.line, zones=zones)
            )
    return Judged(tuple(found))


def _age(protocol: Protocol, plan: Plan, at: datetime) -> Judged:
    """Under age, or young enough to be the practitioner's decision (X-15). Without a birth date: nothing."""
    rule = protocol.rules.get("X-15")
    if rule is None or not rule.on or plan.born is None or rule.window is None or rule.level is None:
        return Judged()
    if not reached(add(plan.born, rule.window), at):
        title, status = f"Under {rule.window}", rule.level
        reason = wording.no_way_round(title) if status is Status.DO_NOT_TREAT else "You decide"
    elif rule.then and rule.until and not reached(add(plan.born, rule.until), at):
        title, status = f"Under {rule.until}", rule.then
        reason = "Devices are tested on adults from that age: you decide"
    else:
        return Judged()
    return Judged((Finding(rule.id, status, title, reason, "", "", "", rule.line, rule.extension),))


def _in_force(clearances: Iterable[Clearance], at: datetime) -> dict[str, Clearance]:
    """The letter that holds today for each rule; of several the one that holds longest."""
    holding = [letter for letter in clearances if letter.holds(at.date())]
    holding.sort(key=lambda letter: (letter.last_day, letter.dated, letter.by, letter.note))
    return {letter.rule: letter for letter in holding}


def _with_letter(finding: Finding, letter: Clearance | None) -> Finding:
    """A letter that holds today turns a medical clearance into the practitioner's decision (P9)."""
    if finding.status is not Status.MEDICAL_CLEARANCE or letter is None:
        return finding
    title = f"{finding.title.removesuffix(': yes')}{LETTER_ON_FILE}"
    decide = Status.PRACTITIONER_DECISION
    return replace(finding, status=decide, title=title, reason=decided_by(letter), arithmetic="", earliest=None)
