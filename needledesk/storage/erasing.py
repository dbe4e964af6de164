"""Erasing a client: every row, byte, draft, word of the search index and detail of the history, all or nothing.

The guards of sealed visits are taken down and set up again within the one transaction: whatever happens on the way,
the file that is found afterwards has either the client and the guards, or no client and the guards. Freed room is
overwritten by SQLite itself (`secure_delete`), every table but those of bytes is written anew (`rewriting`), and the
log beside the file is folded in and emptied at the end.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from needledesk.domain.erasure import Erasure
from needledesk.errors import NotFound
from needledesk.storage import columns, history, rewriting, search, tables, third_schema
from needledesk.storage.tables import NAMED
from needledesk.storage.vault import Vault

_VISITS = "SELECT id FROM visit WHERE client = ?1"
_DETAILS = f"SELECT seq, detail FROM history WHERE detail IS NOT NULL AND (client = ?1 OR visit IN ({_VISITS}))"  # noqa: S608
_FORGET = "UPDATE history SET detail = NULL, digest = ? WHERE seq = ?"
_ERASURES = "SELECT * FROM erasure WHERE ?1 = 0 OR id = ?1 ORDER BY id"
#: Whose number the place of a draft names, by its kind.
_DRAFTS = {
    "client": "client",
    "letter": "client",
    "withdraw": "letter",
    "override": "visit",
    "deferral": "visit",
    "decision": "visit",
}
_SHORTEST = 3  # a name this short is in too many words


def counts(vault: Vault, client: int) -> dict[str, int]:
    """How many rows of each table would go; drafts and details of the history among them."""
    found = {}
    for table in tables.of_client():
        if not table.bulky:
            count = f"SELECT count(*) FROM {table.name} WHERE {tables.whose(table)}"  # noqa: S608 - the program's words
            found[table.name] = int(vault.tuples(count, client)[0][0])
    found["draft"] = len(_drafts(vault, client))
    found["history"] = int(vault.tuples(f"SELECT count(*) FROM ({_DETAILS})", client)[0][0])  # noqa: S608
    return {name: count for name, count in found.items() if count}


def erase(vault: Vault, client: int, by: str, at: datetime, reason: str = "") -> Erasure:
    """Take out everything about a client; returns what is kept to prove it. Raises NotFound, NotSaved."""
    with vault.references_unwatched(), vault.transaction("erasure proven"):
        row = vault.row("SELECT number FROM client WHERE id = ?", client)
        if row is None:
            raise NotFound("There is no such client in this file.")
        found, head = counts(vault, client), history.head(vault).text
        values = {"number": row["number"], "erased_at": columns.moment_text(at), "erased_by": by, "reason": reason}
        for name in third_schema.guards():
            vault.execute(f"DROP TRIGGER IF EXISTS {name}")
        _forget(vault, client)
        _take_out(vault, client)
        for trigger in third_schema.guards().values():
            vault.execute(trigger)
        history.note(vault, history.ERASED, client=client)
        number = vault.insert("erasure", values | {"head": head, "counts": json.dumps(found)})
    vault.checkpoint()
    return get(vault, number)


def get(vault: Vault, erasure: int, zone: tzinfo | None = None) -> Erasure:
    """One erasure, its moment in that zone. Raises NotFound."""
    rows = vault.rows(_ERASURES, erasure) if erasure else []
    if not rows:
        raise NotFound("There is no such erasure in this file.")
    return _erasure(rows[0], zone or UTC)


def all_of_them(vault: Vault) -> list[Erasure]:
    """Every erasure, oldest first."""
    return [_erasure(row, UTC) for row in vault.rows(_ERASURES, 0)]


def _forget(vault: Vault, client: int) -> None:
    """What is about the client outside the record: drafts, the line of the list, details of the history."""
    for place in _drafts(vault, client):
        vault.execute("DELETE FROM draft WHERE place = ?", place)
    for row in vault.rows(_DETAILS, client):
        vault.execute(_FORGET, hashlib.sha256(row["detail"].encode()).digest(), row["seq"])
    vault.execute("DELETE FROM client_line WHERE client = ?", client)


def _take_out(vault: Vault, client: int) -> None:
    """Every row of the client; then all tables that had one are written anew, and the index."""
    for table in tables.of_client():
        if table.bulky:
            rewriting.blank(vault, table.name, tables.whose(table), client)
    for table in reversed(tables.of_client()):
        vault.execute(f"DELETE FROM {table.name} WHERE {tables.whose(table)}", client)  # noqa: S608
    for name in ("draft", "history", "client_line", *(table.name for table in tables.of_client() if not table.bulky)):
        rewriting.rewrite(vault, name)
    search.index_all(vault)
    if vault.rows("PRAGMA foreign_key_check"):
        raise RuntimeError("an erasure left something that refers to it")


def _drafts(vault: Vault, client: int) -> list[str]:
    """The places of the drafts that are about the client: of the client, a visit or a letter, or holding the name.

    A place is `KIND:NUMBER`. Of a kind that is not known here, any number of the client's counts: a draft too many that
    goes is better than one that stays.
    """
    ids = {
        name: {str(row["id"]) for row in vault.rows(f"SELECT id FROM {name} WHERE {tables.whose(NAMED[name])}", client)}  # noqa: S608
        for name in ("client", "visit", "letter")
    }
    details = vault.row("SELECT given, family, phone, email FROM client WHERE id = ?", client)
    words = [word.casefold() for word in (details or ()) if word and len(word) > _SHORTEST]
    return [
        row["place"]
        for row in vault.rows("SELECT place, content FROM draft")
        if _named_after(row["place"], ids) or _holds(json.loads(row["content"]), words)
    ]


def _named_after(place: str, ids: Mapping[str, set[str]]) -> bool:
    numbers = set(re.findall(r"\d+", place))
    owner = _DRAFTS.get(place.partition(":")[0])
    return bool(numbers & (ids[owner] if owner else set().union(*ids.values())))


def _holds(content: object, words: list[str]) -> bool:
    return any(word in text.casefold() for text in _texts(content) for word in words)


def _texts(value: object) -> list[str]:
    """Every text within a JSON value."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]


def _erasure(row: Any, zone: tzinfo) -> Erasure:
    return Erasure(
        id=row["id"],
        number=row["number"],
        at=columns.moment(row["erased_at"], zone),
        by=row["erased_by"],
        reason=row["reason"],
        head=row["head"],
        counts=json.loads(row["counts"]),
    )
