"""Which session's aftercare sheet is meant: this visit's once it is under way, else that of the last session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from needledesk.desk.desk import Desk
from needledesk.domain.visits import Visit, VisitState


@dataclass(frozen=True, slots=True)
class SheetTarget:
    """The visit whose sheet the buttons give. `earlier`: it is not the visit that is open in the window. `given`: of a
    closed visit, when its sheet was last given; from then on it is given as it was.
    """

    visit: int
    session: int
    client_number: str
    started: datetime | None
    finished: datetime | None
    earlier: bool = False
    given: datetime | None = None

    @property
    def running(self) -> bool:
        """Whether the needling is still going on, so that no time can be printed yet."""
        return self.finished is None


def of_visit(visit: Visit, client_number: str, earlier: bool = False) -> SheetTarget | None:
    """The target that a visit is; None while it was not treated, or once it is voided."""
    if visit.treatment.started is None or visit.voiding is not None:
        return None
    work = visit.treatment
    given = visit.handouts[-1].at if visit.closed is not None and visit.handouts else None
    return SheetTarget(visit.id, visit.session, client_number, work.started, work.finished, earlier, given)


def last_session(desk: Desk, client: int) -> SheetTarget | None:
    """The client's newest treated session; None if there is none. Reads the record file."""
    for entry in desk.visits.timeline(client):
        if entry.state in (VisitState.FINISHED, VisitState.CLOSED) and not entry.voided:
            visit = desk.visits.get(entry.visit)
            return of_visit(visit, desk.clients.get(client).number, earlier=True)
    return None
