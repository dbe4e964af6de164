"""The sheets that were taken home: the exact bytes, and each time one was given."""

from __future__ import annotations

import hashlib
from datetime import datetime

from needledesk.domain.visits import HandoutGiven
from needledesk.errors import NotFound
from needledesk.storage import columns
from needledesk.storage.vault import Vault

_GIVEN = """
SELECT handout.id, given.how, given.given_at, handout.sha256, visit.timezone
FROM handout JOIN handout_given AS given ON given.handout = handout.id JOIN visit ON visit.id = handout.visit
WHERE handout.visit = ? ORDER BY given.id
"""


def keep(vault: Vault, visit: int, data: bytes, pages: int, protocol_version: int, at: datetime) -> int:
    """Keep a sheet's exact bytes; returns its id. The same bytes again are the same sheet."""
    digest = hashlib.sha256(data).hexdigest()
    with vault.transaction():
        same = vault.row("SELECT id FROM handout WHERE visit = ? AND sha256 = ?", visit, digest)
        if same:
            return int(same["id"])
        values = {
            "visit": visit,
            "pages": pages,
            "protocol_version": protocol_version,
            "made_at": columns.moment_text(at),
            "size": len(data),
            "sha256": digest,
        }
        handout = vault.insert("handout", values)
        vault.insert("handout_bytes", {"handout": handout, "data": data})
        return handout


def given(vault: Vault, handout: int, how: str, at: datetime) -> None:
    """Note that the sheet was given. `how`: `exported` or `printed`."""
    vault.insert("handout_given", {"handout": handout, "how": how, "given_at": columns.moment_text(at)})


def of_visit(vault: Vault, visit: int) -> list[HandoutGiven]:
    """Each time a sheet of the visit was given, oldest first, moments in the visit's zone."""
    return [
        HandoutGiven(
            row["id"], row["how"], columns.moment(row["given_at"], columns.zone(row["timezone"])), row["sha256"]
        )
        for row in vault.rows(_GIVEN, visit)
    ]


def data(vault: Vault, handout: int) -> bytes:
    """The sheet's exact bytes. Raises NotFound."""
    row = vault.row("SELECT data FROM handout_bytes WHERE handout = ?", handout)
    if row is None:
        raise NotFound("There is no such sheet in this file.")
    return bytes(row["data"])
