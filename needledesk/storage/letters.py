"""Doctors' letters on file, with the rules they answer and the pictures of their pages. None is ever taken out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from needledesk.domain.letters import Clearance, Letter, LetterPage
from needledesk.domain.photos import Prepared
from needledesk.errors import NotFound
from needledesk.storage import columns
from needledesk.storage.vault import Vault


def add(vault: Vault, client: int, letter: Letter, at: datetime) -> int:
    """Put a letter on file; returns its id."""
    values = {
        "client": client,
        "dated": columns.date_text(letter.dated),
        "signed_by": letter.by,
        "expires": columns.date_text(letter.expires),
        "note": letter.note,
        "added": columns.moment_text(at),
    }
    with vault.transaction():
        number = vault.insert("letter", values)
        for rule in letter.rules:
            vault.insert("letter_rule", {"letter": number, "rule": rule})
    return number


def withdraw(vault: Vault, letter: int, reason: str, at: datetime) -> None:
    """Mark a letter as mistaken: it no longer counts, and stays on file."""
    values = {"withdrawn": columns.moment_text(at), "withdrawn_reason": reason}
    vault.change("letter", {"id": letter, "withdrawn": None}, values)


def get(vault: Vault, letter: int) -> tuple[int, Letter]:
    """The client's id, and the letter. Raises NotFound."""
    row = vault.row("SELECT * FROM letter WHERE id = ?", letter)
    if row is None:
        raise NotFound("There is no such letter in this file.")
    return row["client"], _letter(vault, row)


def of_client(vault: Vault, client: int) -> list[Letter]:
    """The client's letters, in the order in which they were added, withdrawn ones too."""
    return [_letter(vault, row) for row in vault.rows("SELECT * FROM letter WHERE client = ? ORDER BY id", client)]


def clearances(vault: Vault, client: int) -> list[Clearance]:
    """What the client's letters say, rule by rule."""
    return [clearance for letter in of_client(vault, client) for clearance in letter.clearances]


def add_page(vault: Vault, letter: int, page: Prepared, at: datetime) -> int:
    """Keep the picture of a page; returns its id."""
    values = {
        "letter": letter,
        "kind": page.kind,
        "width": page.width,
        "height": page.height,
        "size": len(page.data),
        "sha256": page.sha256,
        "added": columns.moment_text(at),
    }
    with vault.transaction():
        number = vault.insert("letter_page", values)
        vault.insert("letter_page_bytes", {"page": number, "data": page.data})
    return number


def page_data(vault: Vault, page: int) -> bytes:
    """The bytes of a page's picture. Raises NotFound."""
    row = vault.row("SELECT data FROM letter_page_bytes WHERE page = ?", page)
    if row is None:
        raise NotFound("There is no such page in this file.")
    return bytes(row["data"])


def _letter(vault: Vault, row: Any) -> Letter:
    rules = vault.rows("SELECT rule FROM letter_rule WHERE letter = ? ORDER BY rowid", row["id"])
    pages = vault.rows("SELECT * FROM letter_page WHERE letter = ? ORDER BY id", row["id"])
    dated = columns.day(row["dated"])
    assert dated is not None
    return Letter(
        rules=tuple(rule["rule"] for rule in rules),
        dated=dated,
        by=row["signed_by"],
        expires=columns.day(row["expires"]),
        note=row["note"],
        id=row["id"],
        added=columns.moment(row["added"]),
        withdrawn=columns.moment_or_none(row["withdrawn"]),
        withdrawn_reason=row["withdrawn_reason"],
        pages=tuple(
            LetterPage(page["id"], page["kind"], page["width"], page["height"], page["size"], page["sha256"])
            for page in pages
        ),
    )
