"""The connection to an open record file: one lock, every change in one transaction, and each told to the history.

Rows of the record are written with `insert`, `put`, `change` and `remove` only: these know what was touched, and as the
outermost transaction ends the history gets its row. Several threads may share it: the lock lets one in at a time, for a
statement or for a whole transaction.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from needledesk.errors import Damaged, FileTrouble, NotNow
from needledesk.storage import driver, failures, history, keys, migrations, opening, tables
from needledesk.storage.ground import Ground

Clock = Callable[[], datetime]


class Ledger:
    """What reads and writes. `vault.Vault` opens and closes it."""

    def __init__(
        self,
        connection: driver.Connection,
        path: Path,
        key: keys.Key | None,
        schema: int,
        clock: Clock,
        ground: Ground,
    ) -> None:
        self._connection = connection
        self._lock = RLock()
        self._depth = 0
        self._change = history.Change()
        self._clients: dict[int, int] = {}  # by visit
        self._db: Any = None
        self._closed = False
        self._schema = schema
        self.now = clock
        self.watches_clock = True  # whether the history is told of a clock that cannot be right
        self.path = path
        self.key = key
        self.ground = ground
        self.read_only = False  # damaged: nothing is written any more
        self.owed: list[history.Owed] = []  # what the history could not be told, as the disk was full

    @cached_property
    def history_key(self) -> bytes:
        """What the rows of the history are bound with."""
        return history.key_in_force(self)

    def forget_history_key(self) -> None:
        """Look it up again: the file has another key."""
        self.__dict__.pop("history_key", None)

    @contextlib.contextmanager
    def transaction(self, action: str = "", words: str = "", client: int = 0, visit: int = 0) -> Iterator[None]:
        """All or nothing: what is written inside is on disk when the block ends, or not at all if anything is raised.

        A block within a block joins the outer one. `action`, `words`, `client` and `visit` are what the history says
        of it; what the outer block said stays. Raises NotSaved, Sealed or Damaged where the file refuses.
        """
        with self._lock:
            begin, end, undo = _WORDS[self._depth > 0]
            if not self._depth:
                self._change = history.Change()
            self._change.name(action, words, client, visit)
            self.execute(begin)
            self._depth += 1
            try:
                yield
                if self._depth == 1 and self._change.touched and self._schema >= migrations.WITH_HISTORY:
                    history.record(self, self._change)
                if self._depth == 1:
                    self.ground.must_be_there()
                    self._must_be_whole()
                self.execute(end)
            except driver.Error as error:
                self._undo(undo)
                raise self._told(error) from error
            except BaseException:
                self._undo(undo)
                raise
            finally:
                self._depth -= 1
            if not self._depth and self.owed:
                history.make_good(self)

    def execute(self, sql: str, *parameters: object) -> int:
        """Run a statement on what is no part of the record; returns the id of a row it has added."""
        with self._lock:
            self._must_be_open()
            if self.read_only:
                raise failures.only_read()
            try:
                if not self._depth:  # within a transaction it is asked as that begins, and before it is kept
                    self.ground.must_be_there()
                elif not self._connection.in_transaction:  # else half of it would be kept, each statement by itself
                    raise failures.not_taken(failures.IOERR)
                return int(self._connection.execute(sql, parameters).lastrowid or 0)
            except driver.Error as error:
                raise self._told(error) from error

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """All rows of a query, their values by column name."""
        return self._fetch(driver.Row, sql, parameters)

    def tuples(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """The same by position only, for long lists."""
        return self._fetch(None, sql, parameters)

    def row(self, sql: str, *parameters: object) -> Any:
        """The first row of a query, or None."""
        rows = self.rows(sql, *parameters)
        return rows[0] if rows else None

    def insert(self, table: str, values: Mapping[str, object], counts: bool = True) -> int:
        """Add a row; returns its id. `table` and the names of the columns are the program's own words.

        `counts`: whether the history is told of it now, or only once it has become whole (`touch`).
        """
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
        with self._written():
            number = self.execute(sql, *values.values())
            if counts:
                self._touch(table, values, number)
        return number

    def put(self, table: str, key: str, values: Mapping[str, object]) -> None:
        """Add a row, or change the one with the same `key` (column names, comma between)."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        changes = ", ".join(f"{name} = excluded.{name}" for name in values)
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {changes}"  # noqa: S608
        with self._written():
            self.execute(sql, *values.values())
            self._touch(table, values)

    def change(self, table: str, where: Mapping[str, object], values: Mapping[str, object]) -> None:
        """Write some columns of the rows that have these values; nothing happens where there is none."""
        changes = ", ".join(f"{name} = ?" for name in values)
        with self._written():
            touched = self._keys(table, where)
            if touched:
                sql = f"UPDATE {table} SET {changes} WHERE {_all(where)}"  # noqa: S608
                self.execute(sql, *values.values(), *where.values())
            for key in touched:
                self._change.touched[table, key] = None

    def remove(self, table: str, where: Mapping[str, object]) -> None:
        """Take out the rows that have these values; nothing happens where there is none."""
        with self._written():
            touched = self._keys(table, where)
            if touched:
                self.execute(f"DELETE FROM {table} WHERE {_all(where)}", *where.values())  # noqa: S608
            for key in touched:
                self._change.touched[table, key] = None

    def touch(self, table: str, *key: object) -> None:
        """Tell the history of a row that was written with `execute` before it counted. Inside `transaction()`."""
        self._change.touched[table, key] = None

    def describe(self, action: str, words: str = "", client: int = 0, visit: int = 0) -> None:
        """Say what the transaction that is under way does, where that shows only on the way."""
        self._change.name(action, words, client, visit)

    def client_of(self, visit: int) -> int:
        """Whose visit it is; 0 if there is no such visit."""
        if visit not in self._clients:
            rows = self.tuples("SELECT client FROM visit WHERE id = ?", visit)
            if not rows:
                return 0
            self._clients[visit] = rows[0][0]
        return self._clients[visit]

    @property
    def db(self) -> Any:
        """The same connection as a sqlite-utils Database. Use it inside `transaction()`."""
        if self._db is None:
            self._db = driver.database(self._connection)
        return self._db

    @contextlib.contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Nobody else gets the file while the block runs: what is read in it belongs together."""
        with self._lock:
            yield

    @contextlib.contextmanager
    def _written(self) -> Iterator[None]:
        """A statement that writes the record: part of the transaction that is under way, or one of its own."""
        with self._lock:
            if self._depth:
                yield
            else:
                with self.transaction():
                    yield

    def _touch(self, table: str, values: Mapping[str, object], number: int = 0) -> None:
        known = tables.NAMED.get(table)
        if known is not None:
            self._change.touched[table, tuple(values.get(name, number) for name in known.key)] = None

    def _keys(self, table: str, where: Mapping[str, object]) -> list[tuple[Any, ...]]:
        names = ", ".join(tables.NAMED[table].key)
        return self.tuples(f"SELECT {names} FROM {table} WHERE {_all(where)}", *where.values())  # noqa: S608

    def _fetch(self, row_factory: Any, sql: str, parameters: tuple[object, ...]) -> list[Any]:
        with self._lock:
            self._must_be_open()
            try:
                cursor = self._connection.cursor()
                cursor.row_factory = row_factory
                rows: list[Any] = cursor.execute(sql, parameters).fetchall()
                if not self._depth:  # within a transaction it is asked once, before that is kept
                    self._must_be_whole()
            except driver.Error as error:
                raise self._told(error) from error
            return rows

    def _must_be_open(self) -> None:
        if self._closed:
            raise NotNow("The record file is closed.", "Everything that was saved is in it.", "Open it again.")

    def _must_be_whole(self) -> None:
        """Raise Damaged, and from then on only read, once an encrypted page has failed its seal."""
        if self._is_damaged():
            self._only_read()
            raise failures.damaged()

    def _is_damaged(self) -> bool:
        """Whether an encrypted page has failed its seal since the file was opened.

        Asked after every read: for the last page of a long value SQLCipher gives zeros, and no error.
        """
        return self.key is not None and self._connection.execute("PRAGMA cipher_status").fetchone() != ("1",)

    def _told(self, error: Exception) -> Exception:
        """The DeskError for what the driver says. Once the file is damaged, it is only read.

        After damage it also refuses to be written, which SQLite calls a disk that is read-only.
        """
        told = failures.damaged() if self._is_damaged() else self.ground.told(error)
        if isinstance(told, Damaged):
            self._only_read()
        return told

    def _only_read(self) -> None:
        """SQLCipher refuses everything after one damaged page, so what is whole is read with a connection made anew."""
        self.read_only = True
        with contextlib.suppress(driver.Error):
            self._connection.close()
        with contextlib.suppress(driver.Error, FileTrouble):
            self._connection = opening.to_read(self.path, self.key, self._schema)

    def _undo(self, undo: Sequence[str]) -> None:
        """Take back; a disk error may have taken everything back already."""
        with contextlib.suppress(driver.Error):
            for statement in undo:
                if self._connection.in_transaction:
                    self._connection.execute(statement)


_WORDS = {
    False: ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)),
    True: ("SAVEPOINT inner_step", "RELEASE inner_step", ("ROLLBACK TO inner_step", "RELEASE inner_step")),
}


def _all(where: Mapping[str, object]) -> str:
    """Every one of these columns has its value; None stands for no value."""
    return " AND ".join(f"{name} IS ?" for name in where)
