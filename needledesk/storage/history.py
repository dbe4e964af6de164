"""The history: a row for everything that happened, each bound to the one before it by a key made from the file's key.

Rows are only added. `detail` holds what is about a person and may be erased with that person: a grain of salt, the
words, and the digest of every row of the record that was written. The chain is made over the detail's SHA-256, which
stays. Whoever knows the file's key could write the whole chain anew: a head that was printed, or stands in the manifest
of a copy elsewhere, binds them too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from needledesk.storage import columns, keys, tables

#: Instead of a digest: for a row that is no longer there, and for bytes, whose digest stands in their owner's row.
GONE, BYTES = "gone", "bytes"

_INSERT = "INSERT INTO history (seq, at, offset, action, client, visit, detail, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_LAST = "SELECT seq, mac FROM history ORDER BY seq DESC LIMIT 1"
_KEYS = "SELECT since, key FROM history_key ORDER BY since"
_BEGINNING = bytes(32)

Key = tuple[object, ...]


@dataclass(slots=True)
class Change:
    """What one transaction does to the record: gathered while it runs, and told to the history as it ends."""

    action: str = ""
    words: str = ""
    client: int = 0
    visit: int = 0
    touched: dict[tuple[str, Key], None] = field(default_factory=dict)  # in the order in which it was first written

    def name(self, action: str, words: str, client: int, visit: int) -> None:
        """Say what is being done; what the outermost transaction has said stays."""
        self.action, self.words = self.action or action, self.words or words
        self.client, self.visit = self.client or client, self.visit or visit


class Vault(Protocol):
    """What the history needs of the open file: `vault.Vault`, which itself needs the history."""

    key: keys.Key | None
    now: Callable[[], datetime]
    read_only: bool

    @property
    def history_key(self) -> bytes:
        """What the rows are bound with."""

    def forget_history_key(self) -> None:
        """Look it up again."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing."""

    def execute(self, sql: str, *parameters: object) -> int:
        """Run a statement on what is no part of the record."""

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """All rows, their values by name."""

    def row(self, sql: str, *parameters: object) -> Any:
        """The first row, or None."""

    def tuples(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """All rows, their values by position."""

    def touch(self, table: str, *key: object) -> None:
        """Note that a row was written."""

    def describe(self, action: str) -> None:
        """Say what the transaction does."""

    def client_of(self, visit: int) -> int:
        """Whose visit it is."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row: its number, and the code that no earlier row can be changed without changing."""

    seq: int
    mac: bytes

    @property
    def text(self) -> str:
        """`1234-7F3A-91C2-55E0-0D1B`: the number and the first 64 bits of the code, to be printed or compared."""
        code = self.mac.hex()[:16].upper()
        return "-".join([str(self.seq), *(code[start : start + 4] for start in range(0, 16, 4))])


def head(vault: Vault) -> Head:
    """The head of the chain; number 0 and zeros before the first row."""
    rows = vault.tuples(_LAST)
    return Head(*rows[0]) if rows else Head(0, _BEGINNING)


def note(vault: Vault, action: str, words: str = "", client: int = 0, visit: int = 0) -> None:
    """Add a row for something that changes nothing in the record: looked at, exported, printed, opened, checked."""
    if vault.read_only:
        return  # the file is damaged: looking at it is what can still be done
    with vault.transaction():
        _append(vault, action, words, client or _client_of(vault, visit), visit, {})


def record(vault: Vault, change: Change) -> None:
    """Add what a transaction has done: one row for each client it was about. For the vault, just before it commits."""
    for (client, visit), written in _by_owner(vault, change).items():
        names = sorted({name.partition(" ")[0] for name in written})
        action = change.action or f"{'+'.join(names)} changed"
        _append(vault, action, change.words, client, visit, written)


def mac(key: bytes, before: bytes, row: Mapping[str, Any] | Any, digest: bytes) -> bytes:
    """The code of a row: over the code before it, every column, and the SHA-256 of its detail."""
    facts = [row["seq"], row["at"], row["offset"], row["action"], row["client"], row["visit"]]
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.new(key, before + text + digest, hashlib.sha256).digest()


def key_in_force(vault: Vault) -> bytes:
    """The key that new rows are bound with: made from the file's key, or kept in a file that has none."""
    if vault.key is not None:
        return vault.key.secret_for("history")
    rows = vault.tuples("SELECT key FROM history_key ORDER BY since DESC LIMIT 1")
    return rows[0][0] if rows else keep_key(vault, secrets.token_bytes(32))


def keep_key(vault: Vault, key: bytes, since: int | None = None) -> bytes:
    """Keep a key in the file, for the rows from `since` on (the next row by default). For changes of the file's key."""
    vault.execute(
        "INSERT OR REPLACE INTO history_key (since, key) VALUES (?, ?)",
        head(vault).seq + 1 if since is None else since,
        key,
    )
    return key


def begin_stretch(vault: Vault) -> None:
    """Before the file gets another key: keep the key in force, so that the rows of before can still be checked."""
    if not vault.tuples("SELECT 1 FROM history_key"):
        keep_key(vault, vault.history_key, since=1)


def hand_over(vault: Vault, action: str) -> None:
    """Where the file has another key than its last rows were bound with: bind with the new one from here on.

    Once there are kept keys, the last of them is the one in force: a change of the key that was cut off shows here, and
    so does one that was made with another tool.
    """
    kept = vault.tuples("SELECT key FROM history_key ORDER BY since DESC LIMIT 1")
    new = vault.key.secret_for("history") if vault.key is not None else None
    if not kept or kept[0][0] == new or (new is None and not action):
        return
    with vault.transaction():
        keep_key(vault, new or secrets.token_bytes(32))
        vault.forget_history_key()
        _append(vault, action or "key changed", "", 0, 0, {})


def _append(vault: Vault, action: str, words: str, client: int, visit: int, written: Mapping[str, str]) -> None:
    """The newest row's number and code are read each time: a transaction that was taken back took its rows along."""
    last, at = head(vault), vault.now()
    detail = json.dumps([secrets.token_urlsafe(9), words, written], ensure_ascii=False, separators=(",", ":"))
    offset = at.utcoffset()
    row = {
        "seq": last.seq + 1,
        "at": columns.moment_text(at),
        "offset": int(offset.total_seconds() // 60) if offset else 0,
        "action": action,
        "client": client,
        "visit": visit,
    }
    code = mac(vault.history_key, last.mac, row, hashlib.sha256(detail.encode()).digest())
    vault.execute(_INSERT, *row.values(), detail, code)


def _by_owner(vault: Vault, change: Change) -> dict[tuple[int, int], dict[str, str]]:
    """What was written, by client and visit: each row's name with its digest as it stands now."""
    found: dict[int, dict[str, str]] = {}
    visits: dict[int, int] = {}
    for name, key in change.touched:
        table = tables.NAMED[name]
        visit = _topmost(vault, table, key, "visit") or change.visit
        client = _client_of(vault, visit) or _topmost(vault, table, key, "client") or change.client
        visits[client] = visits.get(client) or visit
        found.setdefault(client, {})[" ".join([name, *map(str, key)])] = _digest(vault, table, key)
    return {(client, visits[client]): written for client, written in found.items()}


def _digest(vault: Vault, table: tables.Table, key: Key) -> str:
    where = " AND ".join([*(f"{column} = ?" for column in table.key), *([table.counts] if table.counts else [])])
    row = vault.row(f"SELECT {'1' if table.bulky else '*'} FROM {table.name} WHERE {where}", *key)  # noqa: S608
    if row is None:
        return GONE
    return BYTES if table.bulky else tables.digest(row)


def _topmost(vault: Vault, table: tables.Table, key: Key, topmost: str) -> int:
    if topmost not in tables.lineage(table):
        return 0
    if table.name == topmost:
        return int(str(key[0]))
    if table.of == topmost and table.owner in table.key:
        return int(str(key[table.key.index(table.owner)]))
    where = " AND ".join(f"{column} = ?" for column in table.key)
    rows = vault.tuples(f"SELECT {tables.belongs(table, topmost)} FROM {table.name} WHERE {where}", *key)  # noqa: S608
    return int(rows[0][0] or 0) if rows else 0


def _client_of(vault: Vault, visit: int) -> int:
    return vault.client_of(visit) if visit else 0


def entries(vault: Vault, client: int = 0, visit: int = 0) -> Iterator[Any]:
    """The rows, oldest first: all of them, or those of a client or a visit."""
    if visit:
        yield from vault.rows("SELECT * FROM history WHERE visit = ? AND visit <> 0 ORDER BY seq", visit)
    elif client:
        yield from vault.rows("SELECT * FROM history WHERE client = ? AND client <> 0 ORDER BY seq", client)
    else:
        yield from vault.rows("SELECT * FROM history ORDER BY seq")


def take_over(vault: Vault) -> None:
    """Note every row of a file of before there was a history, so that later changes past the program show."""
    with vault.transaction():
        for table in tables.RECORDED:
            if not table.bulky:
                for key in vault.tuples(f"SELECT {', '.join(table.key)} FROM {table.name}"):  # noqa: S608
                    vault.touch(table.name, *key)
        vault.describe("taken over")
