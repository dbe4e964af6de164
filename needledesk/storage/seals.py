"""Sealed visits: from the seal on the file itself refuses every change; what is added stands beside the original."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from needledesk.domain.seals import Amendment, Seal, Voiding
from needledesk.errors import NotNow
from needledesk.storage import columns, search, standing, tables
from needledesk.storage.vault import Vault

_SEALS = "SELECT seal.*, visit.timezone FROM seal JOIN visit ON visit.id = seal.visit WHERE seal.visit = ?"
_AMENDMENTS = """
SELECT amendment.*, visit.timezone FROM amendment JOIN visit ON visit.id = amendment.visit
WHERE visit = ? ORDER BY amendment.id
"""
_VOIDING = "SELECT voiding.*, visit.timezone FROM voiding JOIN visit ON visit.id = voiding.visit WHERE visit = ?"
_CLOSED_WITHOUT = """
SELECT id FROM visit WHERE state IN ('closed', 'not_treated') AND id NOT IN (SELECT visit FROM seal) ORDER BY id
"""


def seal(vault: Vault, visit: int, by: str, at: datetime) -> Seal:
    """Seal a closed visit. Raises NotNow where it is open or sealed already."""
    if get(vault, visit) is not None:
        raise NotNow("This visit is sealed already.", "Its record stays as it was.", "Add an amendment.")
    values = {"visit": visit, "sealed_at": columns.moment_text(at), "sealed_by": by}
    with vault.transaction("sealed", "Visit sealed", visit=visit):
        vault.insert("seal", values | {"sha256": digest(vault, visit)})
    found = get(vault, visit)
    assert found is not None
    return found


def get(vault: Vault, visit: int) -> Seal | None:
    """The visit's seal, the moment in the visit's zone; None while it is open."""
    row = vault.row(_SEALS, visit)
    if row is None:
        return None
    return Seal(visit, _moment(row, "sealed_at"), row["sealed_by"], row["sha256"])


def digest(vault: Vault, visit: int) -> str:
    """SHA-256 over every row of the visit but the bytes of its pictures, whose digests stand in those rows."""
    sum_of_all = hashlib.sha256()
    for table in tables.sealed():
        if not table.bulky:
            for row in vault.rows(tables.rows_of(table, "visit"), visit):
                sum_of_all.update(f"{table.name} {tables.digest(row)}\n".encode())
    return sum_of_all.hexdigest()


def unbroken(vault: Vault, visit: int) -> bool:
    """Whether the visit is as it was sealed."""
    found = get(vault, visit)
    return found is not None and found.sha256 == digest(vault, visit)


def without(vault: Vault) -> list[int]:
    """Closed visits of before there were seals."""
    return [row["id"] for row in vault.rows(_CLOSED_WITHOUT)]


def amend(vault: Vault, visit: int, amendment: Amendment) -> Amendment:
    """Add to a sealed visit; nothing of it is changed. Returns it with its id and seal. Raises Sealed if it is open."""
    values = {
        "visit": visit,
        "title": amendment.title,
        "text": amendment.text,
        "corrects": amendment.corrects,
        "was": amendment.was,
        "becomes": amendment.becomes,
        "reason": amendment.reason,
        "author": amendment.author,
        "added_at": columns.moment_text(amendment.at),
    }
    with vault.transaction("amended", visit=visit):
        vault.insert("amendment", values | {"sha256": _sum(values)})
        search.index(vault, vault.client_of(visit))  # a corrected lot finds the client
    return amendments(vault, visit)[-1]


def amendments(vault: Vault, visit: int) -> list[Amendment]:
    """What was added to the visit, oldest first, moments in the visit's zone."""
    return [
        Amendment(
            title=row["title"],
            text=row["text"],
            reason=row["reason"],
            author=row["author"],
            at=_moment(row, "added_at"),
            corrects=row["corrects"],
            was=row["was"],
            becomes=row["becomes"],
            id=row["id"],
            sha256=row["sha256"],
            unbroken=row["sha256"] == _sum({name: row[name] for name in _AMENDED}),
        )
        for row in vault.rows(_AMENDMENTS, visit)
    ]


def void(vault: Vault, visit: int, voiding: Voiding) -> None:
    """Mark a sealed visit as not to be relied on, once. Its content stays. Raises NotNow if it is voided already."""
    if vault.row(_VOIDING, visit) is not None:
        raise NotNow("This visit is voided already.", "Its content is kept.", "Add an amendment.")
    values = {
        "visit": visit,
        "reason": voiding.reason,
        "author": voiding.author,
        "voided_at": columns.moment_text(voiding.at),
    }
    with vault.transaction("voided", visit=visit):
        vault.insert("voiding", values)
        standing.refresh_by_visit(vault, visit)


def voiding(vault: Vault, visit: int) -> Voiding | None:
    """Why the visit is not to be relied on; None if it is."""
    row = vault.row(_VOIDING, visit)
    return None if row is None else Voiding(row["reason"], row["author"], _moment(row, "voided_at"))


_AMENDED = ("visit", "title", "text", "corrects", "was", "becomes", "reason", "author", "added_at")


def _sum(values: dict[str, object]) -> str:
    return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()


def _moment(row: Any, column: str) -> datetime:
    return columns.moment(row[column], columns.zone(row["timezone"]))
