"""What a yes comes to, in the few words and the colour at the right of its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Ask, Question, Rule, Status
from needledesk.domain.screening import Finding
from needledesk.domain.zones import say
from needledesk.ui.widgets.verdict_words import say_date


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """`effect` colours the Yes; `icon`, `tone` and `text` are the result. An empty text says nothing."""

    effect: Status | None = None
    icon: str = ""
    tone: str = "ink2"
    text: str = ""


_BLANK = RowOutcome()


def outcome(
    question: Question,
    rule: Rule,
    answer: Answer | None,
    findings: Sequence[Finding],
    lacking: bool,
    today: date,
) -> RowOutcome:
    """What the answer comes to, from the findings of its question. `lacking`: the yes does not carry what it must."""
    if answer is None or answer.reply is not Reply.YES:
        return _BLANK
    worst = max(findings, key=lambda finding: finding.status.rank, default=None)
    expected = question.level or rule.level
    if worst is None or worst.status is Status.INCOMPLETE:
        if lacking:
            return RowOutcome(expected, "circle-question-mark", "ink2", _lacks(question, answer))
        return _over(question, answer)
    icon, tone, text = _told(worst, question, rule, today)
    if worst.zones and worst.status is not Status.PROCEED_ZONE_LIMITED:
        text = f"{text} · {_zones(worst)} left out"
    if lacking:
        text = f"{_lacks(question, answer)} · {text}"
    return RowOutcome(worst.status, icon, tone, text)


def _told(worst: Finding, question: Question, rule: Rule, today: date) -> tuple[str, str, str]:
    if worst.status is Status.DO_NOT_TREAT:
        return "octagon-x", "stop", "do not treat"
    if worst.status is Status.MEDICAL_CLEARANCE:
        prescribed = Ask.PRESCRIBED in question.asks or rule.topic == "medicine"
        text = "no date: the prescriber decides" if prescribed else "a doctor’s letter first"
        return "shield-plus", "letter", text
    if worst.status is Status.NOT_TODAY and worst.earliest is None:
        return "clock", "wait", "no date yet"
    if worst.status is Status.NOT_TODAY:
        assert worst.earliest is not None
        return "calendar-clock", "wait", f"earliest {say_date(worst.earliest, today)}"
    if worst.status is Status.PRACTITIONER_DECISION:
        return "triangle-alert", "decide", "your decision"
    return "ban", "limited", f"{_zones(worst)} left out today"


def _zones(finding: Finding) -> str:
    words = say(finding.zones)
    return words[:1].lower() + words[1:]


def _lacks(question: Question, answer: Answer) -> str:
    """The first thing that the yes still needs, in the order of the sub-rows."""
    if Ask.LAST in question.asks and not answer.current and (answer.last is None or not answer.last.known):
        return "date missing" if answer.last is None else "date not known"
    if Ask.PRESCRIBED in question.asks and answer.prescribed in (None, Reply.UNSURE):
        return "prescribed or not?"
    if Ask.ZONES in question.asks and not answer.zones:
        return "say where"
    if Ask.DETAIL_REQUIRED in question.asks and not answer.detail.strip():
        return "say what it is"
    return "still open"


def _over(question: Question, answer: Answer) -> RowOutcome:
    """A yes that stops nothing (any more)."""
    if Ask.LAST in question.asks and answer.last is not None and not answer.current:
        counted = "nothing to leave out" if Ask.ZONES in question.asks else "waiting time is over"
        return RowOutcome(None, "check", "proceed", counted)
    if answer.zones and Ask.ZONES in question.asks:
        return RowOutcome(None, "check", "proceed", "not planned today")
    return RowOutcome()
