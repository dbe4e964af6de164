"""Asking a doctor or prescriber for an answer in writing: what was said, what is planned, what we ask.

Never asks for a change of a medicine and holds no date beside one (decisions 3 and 4): what is right there is for the
one who prescribed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any

from needledesk.domain import zones
from needledesk.domain.answers import Answer, Answers, Reply
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.clients import Client
from needledesk.domain.handout import Line, Lines
from needledesk.domain.letters import MONTHS
from needledesk.domain.practice import Country, Practice
from needledesk.domain.protocol import Ask, Protocol, Question, Status
from needledesk.domain.screening import Plan, Verdict
from needledesk.domain.treatment import Intensity

#: Letters of a typed detail that go onto the page; the rest stays in the record.
LONGEST = 240


@dataclass(frozen=True, slots=True, repr=False)
class LetterRequest:
    """Everything that the page prints, as ready words. Holds a client's name and health: it has no repr."""

    practice: str
    phone: str
    email: str
    practitioner: str
    about: str  # "About Ottilie Farnwick, born Wed 4 Mar 1992"
    number: str  # the client's
    made: str
    made_at: datetime
    protocol_version: int
    language: str
    intro: tuple[Line, ...]
    medicines: tuple[Line, ...]
    told: tuple[Line, ...]
    plan: tuple[Line, ...]
    ask: tuple[Line, ...]
    words: Mapping[str, str]
    history: str = ""  # the head of the history that the paper binds: `1234-7F3A-91C2-55E0-0D1B`


def why_not(verdict: Verdict) -> str:
    """Why no letter can be asked for, as a sentence; empty if one can."""
    if verdict.status is Status.DO_NOT_TREAT:
        return "The checklist says do not treat: a letter does not change that."
    if not _asking(verdict):
        return "No rule asks for a letter in this visit."
    return ""


def compose(
    verdict: Verdict,
    answers: Answers,
    plan: Plan,
    client: Client,
    practice: Practice,
    country: Country,
    protocol: Protocol,
    texts: Mapping[str, Any],
    made: datetime,
) -> LetterRequest:
    """The page for the rules of this verdict that ask for a letter.

    `texts` is what texts/<language>/letter_request.toml holds.
    """
    rules = _asking(verdict)
    page = Lines({"zones": _where(plan), "months": str(MONTHS)}, _facts(rules, plan))
    born, words = client.details.born, texts["words"]
    about = words["about" if born is not None else "about_unborn"]
    return LetterRequest(
        practice=practice.name,
        phone=practice.phone,
        email=practice.email,
        practitioner=practice.practitioner,
        about=about.format(name=client.details.name, born=say_day(born, year=True) if born is not None else ""),
        number=client.number,
        made=say_moment(made, year=True),
        made_at=made,
        protocol_version=protocol.version,
        language=country.spelling,
        intro=page.lines(texts["intro"]),
        medicines=page.lines(texts["medicines"]),
        told=tuple(
            _told(protocol.question(key), answers[key], names) for key, names in rules.items() if key in answers
        ),
        plan=page.lines(texts["plan"]),
        ask=page.lines(texts["ask"]),
        words=dict(words),
    )


def _asking(verdict: Verdict) -> dict[str, tuple[str, ...]]:
    """The questions whose answer asks for a letter, each with the rules that do."""
    asking: dict[str, tuple[str, ...]] = {}
    for finding in verdict.findings:
        if finding.status is Status.MEDICAL_CLEARANCE and finding.key:
            asking[finding.key] = (*asking.get(finding.key, ()), finding.rule)
    return asking


def _facts(rules: Mapping[str, tuple[str, ...]], plan: Plan) -> frozenset[str]:
    depth = {Intensity.MILD: {"light"}, Intensity.DEEP: {"deep"}, None: set[str]()}[plan.intensity]
    return frozenset({f"flag {name}" for names in rules.values() for name in names} | depth)


def _where(plan: Plan) -> str:
    words = zones.say(plan.zones) if plan.zones else "not decided yet"
    return words[:1].lower() + words[1:]


def _told(question: Question, answer: Answer, rules: tuple[str, ...]) -> Line:
    """`Blood thinner: yes, prescribed, apixaban`: without any date, as none stands beside a medicine."""
    parts = ["yes"]
    if Ask.PRESCRIBED in question.asks and answer.prescribed is Reply.YES:
        parts.append("prescribed")
    if Ask.PAST in question.asks and answer.past:
        parts.append("in the past")
    parts += [shorten(text, LONGEST, placeholder=" …") for text in (answer.name, answer.detail) if text.strip()]
    if Ask.ZONES in question.asks and answer.zones:
        parts.append(zones.say(answer.zones).lower())
    return Line(((question.title, True), (f": {', '.join(parts)}", False)), rules)
