"""The map of the record file: which tables there are, what names a row, and to whom a row belongs.

History, seals, copies, exports and erasure all go by this map, so that none of them can forget a table. A column that
a later schema adds is NULL in older rows: NULLs count for nothing in a digest, so that old digests stay true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """`key`: the columns that name a row. `owner`: the column that names the row of table `of` to which it belongs.

    `bulky`: holds the bytes of pictures and sheets. `lasting`: rows are only ever added, to sealed visits too.
    `own_sum`: bytes whose SHA-256 stands in no other row, so that the history has it.
    `counts`: what a row must be to count; bytes count as their owner.
    """

    name: str
    key: tuple[str, ...] = ("id",)
    owner: str = ""
    of: str = ""
    bulky: bool = False
    own_sum: bool = False
    lasting: bool = False
    counts: str = ""


_PLACED = ("visit", "position")

#: Owners before what they own, so that rows can be written in this order and removed in the reverse.
RECORDED: tuple[Table, ...] = (
    Table("practice"),
    Table("protocol_version", ("version",), lasting=True),
    Table("client"),
    Table("client_alert", ("client", "position"), "client", "client"),
    Table("letter", owner="client", of="client"),
    Table("letter_rule", ("letter", "rule"), "letter", "letter"),
    Table("letter_page", owner="letter", of="letter"),
    Table("letter_page_bytes", ("page",), "page", "letter_page", bulky=True),
    Table("pretreatment", owner="client", of="client", lasting=True),
    Table("pretreatment_bytes", ("pretreatment",), "pretreatment", "pretreatment", bulky=True, lasting=True),
    Table("pretreatment_given", owner="pretreatment", of="pretreatment", lasting=True),
    Table("visit", owner="client", of="client"),
    Table("note", ("visit",), "visit", "visit"),
    Table("screening_answer", ("visit", "question"), "visit", "visit"),
    Table("screening_news", ("visit",), "visit", "visit"),
    Table("screening", ("visit",), "visit", "visit"),
    Table("screening_finding", _PLACED, "visit", "visit"),
    Table("screening_decision", ("visit",), "visit", "visit"),
    Table("screening_override", owner="visit", of="visit"),
    Table("deferral", ("visit",), "visit", "visit"),
    Table("treatment", ("visit",), "visit", "visit"),
    Table("treatment_zone", _PLACED, "visit", "visit"),
    Table("treatment_product", _PLACED, "visit", "visit"),
    Table("photo", owner="visit", of="visit", counts="kept = 1"),
    Table("photo_bytes", ("photo", "position"), "photo", "photo", bulky=True),
    Table("photo_thumbnail", ("photo",), "photo", "photo", bulky=True, own_sum=True),
    Table("signature", owner="visit", of="visit"),
    Table("signature_bytes", ("signature",), "signature", "signature", bulky=True),
    Table("handout", owner="visit", of="visit", lasting=True),
    Table("handout_bytes", ("handout",), "handout", "handout", bulky=True, lasting=True),
    Table("handout_given", owner="handout", of="handout", lasting=True),
    Table("seal", ("visit",), "visit", "visit", lasting=True),
    Table("amendment", owner="visit", of="visit", lasting=True),
    Table("voiding", ("visit",), "visit", "visit", lasting=True),
    Table("erasure", lasting=True),
)
NAMED: Mapping[str, Table] = {table.name: table for table in RECORDED}

#: What is made from the rest and can be made anew.
DERIVED = ("client_line", "client_search")
#: What belongs to this file as a file, and not to the record: it goes into no export.
OWN = ("history", "history_key", "draft", "protocol_draft", "file_fact", "schema_version")

_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sealed() -> tuple[Table, ...]:
    """The tables of what a visit's seal holds, the visit's own first. Sheets may be given later: they only last."""
    return tuple(table for table in RECORDED if "visit" in lineage(table) and not table.lasting)


def of_client() -> tuple[Table, ...]:
    """The tables whose rows belong to a client, the client's own first."""
    return tuple(table for table in RECORDED if "client" in lineage(table))


def lineage(table: Table) -> tuple[str, ...]:
    """The table's name and those of its owners up to the topmost."""
    return (table.name, *(lineage(NAMED[table.of]) if table.of else ()))


def belongs(table: Table, topmost: str, row: str = "") -> str:
    """The SQL for the id of the `topmost` owner (`visit` or `client`) of a row; `row`: its alias, such as `NEW`."""
    prefix = f"{row}." if row else ""
    if table.name == topmost:
        return prefix + table.key[0]
    if table.of == topmost:
        return prefix + table.owner
    inner = belongs(NAMED[table.of], topmost)
    return f"(SELECT {inner} FROM {table.of} WHERE {NAMED[table.of].key[0]} = {prefix}{table.owner})"  # noqa: S608


def whose(table: Table) -> str:
    """The SQL condition that a row belongs to a client, whose id is its one parameter; goes by the indexes."""
    if table.name == "client":
        return "id = ?1"
    if table.of == "client":
        return f"{table.owner} = ?1"
    of = NAMED[table.of]
    return f"{table.owner} IN (SELECT {of.key[0]} FROM {of.name} WHERE {whose(of)})"  # noqa: S608


def rows_of(table: Table, topmost: str) -> str:
    """The SELECT of all rows that belong to a visit or client, whose id is its one parameter, in a fixed order."""
    return f"SELECT * FROM {table.name} WHERE {_within(table, topmost)} ORDER BY {', '.join(table.key)}"  # noqa: S608


def _within(table: Table, topmost: str) -> str:
    """The condition that finds them by the indexes of the owners' columns."""
    if table.name == topmost:
        return f"{table.key[0]} = ?"
    if table.of == topmost:
        return f"{table.owner} = ?"
    of = NAMED[table.of]
    return f"{table.owner} IN (SELECT {of.key[0]} FROM {of.name} WHERE {_within(of, topmost)})"  # noqa: S608


def digest(row: Mapping[str, Any]) -> str:
    """32 hexadecimal digits over the names and values of a row; bytes count by their own SHA-256."""
    values = {name: _plain(value) for name, value in _items(row) if value is not None}
    text = _JSON.encode(values)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _items(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in row.keys():  # noqa: SIM118 - the driver's rows iterate over their values
        yield name, row[name]


def _plain(value: Any) -> Any:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
