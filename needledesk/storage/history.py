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
from datetime import datetime, timedelta, timezone
from typing import Any, Protocol

from needledesk.domain import clock_watch
from needledesk.domain.history import Entry
from needledesk.errors import NotSaved
from needledesk.storage import columns, keys, tables

#: Instead of a digest: for a row that is no longer there, and for bytes, whose digest stands in their owner's row.
GONE, BYTES = "gone", "bytes"

_INSERT = "INSERT INTO history (seq, at, offset, action, client, visit, detail, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_LAST = "SELECT seq, mac FROM history ORDER BY seq DESC LIMIT 1"
_NEWEST = "SELECT seq, mac, at FROM history ORDER BY seq DESC LIMIT 1"
_LASTING = ", ".join(f"'{table.name}'" for table in tables.RECORDED if table.lasting)
_CHANGED = f"""
SELECT seq, mac FROM history WHERE {{}} AND EXISTS (
    SELECT 1 FROM json_each(history.detail, '$[2]') AS told
    WHERE ?2 OR substr(told.key, 1, instr(told.key, ' ') - 1) NOT IN ({_LASTING})
) ORDER BY seq DESC LIMIT 1
"""  # noqa: S608 - the program's own words
_ENTRIES = "SELECT history.*, client.number FROM history LEFT JOIN client ON client.id = history.client"
_NEWEST_OF = f"""
{_ENTRIES} WHERE action = ? AND seq > (SELECT max(seq) FROM history) - 1000 ORDER BY seq DESC LIMIT 1
"""  # noqa: S608 - no value in it
_BEGINNING = bytes(32)
#: By the client's part of the one index: a second index would be one more page to write with every save.
_OF_VISIT = "history.client = (SELECT client FROM visit WHERE id = ?1) AND history.visit = ?1"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
#: The action of a row that says that the clock cannot be right.
CLOCK = "clock"
#: The action of the row that says that a client was erased: it alone may leave rows without their detail.
ERASED = "erased"

Key = tuple[object, ...]
Owed = tuple[str, str, int, int]  # action, words, client, visit


@dataclass(slots=True)
class Change:
    """What one transaction does to the record: gathered while it runs, and told to the history as it ends."""

    client: int = 0
    visit: int = 0
    said: dict[int, tuple[str, str]] = field(default_factory=dict)  # action and words, by visit; 0: of no visit alone
    touched: dict[tuple[str, Key], None] = field(default_factory=dict)  # in the order in which it was first written

    def name(self, action: str, words: str, client: int, visit: int) -> None:
        """Say what is being done, of that visit if it is one's; what an outer transaction has said of it stays."""
        self.client, self.visit = self.client or client, self.visit or visit
        if action:
            self.said.setdefault(visit, (action, words))

    def words_of(self, visit: int) -> tuple[str, str]:
        """Action and words for the rows of that visit: its own, else those of no visit, else the first that came."""
        return self.said.get(visit) or self.said.get(0) or next(iter(self.said.values()), ("", ""))


class Vault(Protocol):
    """What the history needs of the open file: `vault.Vault`, which itself needs the history."""

    key: keys.Key | None
    now: Callable[[], datetime]
    owed: list[Owed]
    watches_clock: bool
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

    def describe(self, action: str, words: str = "") -> None:
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


def head_of(vault: Vault, client: int = 0, visit: int = 0) -> Head:
    """The newest row that changed something of a visit, or of a client beside the visits: for the foot of a sheet.

    The sheets that were given change nothing there: one that is made twice names the same row. Without either: the
    newest row that changed anything at all. Where nothing was changed: the newest row.
    """
    where = "TRUE"
    if visit or client:
        where = _OF_VISIT if visit else "history.client = ?1 AND history.visit = 0"
    anything = not visit and not client
    rows = vault.tuples(_CHANGED.format(where), visit or client, anything)
    return Head(*rows[0]) if rows else head(vault)


def note(vault: Vault, action: str, words: str = "", client: int = 0, visit: int = 0) -> None:
    """Add a row for something that changes nothing in the record: looked at, exported, printed, opened, checked."""
    if vault.read_only:
        return  # the file is damaged: looking at it is what can still be done
    try:
        with vault.transaction():
            _append(vault, action, words, client or _client_of(vault, visit), visit, {})
    except NotSaved:  # a full disk must keep nobody from looking or printing
        vault.owed.append((action, f"{words} (at {vault.now():%H:%M}, told later)".strip(), client, visit))


def make_good(vault: Vault) -> None:
    """Tell what could not be told while the disk refused; what it still refuses stays owed."""
    owed, vault.owed = vault.owed, []
    for one in owed:
        note(vault, *one)


