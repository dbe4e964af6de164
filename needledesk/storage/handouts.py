"""The sheets that were taken home: the exact bytes, and each time one was given."""

from __future__ import annotations

from datetime import datetime

from needledesk.domain.visits import HandoutGiven
from needledesk.storage import columns, sheets
from needledesk.storage.vault import Vault

_GIVEN = """
SELECT handout.id, given.how, given.given_at, handout.sha256, visit.timezone
FROM handout JOIN handout_given AS given ON given.handout = handout.id JOIN visit ON visit.id = handout.visit
WHERE handout.visit = ? ORDER BY given.id
"""


def keep(vault: Vault, visit: int, data: bytes, pages: int, protocol_version: int, at: datetime) -> int:
    """Keep a sheet's exact bytes; returns its id. The same bytes again are the same sheet."""
    facts = {"pages": pages, "protocol_version": protocol_version}
    return sheets.keep(vault, "handout", ("visit", visit), data, at, facts)


def given(vault: Vault, handout: int, how: str, at: datetime) -> None:
    """Note that the sheet was given. `how`: `exported` or `printed`."""
    sheets.given(vault, "handout", handout, how, at)


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
    return sheets.data(vault, "handout", handout)
