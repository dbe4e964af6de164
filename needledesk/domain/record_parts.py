"""What the record of a visit is made of: sections of entries, and the facts of the record file that they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Client
from needledesk.domain.decisions import Override
from needledesk.domain.letters import Letter
from needledesk.domain.practice import Practice
from needledesk.domain.pretreatment import BeforeGiven
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict
from needledesk.domain.seals import SealedVisit
from needledesk.domain.visits import Visit


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What it is about, what is said of it, and further lines below. May tell of health: it has no repr."""

    text: str
    value: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """A heading with its entries; `note` stands below the heading."""

    title: str
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class KeptAnswer:
    """An answer as it was kept that day: the sentence that was asked, and how it stood to the answer before it."""

    key: str
    rule: str
    asked: str
    answer: Answer
    at: datetime
    changed: bool = False
    earlier_reply: Reply | None = None
    earlier_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class KeptNews:
    """Whether anything was new since the visit before, as it was asked and answered."""

    asked: str
    reply: Reply
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class VisitFacts:
    """All that the record file holds of one visit. `ruled`: when the verdict was kept; None while it still follows."""

    visit: Visit
    client: Client
    practice: Practice
    protocol: Protocol
    protocol_since: datetime
    protocol_author: str
    verdict: Verdict
    status_words: Mapping[Status, str]
    answers: tuple[KeptAnswer, ...] = ()
    news: KeptNews | None = None
    overrides: tuple[tuple[Override, datetime | None], ...] = ()  # each with the moment it was withdrawn
    letters: tuple[Letter, ...] = ()
    before: tuple[BeforeGiven, ...] = ()  # sheets given for this visit before it
    ruled: datetime | None = None
    sealed: SealedVisit | None = None  # None while the visit is open


REPLIES = {Reply.YES: "Yes", Reply.NO: "No", Reply.UNSURE: "Don’t know"}
