"""Writing an export: clients one after another, each as it stands at one moment, then the tables, then the sums.

All files of one client come from one reading, so that JSON, CSV and SQLite never disagree.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from needledesk import __version__
from needledesk.domain.progress import NOBODY, Steps, Watch
from needledesk.errors import NotFound, NotNow
from needledesk.storage import columns, history, plain_copy, portability, tables
from needledesk.storage.export_place import Place, must_have_room
from needledesk.storage.migrations import SCHEMA_VERSION
from needledesk.storage.plain_copy import PlainCopy
from needledesk.storage.portability import FORMAT, FORMAT_VERSION, Row
from needledesk.storage.tables import NAMED, RECORDED, Table
from needledesk.storage.vault import Vault

SUMS, MANIFEST, SHARED, SQLITE = "SHA256SUMS.txt", "manifest.json", "practice.json", "record.sqlite"
#: The beginning of a CSV by which spreadsheet programs know UTF-8.
_MARK = "utf-8-sig"
_SPARE = 50_000_000  # bytes that stay free on the disk
_ROWS_AT_ONCE = 2000
_ROW = 400  # bytes that a row takes in JSON, CSV and SQLite together, roughly


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many files and bytes, how many rows of each table."""

    path: Path
    files: int
    size: int
    counts: Mapping[str, int]


def needed(vault: Vault, client: int = 0) -> int:
    """How many bytes an export will take, roughly and rather too many."""
    total = _SPARE
    for table in tables.of_client() if client else RECORDED:
        what = "coalesce(sum(length(data)), 0)" if table.bulky else f"count(*) * {_ROW}"
        whose = f" WHERE {tables.whose(table)}" if client else ""
        total += int(vault.tuples(f"SELECT {what} FROM {table.name}{whose}", *([client] if client else []))[0][0])  # noqa: S608
    return total


def export(
    vault: Vault,
    target: Path,
    texts: Mapping[str, str],
    at: datetime,
    client: int = 0,
    zipped: bool = False,
    watch: Watch = NOBODY,
) -> Exported:
    """Write everything, or everything about one client, to a new folder or ZIP named `target`.

    `texts`: further files by name. Raises NotFound, NoRoom, NotSaved, FileTrouble for a name that is taken, Stopped;
    nothing is left behind then.
    """
    whom = portability.clients(vault, client)
    if client and not whom:
        raise NotFound("There is no such client in this file.")
    steps = Steps(watch, len(whom) + 2)
    must_have_room(target.parent, needed(vault, client))
    with Place(target, zipped, at) as place, _Tables(place, vault) as grown:
        shared = portability.shared(vault, client)
        _write_shared(place, grown, shared)
        steps.step()
        for whose, number in whom:
            _write_client(vault, place, grown, whose, number)
            steps.step()
        grown.close()
        _write_rest(vault, place, texts, _about(at, client and whom[0][1], grown.counts))
        steps.step()
    return Exported(target, len(place.sums) + 1, place.size, grown.counts)


class _Tables:
    """The CSV of each table and the SQLite file, which grow with every client."""

    def __init__(self, place: Place, vault: Vault) -> None:
        self._place, self._vault = place, vault
        self._open = ExitStack()
        self._csv: dict[str, Any] = {}
        self.counts: dict[str, int] = {}

    def __enter__(self) -> _Tables:
        with ExitStack() as stack:
            self._sqlite = PlainCopy(self._place.growing(SQLITE), self._vault)
            stack.callback(self._sqlite.drop)
            for table in RECORDED:
                if not table.bulky:
                    self._begin(stack, table)
            self._open = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, table: Table, row: Row) -> None:
        self._csv[table.name].writerow(row)
        self._sqlite.add(table, row)
        self.counts[table.name] += 1

    def close(self) -> None:
        """Every row is in: take the files into the place."""
        self._sqlite.close()
        self._open.close()
        for name in (SQLITE, *(_csv_name(name) for name in self._csv)):
            self._place.grown(name)

    def _begin(self, stack: ExitStack, table: Table) -> None:
        path = self._place.growing(_csv_name(table.name))
        stream = stack.enter_context(path.open("w", encoding=_MARK, newline=""))
        writer = csv.DictWriter(stream, plain_copy.columns(self._vault, table), lineterminator="\r\n")
        writer.writeheader()
        self._csv[table.name] = writer
        self.counts[table.name] = 0


def _write_shared(place: Place, grown: _Tables, shared: Mapping[str, list[Row]]) -> None:
    place.add(SHARED, _json({"format": FORMAT, "version": FORMAT_VERSION, **shared}))
    for name, rows in shared.items():
        for row in rows:
            grown.add(NAMED[name], row)
    for row in shared["protocol_version"]:
        place.add(portability.protocol_file(row["version"]), [row["text"].encode()])


def _write_client(vault: Vault, place: Place, grown: _Tables, client: int, number: str) -> None:
    tree = portability.client_tree(vault, client)
    if tree is None:  # erased since the export began
        return
    whole = {"format": FORMAT, "version": FORMAT_VERSION, "client": tree}
    place.add(portability.client_file(number, client), _json(whole))
    for table, row in portability.flat(tree):
        grown.add(table, row)
    for table, owner, facts in portability.files(tree):
        if facts["pieces"]:
            _write_file(vault, place, table, owner, facts)


def _write_file(vault: Vault, place: Place, table: Table, owner: Row, facts: Row) -> None:
    size, written = sum(facts["pieces"]), place.size
    key = owner[NAMED[table.of].key[0]]
    place.add(facts["file"], portability.pieces(vault, table, key, len(facts["pieces"])), size)
    if place.size - written != size:
        raise NotNow(
            "The record was changed while it was exported.", "Nothing was left behind.", "Export it once more."
        )


def _write_rest(vault: Vault, place: Place, texts: Mapping[str, str], about: Row) -> None:
    for name, text in texts.items():
        place.add(name, [text.encode()])
    place.add(MANIFEST, _json(about | {"history_head": history.head(vault).text}))
    lines = "".join(f"{total}  {name}\n" for name, total in sorted(place.sums.items()))
    place.add(SUMS, [lines.encode()])
    del place.sums[SUMS]


def _about(at: datetime, number: str | int, counts: Mapping[str, int]) -> Row:
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "program": __version__,
        "record_version": SCHEMA_VERSION,
        "made_at": columns.moment_text(at),
        "scope": "one client" if number else "everything",
        "client": number or None,
        "counts": dict(counts),
    }


def _json(value: Row) -> Iterator[bytes]:
    """Each row on a line of its own, what belongs to it on the lines below."""
    gathered: list[str] = []
    for part in _lines(value, " "):
        gathered.append(part)
        if len(gathered) >= _ROWS_AT_ONCE:
            yield "".join(gathered).encode()
            gathered.clear()
    yield "".join([*gathered, "\n"]).encode()


def _lines(row: Row, indent: str) -> Iterator[str]:
    own = {name: value for name, value in row.items() if not portability.nested(value) or "pieces" in value}
    yield json.dumps(own, ensure_ascii=False)[:-1]
    for name in [name for name in row if name not in own]:
        yield f',\n{indent}"{name}": '
        if isinstance(row[name], dict):
            yield from _lines(row[name], indent + " ")
            continue
        yield "["
        for number, inner in enumerate(row[name]):
            yield (",\n" if number else "\n") + indent + " "
            yield from _lines(inner, indent + "  ")
        yield "]"
    yield "}"


def _csv_name(table: str) -> str:
    return f"tables/{table}.csv"
