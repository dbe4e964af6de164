"""The clients in the record file: the list with its search, and one client whole."""

from __future__ import annotations

from datetime import datetime

from needledesk.domain.clients import Alert, AlertKind, Client, ClientFacts, Details
from needledesk.errors import NotFound
from needledesk.storage import columns, search, standing
from needledesk.storage.vault import Vault

_HIGHEST = """
SELECT max(
    (SELECT coalesce(max(id), 0) FROM client),
    (SELECT coalesce(max(client), 0) FROM history WHERE client <> 0),
    (SELECT coalesce(max(CAST(substr(number, 3) AS INTEGER)), 0) FROM erasure)
)
"""


def page(vault: Vault, text: str = "", limit: int = 50, offset: int = 0) -> list[ClientFacts]:
    """The clients that match `text` by name, phone, number or lot, ordered by name; all of them for an empty text."""
    return standing.lines(vault, text, limit, offset)


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


def numbered(vault: Vault, number: str) -> Client:
    """The client with that number. Raises NotFound."""
    row = vault.row("SELECT id FROM client WHERE number = ?", number)
    if row is None:
        raise NotFound("There is no client of that number in this file.", do="Numbers look like C-0007.")
    return get(vault, row["id"])


def add(vault: Vault, details: Details, at: datetime) -> Client:
    """Add a client under the next free number, `C-0001` being the first."""
    with vault.transaction():
        client = _next_id(vault)
        numbered = {"id": client, "number": f"C-{client:04d}", "added": columns.moment_text(at)}
        vault.insert("client", numbered | _values(details, at))
        _keep_alerts(vault, client, details)
        standing.refresh(vault, client)
        search.index(vault, client)
        return get(vault, client)


def remove(vault: Vault, client: int) -> None:
    """Take out a client with whom nothing was done yet; an erasure takes out all others."""
    with vault.transaction():
        vault.remove("client_alert", {"client": client})
        search.forget(vault, client)
        vault.execute("DELETE FROM client_line WHERE client = ?", client)
        vault.remove("client", {"id": client})


def change(vault: Vault, client: int, details: Details, at: datetime) -> Client:
    """Write the client's details anew. Raises NotFound."""
    with vault.transaction():
        get(vault, client)
        vault.change("client", {"id": client}, _values(details, at))
        _keep_alerts(vault, client, details)
        search.forget(vault, client)
        standing.refresh(vault, client)
        search.index(vault, client)
        return get(vault, client)


def _values(details: Details, at: datetime) -> dict[str, object]:
    return {
        "given": details.given,
        "family": details.family,
        "born": columns.date_text(details.born),
        "phone": details.phone,
        "email": details.email,
        "skin_type": details.skin_type,
        "goal": details.goal,
        "course": details.course,
        "changed": columns.moment_text(at),
    }


def _keep_alerts(vault: Vault, client: int, details: Details) -> None:
    vault.remove("client_alert", {"client": client})
    for position, alert in enumerate(details.alerts):
        values = {"client": client, "position": position, "kind": alert.kind.value, "text": alert.text}
        vault.insert("client_alert", values)


def _next_id(vault: Vault) -> int:
    """One more than the highest ever given: an erased client's number is nobody else's, and the history names it."""
    return int(vault.row(_HIGHEST)[0]) + 1
