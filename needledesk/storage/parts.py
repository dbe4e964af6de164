"""What came after a copy, as a small file with the same key: each touched row as it stands now, and the history's rows.

What was touched is known from the history, so that nothing is read or written in proportion to the record file. Rows
are read a few at a time while work goes on; in the last moment, with everyone else waiting, only what was touched on
the way is read again. A part is good only after it was opened by its path and every row in it has the digest that the
live row had.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from needledesk.domain.backups import Kind
from needledesk.domain.progress import Watch
from needledesk.storage import (
    copies,
    copy_files,
    counting,
    driver,
    history,
    manifest,
    own_tables,
    page_copies,
    tables,
    touched,
)
from needledesk.storage.manifest import Manifest
from needledesk.storage.touched import Name
from needledesk.storage.vault import Vault

#: So few rows are read again while everyone waits.
_FEW = 40
#: What a person counts by; each in a few milliseconds.
_COUNTED = ("client", "visit", "photo")
_HISTORY = "seq, at, offset, action, client, visit, detail, digest, mac"
_TOLD = f"SELECT {_HISTORY} FROM history WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT 200"  # noqa: S608

#: One table, as each takes a page at least. `rows` and `history` are packed, some hundred to a piece; `own` is all that
#: is in a table that changed apart from the history; what stands under the name of a table is a picture's piece as it
#: is, or nothing where that is gone.
_TABLE = "CREATE TABLE piece (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, data BLOB) STRICT"
_PUT = "INSERT OR REPLACE INTO piece (id, name, key, data) VALUES (?, ?, ?, ?)"
_MANIFEST, _ROWS, _TOLD_ROWS, _OWN = "manifest", "rows", "history", "own"
_TOGETHER = 400

Digests = dict[Name, str]


@dataclass(slots=True)
class _Gathered:
    """What has been written into the part so far: the digest of each row, and how far its history goes."""

    told: int
    digests: Digests = field(default_factory=dict)
    rows: dict[Name, Any] = field(default_factory=dict)
    places: dict[Name, int] = field(default_factory=dict)  # of what is written already
    history: list[tuple[Any, ...]] = field(default_factory=list)


def write(vault: Vault, folder: Path, before: Manifest, kind: Kind, at: datetime, watch: Watch) -> Path:
    """Write what came after the copy `before` into the folder; returns the part's path.

    Raises BackupFailed or Damaged, Stopped, and touched.NotToldError where only a whole copy will do.
    """
    partial = folder / f"{kind.value}{copies.PARTIAL}"
    with copies.trouble(partial):
        copy_files.remove_with_sides(partial)
        with page_copies.begun(partial, vault.key) as part:
            made, gathered = _fill(vault, part, before, kind, at, watch)
        copy_files.settle(partial)
        prove(partial, vault, made, gathered.digests, watch)
        return copies.name(partial, made, copy_files.sha256(partial, watch, "Reading the copy back"))


def _fill(
    vault: Vault, part: driver.Connection, before: Manifest, kind: Kind, at: datetime, watch: Watch
) -> tuple[Manifest, _Gathered]:
    part.execute(_TABLE)
    part.execute("BEGIN")
    gathered = _Gathered(told=before.seq)
    done = before.seq
    while True:
        head = history.head(vault).seq
        _take(vault, part, touched.between(vault, done, head), kind, gathered, watch)
        done = head
        _tell(vault, gathered, head)
        with vault.transaction():  # everyone else waits now: what has been touched on the way, and the facts
            now = history.head(vault)
            left = touched.between(vault, done, now.seq)
            if len(left) <= _FEW and not any(tables.NAMED[table].bulky for table, _ in left):
                _take(vault, part, left, kind, gathered, Watch())
                _tell(vault, gathered, now.seq)
                made = _described(vault, part, before, kind, at, now)
                break
    _put(part, _MANIFEST, "", made.text)
    for name, rows in ((_ROWS, [[*name, row] for name, row in gathered.rows.items()]), (_TOLD_ROWS, gathered.history)):
        for start in range(0, len(rows), _TOGETHER):
            _put(part, name, "", own_tables.text(rows[start : start + _TOGETHER]))
    part.execute("COMMIT")
    return made, gathered


def _take(
    vault: Vault, part: driver.Connection, names: Mapping[Name, None], kind: Kind, gathered: _Gathered, watch: Watch
) -> None:
    """Write each of the rows into the part as it stands now; one that was there already is written over."""
    for done, name in enumerate(names):
        table = tables.NAMED[name[0]]
        if table.bulky and not kind.pictures:
            continue
        row = touched.row(vault, name)
        gathered.digests[name] = history.GONE if row is None else tables.digest(row)
        if table.bulky:
            data = None if row is None else row["data"]
            place = (gathered.places.get(name), name[0], json.dumps(name[1]), data)
            gathered.places[name] = part.execute(_PUT, place).lastrowid
        else:
            gathered.rows[name] = None if row is None else dict(zip(row.keys(), row, strict=True))
        watch.step("Copying what is new", done, len(names))


def _put(part: driver.Connection, name: str, key: str, text: str) -> None:
    part.execute(_PUT, (None, name, key, zlib.compress(text.encode(), 9)))


def _tell(vault: Vault, gathered: _Gathered, upto: int) -> None:
    """Take over the history's own rows, oldest first."""
    while gathered.told < upto:
        rows = vault.tuples(_TOLD, gathered.told, upto)
        gathered.history += rows
        gathered.told = rows[-1][0]


