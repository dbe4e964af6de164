"""Reading an export into a new, empty record file: every row as it was, proven by reading it back.

Only into an empty file: rows keep their numbers, so that histories, seals and sheets on paper go on naming the same
visit; beside other clients they could not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from needledesk.domain.progress import NOBODY, Steps, Watch
from needledesk.errors import BadInput, DeskError, FileTrouble, NotNow, TooNew
from needledesk.storage import driver, portability, search, standing
from needledesk.storage.exporting import MANIFEST, SHARED
from needledesk.storage.import_source import Source
from needledesk.storage.migrations import SCHEMA_VERSION
from needledesk.storage.portability import FORMAT, FORMAT_VERSION, Row
from needledesk.storage.tables import NAMED, RECORDED, Table
from needledesk.storage.vault import Vault

_CLIENTS = "clients/"
_PLAIN = (str, int, float, type(None))
_SAFE = "Nothing was read in."


def read_in(vault: Vault, source: Source, watch: Watch = NOBODY) -> dict[str, int]:
    """Read the export into the file, which must be empty; returns the rows of each table.

    Raises NotNow where the file holds a client, TooNew, and BadInput naming the file of the export that is wrong. What
    was read until then stays in the file, which is to be thrown away.
    """
    if vault.row("SELECT 1 FROM client UNION ALL SELECT 1 FROM practice LIMIT 1") is not None:
        raise NotNow("This record file is not empty.", _SAFE, "Read the export into a new file.")
    _must_be_known(_object(source, MANIFEST))
    files = [name for name in source.names if name.startswith(_CLIENTS)]
    steps = Steps(watch, len(files) + 2)
    columns = {table.name: frozenset(_columns(vault, table)) for table in RECORDED}
    _Reader(vault, source, SHARED, columns).shared()
    steps.step()
    for name in files:
        _Reader(vault, source, name, columns).client()
        steps.step()
    for _ in source.check_rest():
        steps.step(0)
    steps.step()
    return {table.name: _count(vault, table) for table in RECORDED}


def _must_be_known(manifest: Row) -> None:
    if manifest.get("format") != FORMAT:
        raise BadInput("This is no export of NeedleDesk.", _SAFE, "Choose another.")
    version, record = manifest.get("version"), manifest.get("record_version")
    if not isinstance(version, int) or not isinstance(record, int):
        raise BadInput(f"“{MANIFEST}” in the export cannot be understood.", _SAFE, "Export once more.")
    if version != FORMAT_VERSION or record > SCHEMA_VERSION:
        raise TooNew("This export was made by a later version of NeedleDesk.", _SAFE, "Install the newest version.")


class _Reader:
    """One file of the export on its way into the record."""

    def __init__(self, vault: Vault, source: Source, name: str, columns: Mapping[str, frozenset[str]]) -> None:
        self._vault, self._source, self._name, self._columns = vault, source, name, columns
        self._whole = _object(source, name)

    def shared(self) -> None:
        """What belongs to no client."""
        rows = {name: self._list(self._whole, name) for name in ("practice", "protocol_version", "erasure")}
        with self._told(), self._vault.transaction("read in from an export"):
            for name, found in rows.items():
                for row in found:
                    self._insert(NAMED[name], row)
        if portability.shared(self._vault) != rows:
            raise self._wrong()

    def client(self) -> None:
        """A client with everything that belongs to the client, in one transaction; then read back and compared."""
        tree = self._whole.get("client")
        if not isinstance(tree, dict) or not isinstance(tree.get("id"), int):
            raise self._wrong()
        by_table: dict[str, list[Iterable[Row]]] = {table.name: [] for table in RECORDED}
        self._gather(NAMED["client"], tree, by_table)
        client = tree["id"]
        with self._told(), self._vault.transaction("read in from an export", client=client):
            for table in RECORDED:
                for row in chain.from_iterable(by_table[table.name]):
                    self._insert(table, row)
            standing.refresh(self._vault, client)
            search.index(self._vault, client)
            if portability.client_tree(self._vault, client) != tree:
                raise self._wrong()

    def _gather(self, table: Table, row: Row, by_table: dict[str, list[Iterable[Row]]]) -> None:
        """The rows of a tree by table, bytes still to be read. Each must belong to the one it stands under."""
        own = {name: value for name, value in row.items() if not portability.nested(value)}
        by_table[table.name].append([own])
        for child in portability.children(table):
            if child.bulky:
                by_table[child.name].append(self._bytes(child, row))
                continue
            for inner in self._list(row, child.name):
                if inner.get(child.owner) != row.get(table.key[0]):
                    raise self._wrong()
                self._gather(child, inner, by_table)

    def _bytes(self, table: Table, owner: Row) -> Iterator[Row]:
        facts = owner.get(table.name)
        if not isinstance(facts, dict) or not isinstance(facts.get("file"), str):
            raise self._wrong()
        sizes = facts.get("pieces")
        if not isinstance(sizes, list) or not all(isinstance(size, int) and size >= 0 for size in sizes):
            raise self._wrong()
        data = self._source.data(facts["file"]) if sizes else b""
        if sum(sizes) != len(data):
            raise self._wrong()
        start, key = 0, owner[NAMED[table.of].key[0]]
        for position, size in enumerate(sizes):
            place = {"position": position} if "position" in table.key else {}
            yield {table.owner: key, **place, "data": data[start : start + size]}
            start += size

    def _insert(self, table: Table, row: Row) -> None:
        plain = all(isinstance(value, _PLAIN) or table.bulky for value in row.values())
        if not plain or not row.keys() <= self._columns[table.name]:
            raise self._wrong()
        self._vault.insert(table.name, row)

    def _list(self, row: Row, name: str) -> list[Row]:
        found = row.get(name)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self._wrong()
        return found

    def _told(self) -> _Told:
        return _Told(self._wrong)

    def _wrong(self) -> BadInput:
        return BadInput(f"“{self._name}” in the export cannot be understood.", _SAFE, "Export once more.")


class _Told:
    """What the record file itself refuses (a value that cannot be, a row twice) is the export's fault."""

    def __init__(self, wrong: Any) -> None:
        self._wrong = wrong

    def __enter__(self) -> None: ...

    def __exit__(self, kind: Any, error: BaseException | None, _: Any) -> None:
        refused = isinstance(error, DeskError) and not isinstance(error, (BadInput, FileTrouble))
        if refused or isinstance(error, (driver.Error, OverflowError, ValueError, TypeError, KeyError)):
            raise self._wrong() from error


def _object(source: Source, name: str) -> Row:
    try:
        found = json.loads(source.data(name))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"“{name}” in the export cannot be understood.", _SAFE, "Export once more.") from error
    if not isinstance(found, dict):
        raise BadInput(f"“{name}” in the export cannot be understood.", _SAFE, "Export once more.")
    return found


def _columns(vault: Vault, table: Table) -> list[str]:
    return [row["name"] for row in vault.rows(f"PRAGMA table_info({table.name})")]


def _count(vault: Vault, table: Table) -> int:
    return int(vault.tuples(f"SELECT count(*) FROM {table.name}")[0][0])  # noqa: S608 - our own table
