"""Which rows of the record were written since a moment: the history knows, so that nobody has to look for them."""

from __future__ import annotations

import json
from typing import Any

from needledesk.storage import tables
from needledesk.storage.vault import Vault

#: A table's name and the values of its key, as the history writes them.
Name = tuple[str, tuple[str, ...]]

_DETAILS = "SELECT seq, detail FROM history WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT 500"


class NotToldError(Exception):
    """An erasure took out of the history what was written then: only a whole copy can be made."""


def between(vault: Vault, after: int, upto: int) -> dict[Name, None]:
    """The rows written after one row of the history, up to another. Raises NotToldError."""
    found: dict[Name, None] = {}
    while after < upto:
        rows = vault.tuples(_DETAILS, after, upto)
        if not rows:
            break
        for seq, detail in rows:
            if detail is None:
                raise NotToldError
            found.update(dict.fromkeys(map(_name, json.loads(detail)[2])))
            after = seq
    return found


def row(vault: Vault, name: Name) -> Any:
    """The row as it stands now; None if it is gone or does not count."""
    table = tables.NAMED[name[0]]
    return vault.row(f"SELECT * FROM {table.name} WHERE {where(table)}", *name[1])  # noqa: S608 - our own tables


def where(table: tables.Table) -> str:
    """The condition for a row by its key, if it counts."""
    return " AND ".join([*(f"{column} = ?" for column in table.key), *([table.counts] if table.counts else [])])


def _name(said: str) -> Name:
    """`photo_bytes 5 0`; only the last part of a key may have a space in it."""
    table, _, key = said.partition(" ")
    return table, tuple(key.split(" ", len(tables.NAMED[table].key) - 1))
