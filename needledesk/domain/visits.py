"""The visit, the unit of work: screening, treatment, photos, aftercare, from opening to closing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from needledesk.domain.answers import Answer
from needledesk.domain.decisions import Decision, Deferral, Override
from needledesk.domain.photos import Photo
from needledesk.domain.returning import News
from needledesk.domain.screening import Plan, Verdict
from needledesk.domain.seals import Voiding
from needledesk.domain.treatment import Treatment
from needledesk.domain.visit_state import VisitState as VisitState  # a visit's own word, wherever visits are

#: A screening holds for its visit only: from the next day on it is over, unless it just ran past midnight.
PAST_MIDNIGHT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class HandoutGiven:
    """A sheet the client was given: the exact bytes are kept under `id`. `how` is exported or printed."""

    id: int
    how: str
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True, repr=False)
class Visit:
    """One visit, whole. Moments are aware, in the zone `timezone` (IANA name) of the laptop that day."""

    id: int
    client: int
    state: VisitState
    opened: datetime
    timezone: str
    session: int  # number of this session among the treated ones, counting this one
    protocol_version: int
    plan: Plan = Plan()
    answers: dict[str, Answer] = field(default_factory=dict)
    news: News | None = None  # asked of a client who has been here before
    decision: Decision | None = None
    override: Override | None = None
    deferral: Deferral | None = None
    verdict: Verdict | None = None  # as it was ruled when treatment started or the visit was closed
    treatment: Treatment = Treatment()
    note: str = ""
    photos: tuple[Photo, ...] = ()
    handouts: tuple[HandoutGiven, ...] = ()
    closed: datetime | None = None
    amended: int = 0  # how many amendments were added since
    voiding: Voiding | None = None  # why it is not to be relied on


@dataclass(frozen=True, slots=True, repr=False)
class TimelineEntry:
    """One card of the client's timeline, newest first."""

    visit: int
    at: datetime
    state: VisitState
    session: int
    title: str  # "Session 3 · deep, cheeks 1.5 mm"
    lines: tuple[str, ...]
    status: str  # a Status, empty if never ruled
    status_text: str
    photos: tuple[int, ...] = ()  # ids of up to three thumbnails
    voided: bool = False


def day_is_over(visit: Visit, now: datetime) -> bool:
    """Whether a visit that never came to treatment was opened on an earlier day: its answers held for that day."""
    waiting = visit.state is VisitState.OPEN and visit.treatment.started is None
    later = now.date() > visit.opened.astimezone(now.tzinfo).date()
    return waiting and later and now - visit.opened > PAST_MIDNIGHT
