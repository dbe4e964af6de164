"""The versions of the practice's protocol, each whole: an old record is read by the rules of its own day."""

from __future__ import annotations

import hashlib
from datetime import datetime

from needledesk.errors import NotFound
from needledesk.storage import columns
from needledesk.storage.vault import Vault


def current(vault: Vault) -> tuple[int, str]:
    """The newest version and its text. Raises NotFound in a file without any."""
    row = vault.row("SELECT version, text FROM protocol_version ORDER BY version DESC LIMIT 1")
    if row is None:
        raise NotFound("There is no protocol in this file yet.")
    return int(row["version"]), str(row["text"])


def text(vault: Vault, version: int) -> str:
    """The text of one version. Raises NotFound."""
    row = vault.row("SELECT text FROM protocol_version WHERE version = ?", version)
    if row is None:
        raise NotFound(f"There is no version {version} of the protocol in this file.")
    return str(row["text"])


def add(vault: Vault, text: str, author: str, at: datetime) -> int:
    """Add a version; returns its number, 1 being the first. No version is ever changed."""
    with vault.transaction():
        version = vault.row("SELECT coalesce(max(version), 0) + 1 FROM protocol_version")[0]
        values = {
            "version": version,
            "text": text,
            "author": author,
            "since": columns.moment_text(at),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        }
        return vault.insert("protocol_version", values)
