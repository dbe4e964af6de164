"""The record file, open: one connection, one lock, every change in one transaction, and each told to the history.

Rows of the record are written with `insert`, `put`, `change` and `remove` only: these know what was touched, and as the
outermost transaction ends the history gets its row. Rooms above hold a Vault and pass it to the functions of this
room; they never see a connection or a row. Several threads may share a Vault: its lock lets one in at a time, for a
statement or for a whole transaction.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from needledesk import __version__
from needledesk.errors import FileTrouble
from needledesk.storage import backups, checks, driver, failures, history, keys, migrations, opening, tables

_STEPS = migrations.STEPS
Clock = Callable[[], datetime]


def _utc() -> datetime:
    return datetime.now(UTC)


class Vault:
    """An open record file. Make one with `create` or `open`; `close` it, or use it in a `with` statement."""

    def __init__(
        self, connection: driver.Connection, path: Path, key: keys.Key | None, schema: int, clock: Clock = _utc
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
        self.path = path
        self.key = key

    @classmethod
    def create(
        cls, path: Path, secret: keys.Secret, steps: Sequence[migrations.Step] = _STEPS, clock: Clock = _utc
    ) -> Vault:
        """Make a new record file, locked with the passphrase if there is one, and open it.

        Raises FileTrouble for a missing or read-only folder and for a name that is taken, BadInput for an empty
        passphrase.
        """
        _must_be_free(path)
        partial = path.with_name(path.name + ".partial")
        backups.remove_with_sides(partial)
        try:
            key = keys.key_for(partial, secret)
            _make(partial, key, steps)
            _must_be_free(path)
            partial.rename(path)
        except driver.Error as error:
            raise _not_made(error) from error
        finally:
            backups.remove_with_sides(partial)
        backups.sync_folder(path.parent)
        return cls._opened(path, key, steps, clock)

    @classmethod
    def open(
        cls, path: Path, secret: keys.Secret, steps: Sequence[migrations.Step] = _STEPS, clock: Clock = _utc
    ) -> Vault:
        """Open an existing record file by its passphrase or raw key; an older one is copied, then brought up to date.

        Raises WrongPassphrase, Damaged, NotOurs, TooNew, InUse or FileTrouble, each with its own sentence.
        """
        return cls._opened(path, opening.key(path, secret), steps, clock)

    @classmethod
    def _opened(cls, path: Path, key: keys.Key | None, steps: Sequence[migrations.Step], clock: Clock) -> Vault:
        connection = opening.opened(path, key, len(steps))
        try:
            older = connection.execute("PRAGMA user_version").fetchone()[0] < len(steps)
            if older:
                backups.copy_beside(connection, path, key, len(steps))
                _migrate(connection, steps)
            opening.sweep(connection)
            vault = cls(connection, path, key, len(steps), clock)
            if older and len(steps) >= migrations.WITH_HISTORY:
                history.take_over(vault)
        except driver.Error as error:
            connection.close()
            raise failures.while_opening(error, path, key is not None) from error
        except BaseException:
            connection.close()
            raise
        return vault

    @staticmethod
    def needs_passphrase(path: Path) -> bool:
        """Whether the file is locked with a passphrase. Raises FileTrouble kinds for what cannot be a record file."""
        return opening.needs_passphrase(path)

    def close(self) -> None:
        """Fold the log into the file and let go of it. Does nothing the second time."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            with contextlib.suppress(driver.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._connection.close()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "Vault(…)"

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy made by hand is complete. For idle moments."""
        with self._lock, contextlib.suppress(driver.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def encrypted(self) -> bool:
        """Whether the file is locked with a key."""
        return self.key is not None

    @cached_property
    def history_key(self) -> bytes:
        """What the rows of the history are bound with."""
        return history.key_in_force(self)

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
                self.execute(end)
            except driver.Error as error:
                self._undo(undo)
                raise failures.while_working(error) from error
            except BaseException:
                self._undo(undo)
                raise
            finally:
                self._depth -= 1

    @contextlib.contextmanager
    def references_unwatched(self) -> Iterator[None]:
        """For one transaction inside that empties tables and fills them again; it must check the references itself."""
        with self._lock:
            assert not self._depth, "references cannot be let go of within a transaction"
            self.execute("PRAGMA foreign_keys = OFF")
            try:
                yield
            finally:
                self.execute("PRAGMA foreign_keys = ON")

    def execute(self, sql: str, *parameters: object) -> int:
        """Run a statement on what is no part of the record; returns the id of a row it has added."""
        with self._lock:
            try:
                return int(self._connection.execute(sql, parameters).lastrowid or 0)
            except driver.Error as error:
                raise failures.while_working(error) from error

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
            self._db = _database(self._connection)
        return self._db

    def facts(self) -> dict[str, object]:
        """Versions, whether it is encrypted, the result of every check and the rows per table. Reads the whole file."""
        with self._lock:
            results: dict[str, object] = {"program": __version__, "schema": self._schema, **driver.versions()}
            results["encrypted"] = self.encrypted
            results.update(checks.integrity(self._connection))
            results["rows"] = checks.counts(self._connection)
            return results

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
            try:
                cursor = self._connection.cursor()
                cursor.row_factory = row_factory
                rows: list[Any] = cursor.execute(sql, parameters).fetchall()
            except driver.Error as error:
                raise failures.while_working(error) from error
            return rows

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


def _database(connection: driver.Connection) -> Any:
    return driver.sqlite_utils().Database(connection, execute_plugins=False)


def _migrate(connection: driver.Connection, steps: Sequence[migrations.Step]) -> None:
    migrations.apply(_database(connection), steps)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _make(partial: Path, key: keys.Key | None, steps: Sequence[migrations.Step]) -> None:
    connection = driver.connect(partial, "rwc")
    try:
        if os.name == "posix":
            connection.execute("SELECT 1")
            partial.chmod(0o600)
        opening.unlock(connection, key)
        opening.settle(connection)
        _migrate(connection, steps)
    finally:
        connection.close()


def _must_be_free(path: Path) -> None:
    if not path.parent.is_dir():
        raise FileTrouble(f"There is no folder “{path.parent}”.", do="Make it first, or choose another one.")
    if path.exists() or path.is_symlink():
        raise FileTrouble(
            f"There is already a file “{path.name}” in that folder.", "It was not changed.", "Choose another name."
        )
    opening.must_be_writable(path)


def _not_made(error: Exception) -> Exception:
    number = failures.code(error)
    if number in (failures.FULL, failures.IOERR):
        return FileTrouble("The disk has no room for the file.", "Nothing was made.", "Free some space and try again.")
    if number in (failures.CANTOPEN, failures.READONLY, failures.PERM):
        return FileTrouble("The folder is read-only.", "Nothing was made.", "Choose a folder of your own.")
    return error
