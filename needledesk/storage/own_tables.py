"""The tables that belong to the file as a file and change apart from the history: drafts, facts, keys kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from needledesk.storage import driver, tables

#: All but the history, which a copy takes row by row.
OWN = tuple(name for name in tables.OWN if name != "history")


def digests(connection: driver.Connection) -> dict[str, str]:
    """A digest of each of them, for telling whether it has changed."""
    return {name: digest(rows(connection, name)) for name in OWN}


def rows(connection: driver.Connection, name: str) -> list[tuple[Any, ...]]:
    """Every row of one of them, in an order that stays."""
    return connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()  # type: ignore[no-any-return] # noqa: S608


def digest(found: list[tuple[Any, ...]]) -> str:
    """32 hexadecimal digits over the rows."""
    return hashlib.sha256(repr(found).encode()).hexdigest()[:32]


def text(found: Sequence[Sequence[Any]]) -> str:
    """The rows as text; bytes as hexadecimal digits."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=lambda value: {"hex": value.hex()})


def rows_of(said: str) -> list[tuple[Any, ...]]:
    """The rows that `text` has written."""
    return [tuple(_value(value) for value in row) for row in json.loads(said)]


def replace(connection: driver.Connection, name: str, said: str) -> None:
    """Put the rows that `text` has written in the place of those that are there."""
    if name not in OWN:
        raise ValueError(name)
    connection.execute(f"DELETE FROM {name}")  # noqa: S608 - one of our own tables
    for row in rows_of(said):
        connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608


def _value(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