def record(vault: Vault, change: Change) -> None:
    """Add what a transaction has done: a row for each visit and client it was about. For the vault, as it commits."""
    for (client, visit), written in _by_owner(vault, change).items():
        action, words = change.words_of(visit)
        names = sorted({name.partition(" ")[0] for name in written})
        _append(vault, action or f"{'+'.join(names)} changed", words, client, visit, written)


def mac(key: bytes, before: bytes, row: Mapping[str, Any] | Any, digest: bytes) -> bytes:
    """The code of a row: over the code before it, every column, and the SHA-256 of its detail."""
    facts = f"{row['seq']} {row['at']} {row['offset']} {row['client']} {row['visit']} {row['action']}"
    return hmac.digest(key, before + facts.encode() + digest, "sha256")


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
    """Add a row, and before it one that says so where the clock cannot be right.

    The newest row is read each time: a transaction that was taken back took its rows along.
    """
    found, at = vault.tuples(_NEWEST), vault.now()
    last = Head(*found[0][:2]) if found else Head(0, _BEGINNING)
    newest = columns.moment(found[0][2]) if found else None
    wrong = clock_watch.against_newest(newest, at) if vault.watches_clock and action != CLOCK else ""
    if wrong:
        last = _write(vault, last, at, CLOCK, wrong, 0, 0, {})
    _write(vault, last, at, action, words, client, visit, written)


def _write(
    vault: Vault, last: Head, at: datetime, action: str, words: str, client: int, visit: int, written: Mapping[str, str]
) -> Head:
    detail = _JSON.encode([secrets.token_hex(8), words, written])
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
    return Head(last.seq + 1, code)


def _by_owner(vault: Vault, change: Change) -> dict[tuple[int, int], dict[str, str]]:
    """What was written, by client and visit: each row's name with its digest as it stands now."""
    found: dict[tuple[int, int], dict[str, str]] = {}
    for name, key in change.touched:
        table = tables.NAMED[name]
        visit = _topmost(vault, table, key, "visit") or change.visit
        client = _client_of(vault, visit) or _topmost(vault, table, key, "client") or change.client
        found.setdefault((client, visit), {})[" ".join([name, *map(str, key)])] = _digest(vault, table, key)
    return found


def _digest(vault: Vault, table: tables.Table, key: Key) -> str:
    where = " AND ".join([*(f"{column} = ?" for column in table.key), *([table.counts] if table.counts else [])])
    proven = table.bulky and not table.own_sum
    row = vault.row(f"SELECT {'1' if proven else '*'} FROM {table.name} WHERE {where}", *key)  # noqa: S608
    if row is None:
        return GONE
    return BYTES if proven else tables.digest(row)


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


def entries(vault: Vault) -> Iterator[Any]:
    """All rows, oldest first."""
    yield from vault.rows("SELECT * FROM history ORDER BY seq")


def page(vault: Vault, client: int = 0, visit: int = 0, before: int = 0, limit: int = -1) -> list[Entry]:
    """Entries newest first: of a visit, of a client or of all; only those older than number `before`, if there is one.

    `limit`: how many at the most, all for -1.
    """
    where = ["seq < ?2"] if before else []
    if visit:
        where.append(_OF_VISIT)
    elif client:
        where.append("history.client = ?1")
    chosen = f"WHERE {' AND '.join(where)}" if where else ""
    sql = f"{_ENTRIES} {chosen} ORDER BY seq DESC LIMIT ?3"
    return [_entry(row) for row in vault.rows(sql, visit or client, before, limit)]


def newest_of(vault: Vault, action: str) -> Entry | None:
    """The newest entry of that action among the last thousand; None if there is none."""
    row = vault.row(_NEWEST_OF, action)
    return None if row is None else _entry(row)


def count(vault: Vault) -> int:
    """How many entries there are."""
    return int(vault.tuples("SELECT count(*) FROM history")[0][0])


def _entry(row: Any) -> Entry:
    erased = row["detail"] is None
    _, words, written = ("", "", {}) if erased else json.loads(row["detail"])
    at = columns.moment(row["at"], timezone(timedelta(minutes=row["offset"])))
    return Entry(
        seq=row["seq"],
        at=at,
        action=row["action"],
        words=words,
        client=row["client"],
        visit=row["visit"],
        objects=tuple(written),
        erased=erased,
        number=row["number"] or "",
    )


def take_over(vault: Vault) -> None:
    """Note every row of a file of before there was a history, so that later changes past the program show."""
    with vault.transaction():
        for table in tables.RECORDED:
            if not table.bulky or table.own_sum:
                for key in vault.tuples(f"SELECT {', '.join(table.key)} FROM {table.name}"):  # noqa: S608
                    vault.touch(table.name, *key)
        vault.describe("taken over", "Taken over from an older record file")
