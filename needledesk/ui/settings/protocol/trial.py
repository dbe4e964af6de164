"""A rule tried out on one answer: what the checklist would say today, judged by the domain as a visit is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When, add_days, add_hours, add_months, say_at, say_day
from needledesk.domain.findings import Finding, ends, judge
from needledesk.domain.protocol import Ask, Protocol, Question, Rule, Status, Unit, Window
from needledesk.domain.screening import PastSession, Plan, assess
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import say
from needledesk.ui import icons

#: A zone to name where a question asks for zones.
_ZONE = "chin"
#: Rules that are tried on an earlier session, with its intensity.
_SESSIONS = {"S-INT-01": None, "S-INT-02": Intensity.MILD, "S-INT-03": Intensity.DEEP}
#: Topics whose rules count from the end of a treatment.
_AFTER = ("aftercare", "restart", "effect")


@dataclass(frozen=True, slots=True)
class Trial:
    """One line: `given` **Last dose Thu 19 Nov**, `between` “, shop-bought: earliest ”, `comes_to` **Thu 26 Nov**."""

    given: str
    between: str
    comes_to: str
    note: str = ""  # what the verdict card says below it
    status: Status | None = None

    @property
    def spoken(self) -> str:
        """The whole line."""
        return f"{self.given}{self.between}{self.comes_to}" + (f". {self.note}" if self.note else "")


def trials(protocol: Protocol, rule: Rule, at: datetime) -> tuple[Trial, ...]:
    """What that rule comes to today, once for each of its questions; empty where it comes to nothing that can be told.

    `at` must be aware and in the laptop's zone.
    """
    asked = tuple(question for question in protocol.questions if question.rule == rule.id)
    if not rule.on:
        return (Trial("Off", ": ", "not asked, never counted" if asked else "never counted"),)
    if asked:
        return tuple(_of_question(protocol, question, rule, at) for question in asked)
    return tuple(_without_question(protocol, rule, at))


def _of_question(protocol: Protocol, question: Question, rule: Rule, at: datetime) -> Trial:
    window = question.window or rule.window
    last = _half_ago(window, at) if window and Ask.LAST in question.asks else None
    answer = Answer(
        Reply.YES,
        last=last,
        prescribed=Reply.NO if Ask.PRESCRIBED in question.asks else None,
        zones=(_ZONE,) if Ask.ZONES in question.asks else (),
    )
    given = _given(question, last, at)
    judged = judge(protocol, question, answer, at)
    found = next((finding for finding in judged.findings if finding.rule == rule.id), None)
    if found is not None:
        bought = ", shop-bought" if Ask.PRESCRIBED in question.asks and last else ""
        return _told(given, bought, found, at)
    return Trial(given, ": ", "advice, no verdict", _first(judged.advice))


def _given(question: Question, last: When | None, at: datetime) -> str:
    """`Last dose Thu 19 Nov`; `Yes, chin`; `Yes`."""
    day, clock = (last.last_day(), last.clock()) if last else (None, None)
    if day is None:
        return f"Yes, {say((_ZONE,)).lower()}" if Ask.ZONES in question.asks else "Yes"
    return f"{question.last_label} {_day(day, at)}" + (f", {clock:%H:%M}" if clock else "")


def _told(given: str, between: str, found: Finding, at: datetime) -> Trial:
    if found.earliest is not None:
        letter = "a letter, or " if found.status is Status.MEDICAL_CLEARANCE else ""
        return Trial(given, f"{between}: {letter}earliest ", _day(found.earliest, at), status=found.status)
    word = icons.tone(found.status)["word"]
    undated = ", no date" if found.status in (Status.NOT_TODAY, Status.MEDICAL_CLEARANCE) else ""
    return Trial(given, f"{between}: ", f"{word}{undated}", found.reason, found.status)


def _without_question(protocol: Protocol, rule: Rule, at: datetime) -> Iterator[Trial]:
    if rule.id in _SESSIONS or rule.id == "S-CRS-01":
        yield from _after_sessions(protocol, rule, at)
    elif rule.id == "X-15" and rule.window:
        born = add_months(at.date(), -12 * rule.window.count + 1)
        found = _found(protocol, rule, Plan(born=born), (), at)
        if found:
            yield _told(f"Born {say_day(born, year=True)}", "", found, at)
    elif rule.topic in _AFTER and rule.window:
        yield _after_treatment(rule, at)


def _after_sessions(protocol: Protocol, rule: Rule, at: datetime) -> Iterator[Trial]:
    """An earlier session half the wait ago, or one more course than usual."""
    if rule.id == "S-CRS-01" and rule.until:
        history = tuple(PastSession(add_days(at.date(), -60 - n), Intensity.MILD) for n in range(rule.until.count))
        given = f"{rule.until.count} sessions done"
    else:
        counted = rule.window or protocol.rules["S-INT-02"].window
        day = _before(at.date(), counted)
        history = (PastSession(day, _SESSIONS[rule.id]),)
        intensity = _SESSIONS[rule.id]
        given = f"Last session {_day(day, at)}, {intensity.word if intensity else 'not graded'}"
    found = _found(protocol, rule, Plan(Intensity.MILD), history, at)
    if found:
        yield _told(given, "", found, at)


def _found(
    protocol: Protocol, rule: Rule, plan: Plan, history: tuple[PastSession, ...], at: datetime
) -> Finding | None:
    verdict = assess(protocol, {}, plan, history, (), at)
    return next((finding for finding in verdict.findings if finding.rule == rule.id), None)


def _after_treatment(rule: Rule, at: datetime) -> Trial:
    """From when, for a treatment that is finished now."""
    assert rule.window is not None
    first = _from_now(rule.window, at)
    far = f" to {_day(_from_now(rule.until, at), at)}" if rule.until else ""
    given = f"Finished {say_at(at)}"
    if rule.topic == "effect":
        return Trial(given, ": usual until ", f"{_day(first, at)}{far}")
    return Trial(given, ": until " if _keeps(rule) else ": not before ", f"{_day(first, at)}{far}")


def _keeps(rule: Rule) -> bool:
    """Whether the sheet says to keep something up, rather than to leave it."""
    return rule.id in ("S-AFT-05", "S-AFT-06", "S-AFT-07", "X-34")


def _from_now(window: Window, at: datetime) -> date | datetime:
    assert at.tzinfo is not None
    return ends(When(f"{at:%Y-%m-%dT%H:%M}"), window, at.tzinfo)


def _half_ago(window: Window, at: datetime) -> When:
    """A last time that is half the window ago, so that the rule is seen to count."""
    if window.unit is Unit.HOURS:
        return When(f"{add_hours(at, -(window.count // 2)):%Y-%m-%dT%H:%M}")
    return When(_before(at.date(), window).isoformat())


def _before(day: date, window: Window | None) -> date:
    """The date half a window earlier."""
    if window is None or window.unit is Unit.HOURS:
        return day
    if window.unit is Unit.DAYS:
        return add_days(day, -(window.count // 2))
    months = window.count * (12 if window.unit is Unit.YEARS else 1)
    return add_months(day, -(months // 2)) if months > 1 else add_days(day, -14)


def _day(day: date | datetime, at: datetime) -> str:
    """The date, or the moment; with its year unless it is this one."""
    return say_at(day, year=day.year != at.year)


def _first(sentences: tuple[str, ...]) -> str:
    return sentences[0] if sentences else ""
