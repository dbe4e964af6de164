"""What is hit in a damaged record file: every row is asked for by its owner, and what cannot be read is named.

Each failed read costs a new connection (`Vault` makes it): SQLCipher refuses everything after one bad page. Who the
clients and visits are is asked in several places, as any of them may be hit itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from needledesk.domain.calendar import say_day
from needledesk.domain.damage import Hit
from needledesk.domain.progress import Watch
from needledesk.errors import FileTrouble, Stopped
from needledesk.storage import columns, tables
from needledesk.storage.vault import Vault

_CLIENTS = ("SELECT id FROM client", "SELECT client FROM client_line", "SELECT DISTINCT client FROM visit")
_VISITS = (
    "SELECT id FROM visit",
    "SELECT visit FROM note",
    "SELECT visit FROM treatment",
    "SELECT DISTINCT visit FROM screening_answer",
    "SELECT DISTINCT visit FROM history WHERE visit <> 0",
)
_NOBODYS = ("practice", "protocol_version", "erasure", "history", "client_line", "draft", "protocol_draft")
_PIECES = "SELECT data FROM {0} WHERE {1} = ?"


def hit(vault: Vault, watch: Watch) -> tuple[Hit, ...]:
    """Everything that cannot be read, each thing once; where all can be read, that it is no record that was hit.

    Once it is cancelled: what was found until then.

    Only for a vault that is read only: it makes its connection anew after each failure. Reads the whole file.
    """
    found: dict[Hit, None] = {}
    reads = list(_reads(vault))
    for done, (query, owner, name) in enumerate(reads):
        try:
            vault.tuples(query, *owner)
        except FileTrouble:
            found[name()] = None
        try:
            watch.step("Looking", done, len(reads))
        except Stopped:
            return tuple(found)
    return tuple(found) or (Hit(""),)


Read = tuple[str, tuple[int, ...], Callable[[], Hit]]


def _reads(vault: Vault) -> Iterator[Read]:
    """Every query to be tried, the owner that it asks for, and what is hit if it fails."""
    for name in _NOBODYS:
        yield f"SELECT * FROM {name}", (), partial(Hit, name)  # noqa: S608
    clients, visits = _ids(vault, _CLIENTS), _ids(vault, _VISITS)
    for table in tables.of_client():
        topmost = "visit" if "visit" in tables.lineage(table) else "client"
        if table.bulky:
            for owner in _ids(vault, (f"SELECT id FROM {table.of}", f"SELECT {table.owner} FROM {table.name}")):  # noqa: S608
                yield _PIECES.format(table.name, table.owner), (owner,), partial(_owned, vault, table, owner)
        elif topmost == "visit":
            for visit in visits:
                yield tables.rows_of(table, topmost), (visit,), partial(_named, vault, table.name, 0, visit)
        else:
            for client in clients:
                yield tables.rows_of(table, topmost), (client,), partial(_named, vault, table.name, client)


def _ids(vault: Vault, queries: tuple[str, ...]) -> list[int]:
    found: set[int] = set()
    for query in queries:
        try:
            found |= {row[0] for row in vault.tuples(query)}
        except FileTrouble:
            continue
    return sorted(found)


def _owned(vault: Vault, table: tables.Table, owner: int) -> Hit:
    """Bytes that cannot be read: whose they are says the row they belong to."""
    parent = tables.NAMED[table.of]
    whose = {
        topmost: _number(vault, f"SELECT {tables.belongs(parent, topmost)} FROM {parent.name} WHERE id = ?", owner)  # noqa: S608
        for topmost in ("client", "visit")
        if topmost in tables.lineage(parent)
    }
    return _named(vault, table.name, whose.get("client", 0), whose.get("visit", 0))


def _named(vault: Vault, table: str, client: int, visit: int = 0) -> Hit:
    day = ""
    if visit:
        client = client or _number(vault, "SELECT client FROM visit WHERE id = ?", visit)
        client = client or _number(vault, "SELECT client FROM history WHERE visit = ? LIMIT 1", visit)
        opened = _one(vault, "SELECT opened FROM visit WHERE id = ?", visit)
        day = say_day(columns.moment(str(opened)).date(), year=True) if opened else f"number {visit}"
    number = _one(vault, "SELECT number FROM client WHERE id = ?", client) or f"C-{client:04d}"
    return Hit(table, str(number) if client else "", day)


def _number(vault: Vault, query: str, number: int) -> int:
    return int(str(_one(vault, query, number) or 0))


def _one(vault: Vault, query: str, number: int) -> object:
    try:
        rows = vault.tuples(query, number)
    except FileTrouble:
        return None
    return rows[0][0] if rows else None
