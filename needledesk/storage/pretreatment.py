"""The sheets that clients were given before a treatment: the exact bytes, and each time one was given."""

from __future__ import annotations

import hashlib
from datetime import datetime

from needledesk.domain.pretreatment import BeforeGiven
from needledesk.errors import NotFound
from needledesk.storage import columns
from needledesk.storage.vault import Vault

_GIVEN = """
SELECT sheet.id, sheet.appointment, sheet.timezone, sheet.sha256, given.how, given.given_at
FROM pretreatment AS sheet JOIN pretreatment_given AS given ON given.pretreatment = sheet.id
WHERE sheet.client = ? ORDER BY given.id
"""


def keep(
    vault: Vault, client: int, appointment: datetime, data: bytes, pages: int, protocol_version: int, at: datetime
) -> int:
    """Keep a sheet's exact bytes; returns its id. The same bytes again are the same sheet."""
    digest = hashlib.sha256(data).hexdigest()
    with vault.transaction():
        same = vault.row("SELECT id FROM pretreatment WHERE client = ? AND sha256 = ?", client, digest)
        if same:
            return int(same["id"])
        values = {
            "client": client,
            "appointment": columns.moment_text(appointment),
            "timezone": str(appointment.tzinfo),
            "pages": pages,
            "protocol_version": protocol_version,
            "made_at": columns.moment_text(at),
            "size": len(data),
            "sha256": digest,
        }
        sheet = vault.insert("pretreatment", values)
        vault.insert("pretreatment_bytes", {"pretreatment": sheet, "data": data})
        return sheet


def given(vault: Vault, sheet: int, how: str, at: datetime) -> None:
    """Note that the sheet was given. `how`: `exported` or `printed`."""
    vault.insert("pretreatment_given", {"pretreatment": sheet, "how": how, "given_at": columns.moment_text(at)})


def of_client(vault: Vault, client: int) -> list[BeforeGiven]:
    """Each time such a sheet was given to the client, oldest first, moments in the zone of the appointment."""
    found = []
    for row in vault.rows(_GIVEN, client):
        zone = columns.zone(row["timezone"])
        appointment, at = (columns.moment(row[name], zone) for name in ("appointment", "given_at"))
        found.append(BeforeGiven(row["id"], appointment, row["how"], at, row["sha256"]))
    return found


def data(vault: Vault, sheet: int) -> bytes:
    """The sheet's exact bytes. Raises NotFound."""
    row = vault.row("SELECT data FROM pretreatment_bytes WHERE pretreatment = ?", sheet)
    if row is None:
        raise NotFound("There is no such sheet in this file.")
    return bytes(row["data"])
