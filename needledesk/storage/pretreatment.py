"""The sheets that clients were given before a treatment: the exact bytes, and each time one was given."""

from __future__ import annotations

from datetime import datetime

from needledesk.domain.pretreatment import BeforeGiven
from needledesk.storage import columns, sheets
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
    facts = {
        "appointment": columns.moment_text(appointment),
        "timezone": str(appointment.tzinfo),
        "pages": pages,
        "protocol_version": protocol_version,
    }
    return sheets.keep(vault, "pretreatment", ("client", client), data, at, facts)


def given(vault: Vault, sheet: int, how: str, at: datetime) -> None:
    """Note that the sheet was given. `how`: `exported` or `printed`."""
    sheets.given(vault, "pretreatment", sheet, how, at)


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
    return sheets.data(vault, "pretreatment", sheet)
