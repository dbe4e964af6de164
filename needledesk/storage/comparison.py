"""Whether a copy holds what the open file holds: every row of every table by its digest, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from needledesk.domain.progress import Watch
from needledesk.storage import counting, driver, tables, touched
from needledesk.storage.counting import Ask
from needledesk.storage.touched import Name
from needledesk.storage.vault import Vault

_STRETCH = 50  # owners at a time, and of what may be large one


def differences(vault: Vault, copy: driver.Connection, upto: int, watch: Watch) -> list[Name]:
    """The rows that differ, or that one side lacks; what was written since row `upto` of the history is left out.

    Raises touched.NotToldError after an erasure, Stopped.
    """
    found: list[Name] = []
    for done, table in enumerate(tables.RECORDED):
        watch.step("Comparing every row", done, len(tables.RECORDED))
        found += _of_table(vault, copy, table, watch)
    if not found:
        return []
    head = vault.tuples("SELECT max(seq) FROM history")[0][0] or 0
    since = touched.between(vault, upto, head)
    return [name for name in found if name not in since and not _passing(name, since)]


def _of_table(vault: Vault, copy: driver.Connection, table: tables.Table, watch: Watch) -> list[Name]:
    there_ask = counting.asked_of(copy)
    found: list[Name] = []
    for low, high in _stretches(table, vault.tuples, there_ask):
        watch.step("Comparing every row")
        here, there = (_digests(ask, table, low, high) for ask in (_named(vault), _of(copy)))
        found += [name for name in here | there if here.get(name) != there.get(name)]
    return found


def _passing(name: Name, since: dict[Name, None]) -> bool:
    """Whether it is the bytes of something that was added or taken out since: these are not told one by one."""
    table = tables.NAMED[name[0]]
    return table.bulky and (table.of, (name[1][table.key.index(table.owner)],)) in since


def _stretches(table: tables.Table, *sides: Ask) -> Iterator[tuple[int, int]]:
    known = [end for ask in sides for end in counting.ends(ask, table) if end is not None]
    stretch = 1 if table.bulky else _STRETCH
    for low in range(min(known), max(known) + 1, stretch) if known else ():
        yield low, low + stretch


def _digests(ask: Any, table: tables.Table, low: int, high: int) -> dict[Name, str]:
    counting_only = counting.condition(table)
    sql = f"SELECT * FROM {table.name} WHERE {table.key[0]} >= ? AND {table.key[0]} < ?{counting_only}"  # noqa: S608
    return {_name(table, row): tables.digest(row) for row in ask(sql, low, high)}


def _name(table: tables.Table, row: Any) -> Name:
    return table.name, tuple(str(row[column]) for column in table.key)


def _named(vault: Vault) -> Any:
    return vault.rows


def _of(copy: driver.Connection) -> Any:
    def ask(sql: str, *values: object) -> Any:
        cursor = copy.cursor()
        cursor.row_factory = driver.Row
        return cursor.execute(sql, values).fetchall()

    return ask
