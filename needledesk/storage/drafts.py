"""What was typed and not kept yet, by the place in the window where it was typed. No part of the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from needledesk.storage import columns
from needledesk.storage.vault import Vault

_PUT = (
    "INSERT INTO draft (place, content, changed_at) VALUES (?, ?, ?) ON CONFLICT (place)"
    " DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at"
)


def keep(vault: Vault, place: str, content: Mapping[str, object], at: datetime) -> None:
    """Keep what stands there now, in place of what stood there before. `content`: fields by name, plain values."""
    vault.execute(_PUT, place, json.dumps(content, ensure_ascii=False), columns.moment_text(at))


def get(vault: Vault, place: str) -> tuple[dict[str, object], datetime] | None:
    """What was typed there, and when it was last changed; None without a draft."""
    row = vault.row("SELECT content, changed_at FROM draft WHERE place = ?", place)
    return row and (json.loads(row["content"]), columns.moment(row["changed_at"]))


def places(vault: Vault) -> list[str]:
    """Where something was typed and not kept, the newest first."""
    return [row["place"] for row in vault.rows("SELECT place FROM draft ORDER BY changed_at DESC, place")]


def discard(vault: Vault, place: str) -> None:
    """Take the draft out; without one nothing happens. In the transaction that keeps what was typed."""
    vault.execute("DELETE FROM draft WHERE place = ?", place)
