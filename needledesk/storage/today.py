"""What the day's page asks of the record file, without reading through the visits.

The ready lines of the clients (`standing`) say who is due, who was refused and who was treated lately; visits that are
not closed and deferrals have indexes of their own. The rest is looked up one by one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from needledesk.domain.protocol import Status
from needledesk.domain.today import LastSession, Unfinished, Ungiven
from needledesk.domain.treatment import Intensity
from needledesk.domain.visit_state import VisitState
from needledesk.domain.waiting import Untreated
from needledesk.storage import columns, decisions, letters, screening
from needledesk.storage.counted import STANDS, TREATED
from needledesk.storage.vault import Vault

#: A refusal of this kind says itself when the client may come again, or that nobody can say.
_REFUSED = f"('{Status.NOT_TODAY}', '{Status.MEDICAL_CLEARANCE}', '{Status.DO_NOT_TREAT}')"
_UNFINISHED = """
SELECT visit.id, visit.client, line.name, visit.session, visit.opened, visit.finished, visit.timezone,
    treatment.started
FROM visit JOIN client_line AS line ON line.client = visit.client LEFT JOIN treatment ON treatment.visit = visit.id
WHERE visit.state IN ('open', 'finished') ORDER BY visit.id
"""
_SESSIONS = f"""
SELECT line.client, line.name, line.sessions, client.course, line.finished, line.finished_zone, line.intensity
FROM client_line AS line CROSS JOIN client ON client.id = line.client
WHERE line.finished >= ? AND (line.visit_state = '{VisitState.CLOSED}'
    OR line.visit_state = '{VisitState.NOT_TREATED}' AND line.status NOT IN {_REFUSED})
"""  # noqa: S608 - the program's own words
_LATEST = f"(SELECT max(id) FROM visit WHERE client = line.client AND {STANDS})"  # noqa: S608 - no value in it
_REFUSALS = f"""
SELECT {_LATEST} AS visit FROM client_line AS line
WHERE line.visit_state = '{VisitState.NOT_TREATED}' AND line.status = '{Status.NOT_TODAY}' AND line.earliest >= ?1
UNION
SELECT visit.id FROM client_line AS line CROSS JOIN visit ON visit.id = {_LATEST}
WHERE line.visit_state = '{VisitState.NOT_TREATED}' AND line.status = '{Status.MEDICAL_CLEARANCE}' AND EXISTS (
    SELECT 1 FROM letter
    WHERE letter.client = line.client AND withdrawn IS NULL AND added >= visit.closed AND added >= ?1
)
UNION
SELECT visit.id FROM deferral CROSS JOIN visit ON visit.id = deferral.visit
    CROSS JOIN client_line AS line ON line.client = visit.client
WHERE deferral.until >= ?1 AND visit.id = {_LATEST}
"""  # noqa: S608 - the program's own words
_REFUSAL = """
SELECT visit.client, line.name, visit.closed, visit.timezone, visit.protocol_version
FROM visit JOIN client_line AS line ON line.client = visit.client WHERE visit.id = ?
"""
_UNGIVEN = f"""
SELECT visit.id, line.client, line.name, line.number, visit.session, treatment.started, visit.finished, visit.timezone
FROM client_line AS line
    CROSS JOIN visit ON visit.id = (
        SELECT id FROM visit WHERE client = line.client AND {TREATED}
        ORDER BY finished DESC, id DESC LIMIT 1
    )
    LEFT JOIN treatment ON treatment.visit = visit.id
WHERE line.finished >= ? AND NOT EXISTS (
    SELECT 1 FROM handout JOIN handout_given AS given ON given.handout = handout.id WHERE handout.visit = visit.id
)
"""  # noqa: S608 - no value in it


def unfinished(vault: Vault) -> list[Unfinished]:
    """The visits that are not closed, oldest first, moments in the visit's zone."""
    return [_unfinished(row) for row in vault.rows(_UNFINISHED)]


def last_sessions(vault: Vault, since: date) -> list[LastSession]:
    """Clients whose latest session was finished that day or later, and who have no visit open nor a wait to serve."""
    return [_last_session(row) for row in vault.rows(_SESSIONS, since.isoformat())]


def untreated(vault: Vault, since: date) -> list[Untreated]:
    """Clients whose latest visit ended untreated with a wait or a deferral until that day or later, or with a letter
    that has come in since.
    """
    return [_untreated(vault, row["visit"]) for row in vault.rows(_REFUSALS, since.isoformat())]


def ungiven(vault: Vault, since: date) -> list[Ungiven]:
    """The latest session of each client, finished that day or later, if no sheet of it was exported or printed."""
    return [_ungiven(row) for row in vault.rows(_UNGIVEN, since.isoformat())]


def nobody(vault: Vault) -> bool:
    """Whether there is no client yet."""
    return vault.row("SELECT 1 FROM client LIMIT 1") is None


def _unfinished(row: Any) -> Unfinished:
    zone = columns.zone(row["timezone"])
    return Unfinished(
        visit=row["id"],
        client=row["client"],
        name=row["name"],
        session=row["session"],
        opened=columns.moment(row["opened"], zone),
        started=columns.moment_or_none(row["started"], zone),
        finished=columns.moment_or_none(row["finished"], zone),
    )


def _last_session(row: Any) -> LastSession:
    return LastSession(
        client=row["client"],
        name=row["name"],
        sessions=row["sessions"],
        course=row["course"],
        finished=columns.moment(row["finished"], columns.zone(row["finished_zone"])),
        intensity=Intensity(row["intensity"]) if row["intensity"] else None,
    )


def _untreated(vault: Vault, visit: int) -> Untreated:
    row, verdict = vault.row(_REFUSAL, visit), screening.verdict(vault, visit)
    assert verdict is not None  # it is ruled when the visit is closed untreated
    closed: datetime = columns.moment(row["closed"], columns.zone(row["timezone"]))
    return Untreated(
        client=row["client"],
        visit=visit,
        name=row["name"],
        closed=closed,
        protocol_version=row["protocol_version"],
        verdict=verdict,
        deferral=decisions.deferral(vault, visit),
        letters=tuple(letters.of_client(vault, row["client"])),
    )


def _ungiven(row: Any) -> Ungiven:
    zone = columns.zone(row["timezone"])
    return Ungiven(
        visit=row["id"],
        client=row["client"],
        name=row["name"],
        number=row["number"],
        session=row["session"],
        started=columns.moment_or_none(row["started"], zone),
        finished=columns.moment(row["finished"], zone),
    )
