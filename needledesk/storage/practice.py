"""The practice's own name and choices: one row."""

from __future__ import annotations

from typing import Any

from needledesk.domain.practice import Practice
from needledesk.errors import NotFound
from needledesk.storage.vault import Vault

_CHOICES = ("training", "sunscreen_after_24h", "source_advil", "source_hydrocortisone")
_WORDS = ("name", "phone", "country", "practitioner", "email", "hours", "export_folder")


def get(vault: Vault) -> Practice:
    """The practice. Raises NotFound before it was first written down."""
    row = vault.row("SELECT * FROM practice")
    if row is None:
        raise NotFound("The practice has no name in this file yet.", do="Fill in the practice's name and phone.")
    values: dict[str, Any] = {word: row[word] for word in _WORDS}
    values |= {choice: bool(row[choice]) for choice in _CHOICES}
    return Practice(**values)


def keep(vault: Vault, practice: Practice) -> None:
    """Write the practice anew."""
    values: dict[str, object] = {"id": 1}
    values |= {word: getattr(practice, word) for word in _WORDS}
    values |= {choice: int(getattr(practice, choice)) for choice in _CHOICES}
    vault.put("practice", "id", values)