def _described(
    vault: Vault, part: driver.Connection, before: Manifest, kind: Kind, at: datetime, now: history.Head
) -> Manifest:
    own = {}
    for name in own_tables.OWN:
        rows = vault.tuples(f"SELECT * FROM {name} ORDER BY 1")  # noqa: S608 - our own tables
        own[name] = own_tables.digest(rows)
        if own[name] != before.own.get(name):
            _put(part, _OWN, name, own_tables.text(rows))
    counts = {name: counting.count(vault.tuples, tables.NAMED[name]) for name in _COUNTED}
    return copies.describe(vault, kind, before.practice, at, before.head, now, counts, own)


def prove(path: Path, vault: Vault, made: Manifest, expected: Digests, watch: Watch) -> None:
    """Open the part by its path and read every row in it. Raises Damaged where it is not what was to be written."""
    page_copies.prove_pages(path, vault.key, watch)
    with page_copies.reopened(path, vault.key) as part:
        held = dict(digests(part))
        if held != expected or inner(part) != made or _chain(part) != (manifest.number(made.after) + 1, made.seq):
            raise page_copies.damaged()


def inner(part: driver.Connection) -> Manifest | None:
    """The manifest that stands in the part itself."""
    found = list(_texts(part, _MANIFEST))
    return manifest.from_text(found[0][1]) if len(found) == 1 else None


def digests(part: driver.Connection) -> Iterator[tuple[Name, str]]:
    """Every row in the part with its digest."""
    for name, row in _rows(part):
        yield name, history.GONE if row is None else tables.digest(row)


def _texts(part: driver.Connection, name: str) -> Iterator[tuple[str, str]]:
    for key, data in part.execute("SELECT key, data FROM piece WHERE name = ? ORDER BY id", (name,)):
        yield key, zlib.decompress(data).decode()


def _rows(part: driver.Connection) -> Iterator[tuple[Name, Any]]:
    """Every row in the part; None for one that is gone. Pictures come last, after what they belong to."""
    for _, text in _texts(part, _ROWS):
        for table, key, row in json.loads(text):
            yield (table, tuple(key)), row
    for table in (table for table in tables.RECORDED if table.bulky):
        for key, data in part.execute("SELECT key, data FROM piece WHERE name = ?", (table.name,)):
            name = table.name, tuple(json.loads(key))
            row = dict(zip(table.key, map(int, name[1]), strict=True)) | {"data": data}
            yield name, None if data is None else row


def _history(part: driver.Connection) -> list[tuple[Any, ...]]:
    return [row for _, text in _texts(part, _TOLD_ROWS) for row in own_tables.rows_of(text)]


def _chain(part: driver.Connection) -> tuple[int, int]:
    """The first and the last row of the history in it, if none between is missing."""
    seqs = [row[0] for row in _history(part)]
    whole = seqs == list(range(seqs[0], seqs[0] + len(seqs))) if seqs else False
    return (seqs[0], seqs[-1]) if whole else (0, 0)


def apply(part: driver.Connection, record: driver.Connection) -> None:
    """Write what is in the part into a copy of the record file that ends where the part begins."""
    for (table, key), row in _rows(part):
        _write(record, tables.NAMED[table], list(key), row)
    marks = ", ".join("?" * len(_HISTORY.split(",")))
    record.executemany(f"INSERT INTO history ({_HISTORY}) VALUES ({marks})", _history(part))  # noqa: S608 - marks
    for name, rows in _texts(part, _OWN):
        own_tables.replace(record, name, rows)


def _write(record: driver.Connection, table: tables.Table, key: list[str], row: dict[str, object] | None) -> None:
    if row is None:
        where = " AND ".join(f"{column} = ?" for column in table.key)
        record.execute(f"DELETE FROM {table.name} WHERE {where}", key)  # noqa: S608 - our own tables
        return
    known = {column[1] for column in record.execute(f"PRAGMA table_info({table.name})")}
    if not known.issuperset(row):  # a part without a key may have been written by anybody
        raise page_copies.damaged()
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    record.execute(f"INSERT OR REPLACE INTO {table.name} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608
