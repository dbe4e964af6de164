"""All that the workspace shows of a client, read in one go, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import say_day
from needledesk.domain.clients import Client, age
from needledesk.domain.decisions import may_start
from needledesk.domain.intervals import interval_rule, next_window
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol, Unit
from needledesk.domain.screening import Verdict
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import TimelineEntry, Visit, VisitState
from needledesk.ui.visit import section_state
from needledesk.ui.visit.section_state import SECTIONS

SKIN_TYPES = ("", "I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True, repr=False)
class Overview:
    """A client with the timeline; `verdict` is that of the newest visit, `treated` the latest finished one."""

    client: Client
    entries: tuple[TimelineEntry, ...]
    newest: Visit | None
    verdict: Verdict | None
    treated: Visit | None
    sessions: int  # treated and finished so far
    protocol: Protocol
    today: date
    letters: tuple[Letter, ...] = ()

    @property
    def unfinished(self) -> Visit | None:
        """The visit that is still open, if there is one."""
        open_states = (VisitState.OPEN, VisitState.FINISHED)
        return self.newest if self.newest is not None and self.newest.state in open_states else None

    @property
    def intensity(self) -> Intensity:
        """Of the latest treatment; deep where nobody said, as its wait is the longer one."""
        return (self.treated.treatment.intensity if self.treated else None) or Intensity.DEEP


@dataclass(frozen=True, slots=True)
class IntervalWords:
    """The interval card: a heading, the date that matters, and a line with an icon in a colour token."""

    heading: str
    day: str
    line: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the visit under way: `state` is done, now, todo or off."""

    name: str
    state: str


def read(desk: Desk, client: int) -> Overview:
    """Read everything of a client that the workspace shows. Raises NotFound."""
    entries = desk.visits.timeline(client)
    newest = desk.visits.get(entries[0].visit) if entries else None
    done = [entry for entry in entries if entry.state in (VisitState.FINISHED, VisitState.CLOSED)]
    treated = desk.visits.get(done[0].visit) if done else None
    verdict = desk.screening.verdict(newest.id) if newest is not None else None
    found, protocol, today = desk.clients.get(client), desk.protocol(), desk.now().date()
    letters = desk.letters.of_client(client)
    return Overview(found, entries, newest, verdict, treated, len(done), protocol, today, letters)


def line(overview: Overview) -> str:
    """`34 years · Fitzpatrick III · acne scars, cheeks`: what is known."""
    details = overview.client.details
    years = f"{age(details.born, overview.today)} years" if details.born else ""
    skin = f"Fitzpatrick {SKIN_TYPES[details.skin_type]}" if details.skin_type else ""
    return " · ".join(part for part in (years, skin, details.goal) if part)


def interval(overview: Overview) -> IntervalWords | None:
    """When the next session may be (S-INT-02, S-INT-03, line 5); None before the first."""
    if overview.treated is None or overview.treated.treatment.finished is None:
        return None
    finished, today = overview.treated.treatment.finished.date(), overview.today
    opens, closes = next_window(overview.protocol, finished, overview.intensity)
    if today < opens:
        return IntervalWords("Next session from", say_day(opens), f"until {say_day(closes)}", "calendar", "ink2")
    if today <= closes:
        short = f"Today, {today.day} {today:%b}"
        return IntervalWords("Interval reached", short, f"until {say_day(closes)}", "circle-check", "proceed")
    return IntervalWords("Window closed", say_day(closes), "later than usual", "calendar-x", "decide")


def course(overview: Overview) -> tuple[str, str]:
    """`Session 4 of 6`, or `3 of 6 done` between visits, and `deep, every 4 to 6 weeks` once there was a session."""
    planned = overview.client.details.course
    under_way = overview.unfinished is not None and overview.unfinished.state is VisitState.OPEN
    place = f"Session {overview.sessions + 1} of {planned}" if under_way else f"{overview.sessions} of {planned} done"
    if overview.treated is None:
        return place, ""
    rule = interval_rule(overview.protocol, overview.intensity)
    if rule.window is None or rule.until is None or rule.window.unit is not Unit.DAYS:
        return place, overview.intensity.word
    weeks = f"{rule.window.count // 7} to {rule.until.count // 7} weeks"
    return place, f"{overview.intensity.word}, every {weeks}"


def steps(overview: Overview) -> tuple[Step, ...]:
    """How far the visit under way is, section by section, as its tabs say it."""
    visit, verdict = overview.unfinished, overview.verdict
    if visit is None or verdict is None:
        return ()
    asked = len(overview.protocol.asked)
    states = section_state.states(visit, verdict, may_start(verdict, visit.decision, visit.override), asked)
    return tuple(Step(f"{SECTIONS[key]} {count}".strip(), state) for key, (state, count) in states.items())
