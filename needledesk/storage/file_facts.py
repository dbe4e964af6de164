"""Facts about this file as a file, by name: what the program remembers with it and no export takes along."""

from __future__ import annotations

from needledesk.storage.vault import Vault


def get(vault: Vault, name: str, otherwise: str = "") -> str:
    """The fact of that name, or `otherwise`."""
    row = vault.row("SELECT value FROM file_fact WHERE name = ?", name)
    return str(row["value"]) if row is not None else otherwise


def keep(vault: Vault, name: str, value: str) -> None:
    """Keep a fact; an earlier one of that name is replaced."""
    vault.execute(
        "INSERT INTO file_fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
    )


def forget(vault: Vault, name: str) -> None:
    """The fact no longer holds."""
    vault.execute("DELETE FROM file_fact WHERE name = ?", name)
