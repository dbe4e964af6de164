"""How many rows each table holds, counted a stretch at a time so that nobody waits, and compared with a copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from needledesk.storage import driver, history, tables, touched
from needledesk.storage.touched import Name
from needledesk.storage.vault import Vault

_STRETCH = 250  # owners at a time; a few milliseconds, more where the disk must be asked
_TRIES = 5

Ask = Callable[..., list[tuple[Any, ...]]]


def asked_of(connection: driver.Connection) -> Ask:
    """How to ask a connection for rows."""
    return lambda sql, *values: connection.execute(sql, values).fetchall()


def every(ask: Ask) -> dict[str, int]:
    """How many rows of each table of the record count, by the table's name."""
    return {table.name: count(ask, table) for table in tables.RECORDED}


def count(ask: Ask, table: tables.Table) -> int:
    """How many rows of the table count: a picture's pieces only once the picture is kept."""
    first = table.key[0]
    lowest, highest = ask(f"SELECT min({first}), max({first}) FROM {table.name}")[0]  # noqa: S608 - our own tables
    if lowest is None:
        return 0
    sql = f"SELECT count(*) FROM {table.name} WHERE {first} >= ? AND {first} < ?{condition(table)}"  # noqa: S608
    return sum(ask(sql, start, start + _STRETCH)[0][0] for start in range(lowest, highest + 1, _STRETCH))


def differing(vault: Vault, copy: driver.Connection, head: history.Head) -> list[str]:
    """The tables that have lost or gained rows in a copy that was made at that head. Work may go on meanwhile.

    Rows that were written since are left out on both sides. Raises touched.NotToldError after an erasure.
    """
    return [table.name for table in tables.RECORDED if not _same(vault, asked_of(copy), table, head)]


def _written(ask: Ask, table: tables.Table, since: Mapping[Name, None]) -> int:
    """How many of the rows that were written since are there. Bytes go by their owner: they are not told one by one."""
    if not table.bulky:
        sql = f"SELECT 1 FROM {table.name} WHERE {touched.where(table)}"  # noqa: S608 - our own tables
        return sum(bool(ask(sql, *key)) for name, key in since if name == table.name)
    place = table.key.index(table.owner)
    owners = {key[place] for name, key in since if name == table.name} | {k[0] for name, k in since if name == table.of}
    sql = f"SELECT count(*) FROM {table.name} WHERE {table.owner} = ?{condition(table)}"  # noqa: S608
    return sum(ask(sql, owner)[0][0] for owner in owners)


def condition(table: tables.Table) -> str:
    """What to add to a condition so that only rows that count are found; empty where all do."""
    if table.counts:
        return f" AND {table.counts}"
    owner = tables.NAMED.get(table.of)
    if owner is not None and owner.counts:
        return f" AND {table.owner} IN (SELECT id FROM {owner.name} WHERE {owner.counts})"  # noqa: S608
    return ""


def _same(vault: Vault, copy: Ask, table: tables.Table, head: history.Head) -> bool:
    for tried in range(_TRIES):
        before = history.head(vault).seq
        if tried < _TRIES - 1:
            here = count(vault.tuples, table)
        with vault.transaction():
            if tried == _TRIES - 1:  # it is written to all the time: everyone waits for once
                here, before = count(vault.tuples, table), history.head(vault).seq
            now = history.head(vault).seq
            if any(name == table.name for name, _ in touched.between(vault, before, now)):
                continue
            since = touched.between(vault, head.seq, now)
            here -= _written(vault.tuples, table, since)
        return here == count(copy, table) - _written(copy, table, since)
    return False
