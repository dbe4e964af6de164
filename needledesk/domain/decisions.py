"""What a practitioner decides beside the verdict: treat or not, override, defer. The verdict itself stays as it was.

Decisions 5 and 15 of the clinical content: an override takes a named practitioner and a typed reason, is possible for
NOT_TODAY and MEDICAL_CLEARANCE only, and never while anything is unanswered; DO_NOT_TREAT has no way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from needledesk.domain.calendar import moment_of, say_at
from needledesk.domain.findings import reached
from needledesk.domain.protocol import Status
from needledesk.domain.zones import expand
from needledesk.errors import BadInput

if TYPE_CHECKING:
    from needledesk.domain.screening import Plan, Verdict

OVERRIDABLE = (Status.NOT_TODAY, Status.MEDICAL_CLEARANCE)


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """What the practitioner decided where the verdict left it to them."""

    treat: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Override:
    """A practitioner treats against `status`, for a reason that is kept, shown and printed."""

    status: Status
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Deferral:
    """The visit was put off: not before `until`, a date, or an aware moment where hours count."""

    until: date | datetime
    note: str
    at: datetime


def why_no_override(verdict: Verdict, plan: Plan) -> str:
    """Why this verdict cannot be overridden, as a sentence; empty if it can."""
    if verdict.status is Status.DO_NOT_TREAT:
        return "The checklist says do not treat. This program does not offer a way round."
    if verdict.status not in OVERRIDABLE:
        return "There is nothing to override."
    if verdict.open_questions:
        return "Answer every question first: blank and unsure are never a no."
    if plan.zones and set(expand(plan.zones)) <= set(verdict.excluded_zones):
        return "Every planned zone is left out. Plan other zones."
    return ""


def may_start(verdict: Verdict, decision: Decision | None, override: Override | None) -> bool:
    """Whether the verdict, with what the practitioner decided where they may, lets treatment start."""
    if verdict.status in (Status.PROCEED, Status.PROCEED_ZONE_LIMITED):
        return True
    if verdict.status is Status.PRACTITIONER_DECISION:
        return decision is not None and decision.treat
    overridden = standing(override, verdict) is not None
    return overridden and verdict.status in OVERRIDABLE and not verdict.open_questions


def standing(override: Override | None, verdict: Verdict) -> Override | None:
    """The override, where it was written against this status; time may have brought another one since."""
    return override if override is not None and override.status is verdict.status else None


def deferred_until(until: date | datetime, earliest: date | datetime | None, now: datetime) -> date | datetime:
    """When a visit that is put off to `until` comes up again: on the day of `earliest`, at that hour.

    Raises BadInput for a time that is past, and for one before the verdict's own.
    """
    if isinstance(earliest, datetime) and until == earliest.date():
        until = earliest
    if reached(until, now):
        raise BadInput("The visit cannot be put off to a time that is past.", "It is still open.", "Choose a day.")
    if earliest is not None and moment_of(until, now.tzinfo) < moment_of(earliest, now.tzinfo):
        raise BadInput(
            f"Not before {say_at(earliest)}.", "The visit is still open.", "Choose that day, or a later one."
        )
    return until
