"""A visit whose record has something in every section, to be changed by the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Client, Details
from needledesk.domain.practice import Practice
from needledesk.domain.protocol import Status
from needledesk.domain.record_parts import KeptAnswer, Section, VisitFacts
from needledesk.domain.screening import Plan, assess
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import Visit, VisitState

AT = datetime(2026, 11, 22, 13, 30, tzinfo=ZoneInfo("America/New_York"))
PROTOCOL = shipped_protocol()
WORDS = {status: status.value.replace("_", " ").capitalize() for status in Status}
ASPIRIN = Answer(Reply.YES, When("2026-11-20"), prescribed=Reply.NO)


def facts(said: dict[str, Answer] | None = None, **changed: Any) -> VisitFacts:
    """Every question answered with no but what is named; anything of the visit or of the facts can be changed."""
    given = {question.key: Answer(Reply.NO) for question in PROTOCOL.asked} | (said or {})
    answers = tuple(
        KeptAnswer(key, PROTOCOL.question(key).rule, PROTOCOL.question(key).text, answer, AT)
        for key, answer in given.items()
    )
    plan = Plan(Intensity.MILD, ("full_face",))
    visit = Visit(1, 1, VisitState.OPEN, AT, "America/New_York", 1, 1, plan=plan, answers=given)
    client = Client(1, "C-0007", Details("Ottilie", "Farnwick", date(1992, 3, 4)), AT)
    verdict = assess(PROTOCOL, given, plan, (), (), AT)
    whole = VisitFacts(
        visit=visit,
        client=client,
        practice=Practice("Alder & Linen", "202-555-0142", "US", practitioner="M. Averil"),
        protocol=PROTOCOL,
        protocol_since=AT - timedelta(days=31),
        protocol_author="M. Averil",
        verdict=verdict,
        status_words=WORDS,
        answers=answers,
    )
    of_visit = {
        name: value
        for name, value in changed.items()
        if name in Visit.__dataclass_fields__ and name not in ("verdict", "answers", "news")
    }
    rest = {name: value for name, value in changed.items() if name not in of_visit}
    return replace(whole, visit=replace(visit, **of_visit), **rest)


def lines(section: Section) -> Iterator[str]:
    """Each entry in one line: text, value, notes."""
    for entry in section.entries:
        yield " | ".join(part for part in (entry.text, entry.value, *entry.notes) if part)
