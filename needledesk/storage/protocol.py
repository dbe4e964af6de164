"""The versions of the practice's protocol, each whole: an old record is read by the rules of its own day.

And the draft of the next one: there is one at the most, and it is in force for nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo

from needledesk.domain.protocol_versions import Version
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


def versions(vault: Vault, zone: tzinfo = UTC) -> tuple[Version, ...]:
    """Every version with its author and what it changed, newest first; moments as the clock of `zone` shows them."""
    rows = vault.rows("SELECT version, author, since, changes FROM protocol_version ORDER BY version DESC")
    return tuple(
        Version(row["version"], row["author"], columns.moment(row["since"], zone), columns.words(row["changes"]))
        for row in rows
    )


def add(vault: Vault, text: str, author: str, at: datetime, changes: Iterable[str] = ()) -> int:
    """Add a version; returns its number, 1 being the first. No version is ever changed."""
    with vault.transaction():
        version = vault.row("SELECT coalesce(max(version), 0) + 1 FROM protocol_version")[0]
        values = {
            "version": version,
            "text": text,
            "author": author,
            "since": columns.moment_text(at),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "changes": columns.list_text(changes),
        }
        return vault.insert("protocol_version", values)


def draft(vault: Vault, zone: tzinfo = UTC) -> tuple[str, int, datetime] | None:
    """The draft's text, the version that it was begun from, and when it was last changed; None without a draft."""
    row = vault.row("SELECT text, based_on, changed_at FROM protocol_draft")
    return row and (row["text"], row["based_on"], columns.moment(row["changed_at"], zone))


def keep_draft(vault: Vault, text: str, based_on: int, at: datetime) -> None:
    """Keep the draft in place of an earlier one."""
    values: dict[str, object] = {"id": 1, "text": text, "based_on": based_on, "changed_at": columns.moment_text(at)}
    vault.put("protocol_draft", "id", values)


def discard_draft(vault: Vault) -> None:
    """Take the draft out; without one nothing happens."""
    vault.execute("DELETE FROM protocol_draft")
