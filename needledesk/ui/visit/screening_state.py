"""How far the screening is, read from answers and verdict: the outcome of each row, the state of each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.returning import NEWS_KEY
from needledesk.domain.screening import Finding, Plan, Verdict
from needledesk.domain.zones import say
from needledesk.ui.visit.checklist import Part
from needledesk.ui.visit.group_index import GroupState
from needledesk.ui.visit.row_outcome import RowOutcome, outcome

#: The key of the first entry, which is no group of the protocol.
PLAN = "planned today"


def outcomes(protocol: Protocol, answers: Mapping[str, Answer], verdict: Verdict, today: date) -> dict[str, RowOutcome]:
    """What each asked question's answer comes to."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in verdict.findings:
        findings[finding.key].append(finding)
    lacking = set(verdict.unsure)
    return {
        question.key: outcome(
            question,
            protocol.rules[question.rule],
            answers.get(question.key),
            findings[question.key],
            question.key in lacking,
            today,
        )
        for question in protocol.asked
    }


def group_states(
    parts: Sequence[Part], answers: Mapping[str, Answer], plan: Plan, verdict: Verdict, changed: Container[str] = ()
) -> list[GroupState]:
    """What is planned, then every part: how many are answered or changed, and the worst that came of them."""
    group_of = {question.key: part.key for part in parts for question in part.questions}
    group_of |= dict.fromkeys([NEWS_KEY], next((part.key for part in parts if part.news), PLAN))
    worst: dict[str, Status] = defaultdict(lambda: Status.PROCEED)
    for finding in verdict.findings:
        place = group_of.get(finding.key, PLAN)
        worst[place] = max(worst[place], finding.status, key=lambda status: status.rank)
    for key in verdict.open_questions:
        place = group_of[key]
        worst[place] = max(worst[place], Status.INCOMPLETE, key=lambda status: status.rank)
    states = [GroupState(PLAN, "Planned today", _planned(plan), worst[PLAN])]
    for part in parts:
        keys = [question.key for question in part.questions]
        others = sum(key in changed for key in keys)
        text = _count(keys, answers, verdict) + (f" · {others} changed" if others else "")
        states.append(GroupState(part.key, part.title, text if keys else "", worst[part.key]))
    return states


def only_typed(before: Answer | None, now: Answer | None) -> bool:
    """Whether nothing but a typed name or detail has changed."""
    if before is None or now is None:
        return False
    return replace(before, name="", detail="") == replace(now, name="", detail="")


def _count(keys: list[str], answers: Mapping[str, Answer], verdict: Verdict) -> str:
    given = [answers[key].reply for key in keys if key in answers]
    answered, unsure = len(given), given.count(Reply.UNSURE)
    lacking = sum(key in verdict.unsure for key in keys) - unsure
    parts = [f"{answered} of {len(keys)}"]
    parts += [f"{unsure} unsure"] if unsure else []
    return " · ".join(parts + ([f"{lacking} open"] if lacking else []))


def _planned(plan: Plan) -> str:
    """`Light · Full face`."""
    zones = say(plan.zones)
    if len(plan.zones) > 2 and not zones.startswith("Full face"):
        zones = f"{len(plan.zones)} zones"
    parts = [plan.intensity.word.capitalize() if plan.intensity else "", zones or "No zone yet"]
    return " · ".join(part for part in parts if part)
