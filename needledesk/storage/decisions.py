"""What the practitioner decided in a visit: treat or not, overrides, deferral. Each in words, with name and moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from needledesk.domain.decisions import Decision, Deferral, Override
from needledesk.domain.protocol import Status
from needledesk.storage import columns, standing
from needledesk.storage.vault import Vault

_DECIDED = """
SELECT kept.*, visit.timezone FROM screening_decision AS kept JOIN visit ON visit.id = kept.visit WHERE visit = ?
"""
_OVERRIDES = """
SELECT kept.*, visit.timezone FROM screening_override AS kept JOIN visit ON visit.id = kept.visit
WHERE visit = ? ORDER BY kept.id
"""
_WAITING = """
SELECT visit.id FROM visit LEFT JOIN treatment ON treatment.visit = visit.id
WHERE visit.client = ? AND visit.state = 'open' AND treatment.started IS NULL
"""
_DEFERRED = """
SELECT kept.*, visit.timezone FROM deferral AS kept JOIN visit ON visit.id = kept.visit WHERE visit = ?
"""


def decide(vault: Vault, visit: int, decision: Decision | None) -> None:
    """Keep what the practitioner decided; None takes it back."""
    if decision is None:
        vault.remove("screening_decision", {"visit": visit})
        return
    values: dict[str, object] = {
        "visit": visit,
        "treat": int(decision.treat),
        "reason": decision.reason,
        "decided_by": decision.by,
        "decided_at": columns.moment_text(decision.at),
    }
    vault.put("screening_decision", "visit", values)


def decision(vault: Vault, visit: int) -> Decision | None:
    """What the practitioner decided, the moment in the visit's zone; None if nothing."""
    row = vault.row(_DECIDED, visit)
    if row is None:
        return None
    return Decision(bool(row["treat"]), row["reason"], row["decided_by"], _moment(row, "decided_at"))


def override(vault: Vault, visit: int, override: Override) -> None:
    """Keep an override, in force from now on; one that was in force before it is withdrawn."""
    with vault.transaction():
        withdraw_override(vault, visit, override.at)
        values = {
            "visit": visit,
            "status": override.status.value,
            "reason": override.reason,
            "overridden_by": override.by,
            "overridden_at": columns.moment_text(override.at),
        }
        vault.insert("screening_override", values)


def withdraw_override(vault: Vault, visit: int, at: datetime) -> None:
    """An override no longer stands. It is kept, marked with the moment."""
    withdrawn = {"withdrawn": columns.moment_text(at)}
    vault.change("screening_override", {"visit": visit, "withdrawn": None}, withdrawn)


def standing_override(vault: Vault, visit: int) -> Override | None:
    """The override that is in force; None if there is none."""
    rows = [row for row in vault.rows(_OVERRIDES, visit) if row["withdrawn"] is None]
    return _override(rows[-1]) if rows else None


def overrides(vault: Vault, visit: int) -> list[tuple[Override, datetime | None]]:
    """Every override of the visit, oldest first, with the moment it was withdrawn."""
    return [
        (_override(row), columns.moment_or_none(row["withdrawn"], columns.zone(row["timezone"])))
        for row in vault.rows(_OVERRIDES, visit)
    ]


def reopen(vault: Vault, client: int, at: datetime) -> None:
    """What was decided in the client's visits that have not come to treatment no longer stands."""
    for row in vault.rows(_WAITING, client):
        decide(vault, row["id"], None)
        withdraw_override(vault, row["id"], at)


def defer(vault: Vault, visit: int, deferral: Deferral) -> None:
    """Keep until when the visit was put off."""
    values: dict[str, object] = {
        "visit": visit,
        "until": columns.date_text(deferral.until),
        "note": deferral.note,
        "accepted_at": columns.moment_text(deferral.at),
    }
    with vault.transaction():
        vault.put("deferral", "visit", values)
        standing.refresh_by_visit(vault, visit)


def deferral(vault: Vault, visit: int) -> Deferral | None:
    """Until when the visit was put off; None if it was not."""
    row = vault.row(_DEFERRED, visit)
    if row is None:
        return None
    until = columns.day_or_moment(row["until"], columns.zone(row["timezone"]))
    assert until is not None
    return Deferral(until, row["note"], _moment(row, "accepted_at"))


def _override(row: Any) -> Override:
    return Override(Status(row["status"]), row["reason"], row["overridden_by"], _moment(row, "overridden_at"))


def _moment(row: Any, column: str) -> datetime:
    return columns.moment(row[column], columns.zone(row["timezone"]))
