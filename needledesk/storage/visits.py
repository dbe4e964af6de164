"""The visits of a client, whole: gathered from screening, treatment, photos and sheets."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from needledesk.domain.screening import PastSession, Plan
from needledesk.domain.seals import Voiding
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import Visit, VisitState
from needledesk.errors import NotFound
from needledesk.storage import columns, decisions, handouts, photos, screening, standing, treatment
from needledesk.storage.counted import TREATED
from needledesk.storage.vault import Vault

_VISIT = """
SELECT visit.*, note.text AS note, voiding.reason AS void_reason, voiding.author AS void_author, voiding.voided_at,
    (SELECT count(*) FROM amendment WHERE amendment.visit = visit.id) AS amended
FROM visit LEFT JOIN note ON note.visit = visit.id LEFT JOIN voiding ON voiding.visit = visit.id
"""
_SESSIONS = f"""
SELECT visit.id, visit.finished, visit.timezone, treatment.intensity
FROM visit LEFT JOIN treatment ON treatment.visit = visit.id
WHERE client = ? AND {TREATED} AND visit.id < ? ORDER BY visit.finished, visit.id
"""  # noqa: S608 - no value in it
# An erased visit's number is no other visit's: the history names it.
_HIGHEST = """
SELECT max(
    (SELECT coalesce(max(id), 0) FROM visit), (SELECT coalesce(max(visit), 0) FROM history WHERE visit <> 0)
)
"""
_BEFORE_ALL = 2**62


def begin(vault: Vault, client: int, at: datetime, timezone: str, protocol_version: int) -> int:
    """Open a visit and return its id. `timezone`: IANA name; the protocol version must be in the file."""
    columns.zone(timezone)
    with vault.transaction():
        treated = vault.row(f"SELECT count(*) FROM visit WHERE client = ? AND {TREATED}", client)[0]  # noqa: S608
        values = {
            "id": vault.tuples(_HIGHEST)[0][0] + 1,
            "client": client,
            "state": VisitState.OPEN.value,
            "session": treated + 1,
            "opened": columns.moment_text(at),
            "timezone": timezone,
            "protocol_version": protocol_version,
        }
        visit = vault.insert("visit", values)
        standing.refresh(vault, client)
        return visit


def get(vault: Vault, visit: int) -> Visit:
    """The visit with everything but the bytes of its photos and sheets. Raises NotFound."""
    row = vault.row(f"{_VISIT} WHERE visit.id = ?", visit)
    if row is None:
        raise NotFound("There is no such visit in this file.")
    return _visit(vault, row)


def state(vault: Vault, visit: int) -> VisitState:
    """Only where the visit stands, for what is saved with every word typed. Raises NotFound."""
    row = vault.row("SELECT state FROM visit WHERE id = ?", visit)
    if row is None:
        raise NotFound("There is no such visit in this file.")
    return VisitState(row["state"])


def of_client(vault: Vault, client: int) -> list[Visit]:
    """All visits of the client, newest first."""
    rows = vault.rows(f"{_VISIT} WHERE visit.client = ? ORDER BY visit.id DESC", client)
    return [_visit(vault, row) for row in rows]


def unfinished(vault: Vault) -> list[Visit]:
    """Visits that were opened or finished but not closed, oldest first."""
    rows = vault.rows(f"{_VISIT} WHERE visit.state IN ('open', 'finished') ORDER BY visit.id")
    return [_visit(vault, row) for row in rows]


def set_state(vault: Vault, visit: int, state: VisitState, at: datetime) -> None:
    """Move the visit on. Finishing stamps the finish unless there is one; closing stamps the close."""
    stamp = columns.moment_text(at)
    closing = state in (VisitState.CLOSED, VisitState.NOT_TREATED)
    with vault.transaction():
        values: dict[str, object] = {"state": state.value, "closed": stamp if closing else None}
        if state is VisitState.FINISHED:
            values["finished"] = vault.row("SELECT coalesce(finished, ?) FROM visit WHERE id = ?", stamp, visit)[0]
        vault.change("visit", {"id": visit}, values)
        standing.refresh_by_visit(vault, visit)


def plan(vault: Vault, visit: int, plan: Plan) -> None:
    """Keep what the practitioner means to do."""
    values = {
        "plan_intensity": plan.intensity and plan.intensity.value,
        "plan_zones": columns.list_text(plan.zones),
        "plan_born": columns.date_text(plan.born),
    }
    vault.change("visit", {"id": visit}, values)


def write_note(vault: Vault, visit: int, text: str, at: datetime) -> None:
    """Keep the note as it stands."""
    vault.put("note", "visit", {"visit": visit, "text": text, "changed_at": columns.moment_text(at)})


def sessions(vault: Vault, client: int, before: int = _BEFORE_ALL) -> list[PastSession]:
    """The finished treatments, oldest first, as graded then; with `before`, only those of visits before that one."""
    return [
        PastSession(
            day=columns.moment(row["finished"], columns.zone(row["timezone"])).date(),
            intensity=row["intensity"] and Intensity(row["intensity"]),
            zones=treatment.zones(vault, row["id"]),
        )
        for row in vault.rows(_SESSIONS, client, before)
    ]


def _visit(vault: Vault, row: Any) -> Visit:
    number, zone = row["id"], columns.zone(row["timezone"])
    return Visit(
        id=number,
        client=row["client"],
        state=VisitState(row["state"]),
        opened=columns.moment(row["opened"], zone),
        timezone=row["timezone"],
        session=row["session"],
        protocol_version=row["protocol_version"],
        plan=_plan(row),
        answers=screening.answers(vault, number),
        news=screening.news(vault, number),
        decision=decisions.decision(vault, number),
        override=decisions.standing_override(vault, number),
        deferral=decisions.deferral(vault, number),
        verdict=screening.verdict(vault, number),
        treatment=treatment.get(vault, number),
        note=row["note"] or "",
        photos=tuple(photos.of_visit(vault, number)),
        handouts=tuple(handouts.of_visit(vault, number)),
        closed=columns.moment_or_none(row["closed"], zone),
        amended=row["amended"],
        voiding=_voiding(row, zone),
    )


def _voiding(row: Any, zone: tzinfo) -> Voiding | None:
    at = columns.moment_or_none(row["voided_at"], zone)
    return Voiding(row["void_reason"], row["void_author"], at) if at is not None else None


def _plan(row: Any) -> Plan:
    intensity = row["plan_intensity"] and Intensity(row["plan_intensity"])
    return Plan(intensity, columns.words(row["plan_zones"]), columns.day(row["plan_born"]))
