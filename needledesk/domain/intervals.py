"""How often and how many: the wait between two sessions, the window of the next one, the usual course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain.calendar import When, say_day
from needledesk.domain.findings import Finding, Judged, add
from needledesk.domain.protocol import Protocol, Rule, Status, Unit, Window
from needledesk.domain.treatment import Intensity
from needledesk.domain.wording import arithmetic


@dataclass(frozen=True, slots=True)
class PastSession:
    """An earlier treatment, for the repeat interval. `intensity` None: never classified."""

    day: date
    intensity: Intensity | None
    zones: tuple[str, ...] = ()


def next_window(protocol: Protocol, day: date, *intensities: Intensity | None) -> tuple[date, date]:
    """First and last date of the usual window after a session on `day`; `intensities`: of the last and the planned one.

    Light: 2 to 4 weeks (S-INT-02, line 5). Either of them deep: 4 to 6 weeks (S-INT-03, line 5; P8).
    """
    shortest, longest = _span(interval_rule(protocol, *intensities))
    return add(day, shortest), add(day, longest)


def rhythm(protocol: Protocol, *intensities: Intensity | None) -> str:
    """`deep, every 4 to 6 weeks`: how often sessions of these intensities usually are."""
    rule = interval_rule(protocol, *intensities)
    word = (Intensity.DEEP if rule.id == "S-INT-03" else Intensity.MILD).word
    shortest, longest = _span(rule)
    if {shortest.unit, longest.unit} != {Unit.DAYS} or shortest.count % 7 or longest.count % 7:
        return word
    return f"{word}, every {shortest.count // 7} to {longest.count // 7} weeks"


def usual_course(protocol: Protocol) -> tuple[int, int] | None:
    """The fewest and the most sessions of the usual course (S-CRS-01, line 11); None while that rule is off."""
    rule = protocol.rules.get("S-CRS-01")
    if rule is None or not rule.on or rule.window is None or rule.until is None:
        return None
    return rule.window.count, rule.until.count


def interval_rule(protocol: Protocol, *intensities: Intensity | None) -> Rule:
    """The rule that counts between sessions of these intensities: if either is deep, the longer one (P8)."""
    return protocol.rules["S-INT-03" if Intensity.DEEP in intensities else "S-INT-02"]


def repeat(protocol: Protocol, history: Sequence[PastSession], planned: Intensity | None, at: datetime) -> Judged:
    """Whether it is too early after the latest session, which intensity it had, or later than usual."""
    last = _latest(history, at)
    if last is None:
        return Judged()
    rule = interval_rule(protocol, last.intensity, planned)
    shortest, longest = _span(rule)
    findings, advice = [], []
    if last.intensity is None and protocol.on("S-INT-01"):
        findings.append(_ungraded(protocol.rules["S-INT-01"], last))
    earliest = add(last.day, shortest)
    if protocol.on(rule.id) and at.date() < earliest:
        findings.append(_too_early(rule, last, shortest, earliest))
    if protocol.on(rule.id) and at.date() > add(last.day, longest):
        advice.append(f"Later than the usual window, which ended {say_day(add(last.day, longest), year=True)}.")
    return Judged(tuple(findings), advice=tuple(advice))


def course(protocol: Protocol, history: Sequence[PastSession], at: datetime) -> Judged:
    """Where this session would stand in the usual course of 4 to 8 (S-CRS-01, line 11)."""
    span = usual_course(protocol)
    if span is None:
        return Judged()
    rule, (fewest, most) = protocol.rules["S-CRS-01"], span
    number = 1 + len(_past(history, at))
    usual = f"the usual course is {fewest} to {most}"
    if number < fewest:
        return Judged(advice=(f"This would be session {number}; {usual}.",))
    if number <= most or rule.level is None:
        return Judged()
    reason = f"Look at the goals again: {usual}"
    return Judged((_plain(rule, rule.level, f"Session {number}", reason),))


def _span(rule: Rule) -> tuple[Window, Window]:
    assert rule.window is not None
    assert rule.until is not None
    return rule.window, rule.until


def _past(history: Sequence[PastSession], at: datetime) -> list[PastSession]:
    return [session for session in history if session.day <= at.date()]


def _latest(history: Sequence[PastSession], at: datetime) -> PastSession | None:
    """The latest session up to today; of two on one day the one that asks for the longer wait."""
    weight = {Intensity.DEEP: 2, None: 1, Intensity.MILD: 0}
    past = _past(history, at)
    return max(past, key=lambda session: (session.day, weight[session.intensity]), default=None)


def _ungraded(rule: Rule, last: PastSession) -> Finding:
    reason = "Say whether it was light or deep: the wait depends on it"
    return _plain(rule, rule.level, f"Last session {say_day(last.day, year=True)}, not graded", reason)


def _too_early(rule: Rule, last: PastSession, wait: Window, earliest: date) -> Finding:
    graded = last.intensity.word if last.intensity else "not graded"
    deep = rule.id == "S-INT-03"
    return Finding(
        rule=rule.id,
        status=rule.level or Status.NOT_TODAY,
        title=f"Last session {say_day(last.day, year=True)}, {graded}",
        reason=f"{wait} between sessions when either is deep" if deep else f"{wait} between light sessions",
        arithmetic=arithmetic(When(last.day.isoformat()), wait, earliest),
        question="",
        answer="",
        line=rule.line,
        extension=rule.extension,
        earliest=earliest,
    )


def _plain(rule: Rule, level: Status | None, title: str, reason: str) -> Finding:
    status = level or Status.PRACTITIONER_DECISION
    return Finding(rule.id, status, title, reason, "", "", "", rule.line, rule.extension)
