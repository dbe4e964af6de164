"""All that the workspace shows of a client, read in one go, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from needledesk.desk.desk import Desk
from needledesk.desk.screening import Bench
from needledesk.domain.clients import Client, age
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import Verdict
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import TimelineEntry, Visit, VisitState
from needledesk.ui.visit import section_state
from needledesk.ui.widgets.step_strip import Step

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
    at: datetime
    bench: Bench | None = None  # what the newest visit is judged by
    letters: tuple[Letter, ...] = ()

    @property
    def today(self) -> date:
        """The day on which it was read."""
        return self.at.date()

    @property
    def unfinished(self) -> Visit | None:
        """The visit that is still open, if there is one."""
        open_states = (VisitState.OPEN, VisitState.FINISHED)
        return self.newest if self.newest is not None and self.newest.state in open_states else None

    @property
    def intensity(self) -> Intensity:
        """Of the latest treatment; deep where nobody said, as its wait is the longer one."""
        return (self.treated.treatment.intensity if self.treated else None) or Intensity.DEEP


def read(desk: Desk, client: int) -> Overview:
    """Read everything of a client that the workspace shows. Raises NotFound."""
    entries = desk.visits.timeline(client)
    counting = [entry for entry in entries if not entry.voided]
    newest = desk.visits.get(counting[0].visit) if counting else None
    done = [entry for entry in counting if entry.state in (VisitState.FINISHED, VisitState.CLOSED)]
    treated = desk.visits.get(done[0].visit) if done else None
    verdict = desk.screening.verdict(newest.id) if newest is not None else None
    bench = desk.screening.bench(newest.id) if newest is not None else None
    found, protocol, now = desk.clients.get(client), desk.protocol(), desk.now()
    return Overview(
        found, entries, newest, verdict, treated, len(done), protocol, now, bench, desk.letters.of_client(client)
    )


def line(overview: Overview) -> str:
    """`34 years · Fitzpatrick III · acne scars, cheeks`: what is known."""
    details = overview.client.details
    years = f"{age(details.born, overview.today)} years" if details.born else ""
    skin = f"Fitzpatrick {SKIN_TYPES[details.skin_type]}" if details.skin_type else ""
    return " · ".join(part for part in (years, skin, details.goal) if part)


def steps(overview: Overview) -> tuple[Step, ...]:
    """How far the visit under way is, section by section, as its tabs say it."""
    visit, verdict = overview.unfinished, overview.verdict
    if visit is None or verdict is None:
        return ()
    judged_by = overview.bench.protocol if overview.bench else overview.protocol  # it began before a newer one, perhaps
    return section_state.steps(visit, verdict, len(judged_by.asked))
