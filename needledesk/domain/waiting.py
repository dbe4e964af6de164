"""What a client waits for after a visit that ended untreated: a date, a letter, or both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from needledesk.domain.calendar import moment_of
from needledesk.domain.decisions import Deferral
from needledesk.domain.findings import Finding
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict


@dataclass(frozen=True, slots=True, repr=False)
class Untreated:
    """A client's latest visit, which ended untreated: the verdict, what was agreed, and the letters on file."""

    client: int
    visit: int
    name: str
    closed: datetime
    protocol_version: int
    verdict: Verdict
    deferral: Deferral | None = None
    letters: tuple[Letter, ...] = ()

    @property
    def earliest(self) -> date | datetime | None:
        """The verdict's own date; None where it promises none."""
        return None if self.verdict.dateless else self.verdict.earliest

    def until(self, zone: tzinfo | None) -> date | datetime | None:
        """From when on the client may come: the later of the verdict's date and that of the deferral."""
        dates = [self.earliest, self.deferral.until if self.deferral is not None else None]
        known = [at for at in dates if at is not None]
        return max(known, key=lambda at: moment_of(at, zone), default=None)


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """A letter that came after the visit. `lacking`: how many rules still wait for one."""

    at: datetime
    lacking: int


def arrival(found: Untreated, today: date) -> Arrival | None:
    """The latest letter that came after a visit that needed one, answers what it needed, and holds today."""
    needed = {one.rule for one in found.verdict.findings if one.status is Status.MEDICAL_CLEARANCE}
    since = [
        letter
        for letter in found.letters
        if letter.added is not None and letter.added >= found.closed and letter.holds(today)
    ]
    answering = [letter for letter in since if needed & set(letter.rules)]
    if found.verdict.status is not Status.MEDICAL_CLEARANCE or not answering:
        return None
    answered = {rule for letter in answering for rule in letter.rules}
    return Arrival(max(letter.added for letter in answering if letter.added is not None), len(needed - answered))


def cause(verdict: Verdict, protocol: Callable[[], Protocol]) -> str:
    """`Isotretinoin: 6 months`: the rule that the verdict's date comes from; empty without a date.

    `protocol` gives the one that the visit was judged by.
    """
    latest = next(
        (one for one in verdict.findings if one.earliest is not None and one.earliest == verdict.earliest), None
    )
    return "" if latest is None else _say(latest, protocol())


def _say(finding: Finding, protocol: Protocol) -> str:
    rule = protocol.rules[finding.rule]
    name, window = rule.title, rule.window
    if finding.key:
        question = protocol.question(finding.key)
        own = question.rule == rule.id
        name, window = (question.card if own else "") or name, (question.window if own else None) or window
    elif rule.topic == "interval":
        name = "Between sessions"
    return f"{name}: {window}" if window is not None else name
