"""The clients in the record file: the list with its search, and one client whole."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from needledesk.domain.clients import Alert, AlertKind, Client, ClientFacts, Details
from needledesk.errors import NotFound
from needledesk.storage import columns, search
from needledesk.storage.vault import Vault

_FACTS = """
SELECT client.id, client.number, client.given, client.family, latest.state, latest.timezone AS zone,
    screening.status, screening.earliest,
    treated.finished, treated.timezone AS treated_zone, treatment.intensity,
    (
        SELECT count(*) FROM visit
        WHERE client = client.id AND finished IS NOT NULL AND state <> 'not_treated'
    ) AS sessions
FROM json_each(?) AS wanted
CROSS JOIN client ON client.id = wanted.value
LEFT JOIN visit AS latest ON latest.id = (SELECT max(id) FROM visit WHERE client = client.id)
LEFT JOIN screening ON screening.visit = latest.id
LEFT JOIN visit AS treated ON treated.id = (
    SELECT id FROM visit WHERE client = client.id AND finished IS NOT NULL AND state <> 'not_treated'
    ORDER BY finished DESC, id DESC LIMIT 1
)
LEFT JOIN treatment ON treatment.visit = treated.id
ORDER BY wanted.key
"""


def page(vault: Vault, text: str = "", limit: int = 50, offset: int = 0) -> list[ClientFacts]:
    """The clients that match `text` by name, phone, number or lot, ordered by name; all of them for an empty text."""
    wanted = search.find(vault, text, limit, offset)
    return [_facts(row) for row in vault.rows(_FACTS, json.dumps(wanted))] if wanted else []


def count(vault: Vault, text: str = "") -> int:
    """How many clients match `text`."""
    return search.count(vault, text)


def get(vault: Vault, client: int) -> Client:
    """The client with that id. Raises NotFound."""
    row = vault.row("SELECT * FROM client WHERE id = ?", client)
    if row is None:
        raise NotFound("There is no such client in this file.")
    alerts = vault.rows("SELECT kind, text FROM client_alert WHERE client = ? ORDER BY position", client)
    details = Details(
        given=row["given"],
        family=row["family"],
        born=columns.day(row["born"]),
        phone=row["phone"],
        email=row["email"],
        skin_type=row["skin_type"],
        goal=row["goal"],
        course=row["course"],
        alerts=tuple(Alert(AlertKind(alert["kind"]), alert["text"]) for alert in alerts),
    )
    return Client(row["id"], row["number"], details, columns.moment(row["added"]))


def add(vault: Vault, details: Details, at: datetime) -> Client:
    """Add a client under the next free number, `C-0001` being the first."""
    with vault.transaction():
        name = search.sort_name(details.given, details.family)
        values = {
            "number": _next_number(vault),
            "place": search.place_for(vault, name),
            "added": columns.moment_text(at),
            **_values(details, at),
        }
        client = vault.insert("client", values)
        _keep_alerts(vault, client, details)
        search.index(vault, client)
        return get(vault, client)


def change(vault: Vault, client: int, details: Details, at: datetime) -> Client:
    """Write the client's details anew. Raises NotFound."""
    with vault.transaction():
        row = vault.row("SELECT place FROM client WHERE id = ?", client)
        if row is None:
            raise NotFound("There is no such client in this file.")
        search.forget(vault, row["place"])
        place = search.place_for(vault, search.sort_name(details.given, details.family), client)
        values = _values(details, at) | {"place": place}
        changes = ", ".join(f"{name} = ?" for name in values)
        vault.execute(f"UPDATE client SET {changes} WHERE id = ?", *values.values(), client)  # noqa: S608
        _keep_alerts(vault, client, details)
        search.index(vault, client)
        return get(vault, client)


def _values(details: Details, at: datetime) -> dict[str, object]:
    return {
        "given": details.given,
        "family": details.family,
        "sort_name": search.sort_name(details.given, details.family),
        "given_folded": search.folded(details.given),
        "born": columns.date_text(details.born),
        "phone": details.phone,
        "email": details.email,
        "skin_type": details.skin_type,
        "goal": details.goal,
        "course": details.course,
        "changed": columns.moment_text(at),
    }


def _keep_alerts(vault: Vault, client: int, details: Details) -> None:
    vault.execute("DELETE FROM client_alert WHERE client = ?", client)
    for position, alert in enumerate(details.alerts):
        values = {"client": client, "position": position, "kind": alert.kind.value, "text": alert.text}
        vault.insert("client_alert", values)


def _next_number(vault: Vault) -> str:
    """One more than the highest number given so far. Clients are never removed, so their ids count them."""
    following = vault.row("SELECT coalesce(max(id), 0) + 1 FROM client")[0]
    return f"C-{following:04d}"


def _facts(row: Any) -> ClientFacts:
    details = Details(row["given"], row["family"])
    finished = row["finished"] and columns.moment(row["finished"], columns.zone(row["treated_zone"]))
    return ClientFacts(
        id=row["id"],
        number=row["number"],
        name=details.name,
        initials=details.initials,
        visit_state=row["state"] or "",
        sessions=row["sessions"],
        finished=finished,
        intensity=row["intensity"] or "",
        status=row["status"] or "",
        earliest=_earliest(row),
    )


def _earliest(row: Any) -> str:
    """A day as it is; a moment as the clock of the visit showed it, to the minute."""
    text = row["earliest"] or ""
    if len(text) <= 10:
        return text
    return f"{columns.moment(text, columns.zone(row['zone'])):%Y-%m-%dT%H:%M}"
