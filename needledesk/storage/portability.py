"""The record as plain values, in the shape of the map: what an export holds, and what an import reads.

A client is one tree: the client's own columns, and under the name of each table that belongs to it a list of rows,
each with its own columns and tables. Of bytes the tree holds the name of their file and the sizes of the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from typing import Any

from needledesk.storage import columns, tables
from needledesk.storage.tables import NAMED, RECORDED, Table
from needledesk.storage.vault import Vault

#: The word and number by which an export is known. A new number when its shape changes.
FORMAT, FORMAT_VERSION = "needledesk-export", 1

Row = dict[str, Any]

_CHILDREN = {table.name: tuple(other for other in RECORDED if other.of == table.name) for table in RECORDED}
_PLAIN_NUMBER = re.compile(r"C-\d{4,9}")
_CLIENTS = "SELECT id, number FROM client WHERE ?1 = 0 OR id = ?1 ORDER BY id"
_PROTOCOLS = """
SELECT * FROM protocol_version WHERE ?1 = 0
OR version IN (SELECT protocol_version FROM visit WHERE client = ?1)
OR version IN (SELECT protocol_version FROM pretreatment WHERE client = ?1)
OR version IN (
    SELECT handout.protocol_version FROM handout JOIN visit ON visit.id = handout.visit WHERE visit.client = ?1
) ORDER BY version
"""
_ENDINGS = ((b"\xff\xd8", "jpg"), (b"\x89PNG", "png"), (b"%PDF", "pdf"))


def children(table: Table) -> tuple[Table, ...]:
    """The tables whose rows belong to rows of this one."""
    return _CHILDREN[table.name]


def clients(vault: Vault, client: int = 0) -> list[tuple[int, str]]:
    """Id and number of every client, or of that one."""
    return [(row["id"], row["number"]) for row in vault.rows(_CLIENTS, client)]


def client_tree(vault: Vault, client: int) -> Row | None:
    """Everything about a client as it stands at this moment; None where there is no such client."""
    one_moment = nullcontext() if vault.read_only else vault.transaction()
    with one_moment:
        row = vault.row("SELECT * FROM client WHERE id = ?", client)
        return None if row is None else _branch(vault, NAMED["client"], row, _Names(row))


def shared(vault: Vault, client: int = 0) -> dict[str, list[Row]]:
    """What belongs to no client. For one client: the practice, and the protocols that the client was judged by."""
    practice = [_values(row) for row in vault.rows("SELECT * FROM practice")]
    if client:  # a folder of the practitioner's computer is nobody else's business
        practice = [row | {"export_folder": ""} for row in practice]
    erased = [] if client else [_values(row) for row in vault.rows("SELECT * FROM erasure ORDER BY id")]
    protocols = [_values(row) for row in vault.rows(_PROTOCOLS, client)]
    return {"practice": practice, "protocol_version": protocols, "erasure": erased}


def nested(value: object) -> bool:
    """Whether it is what belongs to a row, and no value of the row's own; the names of both may be the same."""
    return isinstance(value, (list, dict))


def flat(tree: Row, table: Table = NAMED["client"]) -> Iterator[tuple[Table, Row]]:
    """Every row of a tree with its table, owners first, bytes left out; a row that has a file names it."""
    kept = {name: value for name, value in tree.items() if not nested(value)}
    bulky = next((child for child in children(table) if child.bulky), None)
    if bulky is not None:
        kept["file"] = tree[bulky.name]["file"]
    yield table, kept
    for child in children(table):
        if not child.bulky:
            for row in tree[child.name]:
                yield from flat(row, child)


def files(tree: Row, table: Table = NAMED["client"]) -> Iterator[tuple[Table, Row, Row]]:
    """Every file of a tree: the table of its bytes, the row it belongs to, its name and pieces."""
    for child in children(table):
        if child.bulky:
            yield child, tree, tree[child.name]
        else:
            for row in tree[child.name]:
                yield from files(row, child)


