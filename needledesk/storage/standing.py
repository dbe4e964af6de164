"""Where a client stands: the line of the client list, with the latest visit, its verdict and the sessions so far.

The lines are kept ready in a table of their own, so that a page of the list is one look-up per client however many
visits there are. Whoever writes a client, a visit, a treatment or a verdict calls `refresh` in the same transaction.
"""

from __future__ import annotations

from typing import Any

from needledesk.domain.clients import ClientFacts, Details
from needledesk.storage import columns, search
from needledesk.storage.counted import STANDS, TREATED
from needledesk.storage.vault import Vault

_LINE = "client, number, name, initials, visit_state, sessions, finished, intensity, status, earliest, finished_zone"
_NOW = f"""
SELECT client.number, client.given, client.family, latest.state, latest.timezone,
    screening.status,
    coalesce(
        deferral.until,
        CASE WHEN screening.status = 'NOT_TODAY' AND NOT screening.dateless THEN screening.earliest END
    ) AS earliest,
    treated.finished, treated.timezone AS finished_zone, treatment.intensity,
    (
        SELECT count(*) FROM visit WHERE client = ?1 AND {TREATED}
    ) AS sessions
FROM client
LEFT JOIN visit AS latest ON latest.id = (SELECT max(id) FROM visit WHERE client = ?1 AND {STANDS})
LEFT JOIN screening ON screening.visit = latest.id
LEFT JOIN deferral ON deferral.visit = latest.id
LEFT JOIN visit AS treated ON treated.id = (
    SELECT id FROM visit WHERE client = ?1 AND {TREATED}
    ORDER BY finished DESC, id DESC LIMIT 1
)
LEFT JOIN treatment ON treatment.visit = treated.id
WHERE client.id = ?1
"""  # noqa: S608 - no value in it


def lines(vault: Vault, text: str, limit: int, offset: int) -> list[ClientFacts]:
    """The lines of the clients that match, in the order of their names."""
    return [_line(row) for row in search.find(vault, _LINE, text, limit, offset)]


def refresh(vault: Vault, client: int) -> None:
    """Write the client's line anew. A changed name gets a new place, so forget it in the search index before."""
    row = vault.row(_NOW, client)
    name = search.sort_name(row["given"], row["family"])
    details = Details(row["given"], row["family"])
    values = {
        "place": _place(vault, client, name),
        "client": client,
        "sort_name": name,
        "number": row["number"],
        "name": details.name,
        "initials": details.initials,
        "visit_state": row["state"] or "",
        "sessions": row["sessions"],
        "finished": row["finished"],
        "finished_zone": row["finished_zone"],
        "intensity": row["intensity"] or "",
        "status": row["status"] or "",
        "earliest": _earliest(row),
    }
    vault.put("client_line", "client", values)


def refresh_by_visit(vault: Vault, visit: int) -> None:
    """The same for the client whose visit it is."""
    row = vault.row("SELECT client FROM visit WHERE id = ?", visit)
    if row:
        refresh(vault, row["client"])


def _place(vault: Vault, client: int, name: str) -> int:
    line = vault.row("SELECT place, sort_name FROM client_line WHERE client = ?", client)
    same = line is not None and line["sort_name"] == name
    return int(line["place"]) if same else search.free_place(vault, name)


def _line(row: tuple[Any, ...]) -> ClientFacts:
    client, number, name, initials, state, sessions, finished, intensity, status, earliest, zone = row
    moment = columns.moment(finished, columns.zone(zone)) if finished else None
    return ClientFacts(client, number, name, initials, state, sessions, moment, intensity, status, earliest)


def _earliest(row: Any) -> str:
    """Put off or waiting until then: a day as it is, a moment as the clock of the visit showed it, to the minute.

    A wait beside which another has no date is none until then: nobody can say yet.
    """
    text: str = row["earliest"] or ""
    if len(text) <= len("2026-11-22"):
        return text
    return f"{columns.moment(text, columns.zone(row['timezone'])):%Y-%m-%dT%H:%M}"
