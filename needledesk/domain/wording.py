"""The words of a finding: the fact, what follows from it, and the sum that gives its date.

Held by tests: no text puts an order to give up a medicine beside a prescribed one (only the prescriber
decides), and a verdict never claims that treatment is without risk.
"""

from __future__ import annotations

from datetime import date, datetime

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import Precision, When, say_day, say_moment
from needledesk.domain.protocol import Ask, Question, Rule, Status, Unit, Window
from needledesk.domain.zones import say

PRESCRIBER = "The prescriber decides, in writing; change nothing because of this appointment"


def no_way_round(why: str) -> str:
    """The sentence beside every DO_NOT_TREAT."""
    because = why[:1].lower() + why[1:]
    return f"The checklist says do not treat. This program does not offer a way round. Reason: {because}."


def left_out(zones: tuple[str, ...]) -> str:
    """`Chin left out today`."""
    return f"{say(zones)} left out today"


def found(question: Question, rule: Rule) -> str:
    """`active spots`: what a yes found, in a few small words, without the zones."""
    words = question.card or rule.title
    return words[:1].lower() + words[1:]


def elsewhere(level: Status, question: Question) -> str:
    """`Not in a planned zone: a doctor answers in writing first`."""
    words = question.reason if level is Status.MEDICAL_CLEARANCE and question.reason else "you decide"
    return f"Not in a planned zone: {words[:1].lower()}{words[1:]}"


def fact(name: str, question: Question, answer: Answer, year: int) -> str:
    """`Aspirin, shop-bought, 19 Nov`; `Active spots, chin`; `Scleroderma: yes`. `year`: the one left unsaid."""
    parts = [name]
    if Ask.PRESCRIBED in question.asks and answer.prescribed in _BOUGHT:
        parts.append(_BOUGHT[answer.prescribed])
    if answer.current and Ask.CURRENT in question.asks:
        parts.append("still taking")
    elif answer.last and Ask.LAST in question.asks:
        parts.append(_last(question, answer.last, year))
    if answer.past and Ask.PAST in question.asks:
        parts.append("in the past")
    if answer.zones and Ask.ZONES in question.asks:
        words = say(answer.zones)
        parts.append(words[:1].lower() + words[1:])
    return ", ".join(parts) if len(parts) > 1 else f"{name}: yes"


def _last(question: Question, last: When, year: int) -> str:
    day = last.last_day()
    return last.say(year=day.year != year) if day else f"{question.last_label.lower()} not known"


_BOUGHT: dict[Reply | None, str] = {
    Reply.YES: "prescribed",
    Reply.NO: "shop-bought",
    Reply.UNSURE: "prescribed or not",
}


def reason(status: Status, name: str, question: Question, rule: Rule, zones: tuple[str, ...]) -> str:
    """What follows from the fact, on the verdict card."""
    if status is Status.DO_NOT_TREAT:
        return no_way_round(name)
    if status is Status.MEDICAL_CLEARANCE and rule.topic == "medicine":
        return PRESCRIBER
    if status is Status.PROCEED_ZONE_LIMITED and zones:
        return left_out(zones)
    return question.reason or question.help


def arithmetic(last: When, window: Window, earliest: date | datetime) -> str:
    """`19 Nov 2026 + 7 days = Thu 26 Nov 2026`: how the date comes about, partial dates spelled out (P4)."""
    day = last.last_day()
    assert day is not None
    start = last.say()
    if last.precision in (Precision.MONTH, Precision.YEAR):
        start = f"{start}, counted as {When(day.isoformat()).say()},"
    if window.unit is Unit.HOURS and last.precision is not Precision.MINUTE:
        start = f"end of {When(day.isoformat()).say()}"
    end = say_moment(earliest, year=True) if isinstance(earliest, datetime) else say_day(earliest, year=True)
    return f"{start} + {window} = {end}"


def answer(question: Question, given: Answer) -> str:
    """The answer in words, as far as the question asks: `Yes; last dose 19 Nov 2026; not prescribed`."""
    asks, parts = question.asks, ["Yes"]
    if given.current and Ask.CURRENT in asks:
        parts.append("still taking it")
    if given.past and Ask.PAST in asks:
        parts.append("in the past")
    if given.last and Ask.LAST in asks:
        parts.append(f"{question.last_label.lower()} {given.last.say()}")
    if given.prescribed and Ask.PRESCRIBED in asks:
        parts.append(_PRESCRIBED[given.prescribed])
    parts += [text for text in (given.name.strip(), given.detail.strip()) if text]
    if given.zones and Ask.ZONES in asks:
        parts.append(say(given.zones))
    return "; ".join(parts)


_PRESCRIBED = {
    Reply.YES: "prescribed",
    Reply.NO: "not prescribed",
    Reply.UNSURE: "not known whether prescribed",
}