def pieces(vault: Vault, table: Table, owner: int, count: int) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    where = f"SELECT data FROM {table.name} WHERE {table.owner} = ?"  # noqa: S608 - the program's own words
    for position in range(count):
        row = vault.row(where + " AND position = ?", owner, position) if _pieced(table) else vault.row(where, owner)
        if row is None:
            return  # taken out of the record meanwhile: whoever counts the bytes notices
        yield bytes(row["data"])


def protocol_file(version: int) -> str:
    """The name of the file with a version of the protocol."""
    return f"protocols/protocol-{version}.toml"


def client_file(number: str, client: int) -> str:
    """The name of the file with everything about a client."""
    return f"clients/{_plain(number, client)}.json"


def _branch(vault: Vault, table: Table, row: Any, names: _Names) -> Row:
    values = _values(row)
    key = values[table.key[0]]
    inner = names.within(table, values)
    for child in children(table):
        if child.bulky:
            values[child.name] = _file(vault, child, key, inner)
        else:
            found = vault.rows(_select(child), key)
            values[child.name] = [_branch(vault, child, each, inner) for each in found]
    return values


def _file(vault: Vault, table: Table, key: int, names: _Names) -> Row:
    order = " ORDER BY position" if _pieced(table) else ""
    head_and_size = f"SELECT substr(data, 1, 4), length(data) FROM {table.name} WHERE {table.owner} = ?{order}"  # noqa: S608
    found = vault.tuples(head_and_size, key)
    head = found[0][0] if found else b""
    return {"file": names.file(table, bytes(head)), "pieces": [size for _, size in found]}


def _select(table: Table) -> str:
    counts = f" AND {table.counts}" if table.counts else ""
    order = ", ".join(table.key)
    return f"SELECT * FROM {table.name} WHERE {table.owner} = ?{counts} ORDER BY {order}"  # noqa: S608


def _values(row: Any) -> Row:
    return {name: row[name] for name in row.keys()}  # noqa: SIM118 - the driver's rows iterate over their values


def _pieced(table: Table) -> bool:
    return "position" in table.key


def _plain(number: str, client: int) -> str:
    """The client's number where it is one of ours, as it becomes a name of a file."""
    return number if _PLAIN_NUMBER.fullmatch(number) else f"client-{client}"


class _Names:
    """The names of a client's files: numbers, days and views, and never a person's name."""

    def __init__(self, client: Mapping[str, Any] | Any, owner: Row | None = None, visit: str = "") -> None:
        self._client, self._owner, self._visit = client, owner or {}, visit

    def within(self, table: Table, values: Row) -> _Names:
        """The names of what belongs to this row."""
        visit = self._visit
        if table.name == "visit":
            zone = columns.zone(values["timezone"])
            visit = f"{columns.moment(values['opened'], zone):%Y-%m-%d}_visit-{values['id']}"
        return _Names(self._client, values, visit)

    def file(self, table: Table, head: bytes) -> str:
        """The name of the file with the bytes that `table` holds for the owner."""
        owner, whose = self._owner, _plain(self._client["number"], self._client["id"])
        ending = next((ending for start, ending in _ENDINGS if head.startswith(start)), owner.get("kind") or "bin")
        folder, name = _FILES[table.name](owner, self._visit)
        return f"{folder}/{whose}/{name}.{ending}"


_FILES: Mapping[str, Callable[[Row, str], tuple[str, str]]] = {
    "letter_page_bytes": lambda row, _: ("letters", f"{row['added'][:10]}_letter-{row['letter']}_page-{row['id']}"),
    "pretreatment_bytes": lambda row, _: ("sheets", f"{row['made_at'][:10]}_before-{row['id']}"),
    "photo_bytes": lambda row, visit: ("photos", f"{visit}_{row['moment']}_{row['view']}_photo-{row['id']}"),
    "photo_thumbnail": lambda row, visit: ("small_photos", f"{visit}_{row['moment']}_{row['view']}_photo-{row['id']}"),
    "signature_bytes": lambda row, visit: ("signatures", f"{visit}_{row['role']}_signature-{row['id']}"),
    "handout_bytes": lambda row, visit: ("sheets", f"{visit}_aftercare-{row['id']}"),
}
assert set(_FILES) == {table.name for table in tables.RECORDED if table.bulky}
