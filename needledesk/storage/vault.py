"""The record file, open: one connection, one lock, every change in one transaction, and each told to the history.

Rows of the record are written with `insert`, `put`, `change` and `remove` only: these know what was touched, and as the
outermost transaction ends the history gets its row. Rooms above hold a Vault and pass it to the functions of this
room; they never see a connection or a row. Several threads may share a Vault: its lock lets one in at a time, for a
statement or for a whole transaction.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from needledesk import __version__
from needledesk.errors import Damaged, FileTrouble, NotNow, WrongPassphrase
from needledesk.storage import (
    backups,
    checks,
    copy_files,
    driver,
    failures,
    folders,
    history,
    keys,
    migrations,
    opening,
    page_copies,
    rekeying,
    tables,
)
from needledesk.storage.ground import Ground

_STEPS = migrations.STEPS
Clock = Callable[[], datetime]
_BREATH = 0.0005  # seconds: long enough for a waiting thread to take the lock


def _utc() -> datetime:
    return datetime.now(UTC)


class Vault:
    """An open record file. Make one with `create` or `open`; `close` it, or use it in a `with` statement."""

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

    @classmethod
    def create(
        cls, path: Path, secret: keys.Secret, steps: Sequence[migrations.Step] = _STEPS, clock: Clock = _utc
    ) -> Vault:
        """Make a new record file, locked with the passphrase if there is one, and open it.

        Raises FileTrouble for a missing or read-only folder, for one that is copied elsewhere or lies on the network,
        and for a name that is taken, BadInput for an empty passphrase.
        """
        _must_be_free(path)
        folders.must_suit(path)
        partial = path.with_name(path.name + ".partial")
        copy_files.remove_with_sides(partial)
        try:
            key = keys.key_for(partial, secret)
            _make(partial, key, steps)
            _must_be_free(path)
            partial.rename(path)
        except driver.Error as error:
            raise _not_made(error) from error
        finally:
            copy_files.remove_with_sides(partial)
        copy_files.sync_folder(path.parent)
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
    def open_damaged(cls, path: Path, secret: keys.Secret, clock: Clock = _utc) -> Vault:
        """Open a damaged file to read what can still be read; nothing is written to it. Raises what `open` raises."""
        key, ground = opening.key(path, secret), Ground.take(path)
        try:
            connection = opening.to_read(path, key, len(_STEPS))
        except BaseException:
            ground.leave()
            raise
        vault = cls(connection, path, key, len(_STEPS), clock, ground)
        vault.read_only = True
        return vault

    @classmethod
    def _opened(cls, path: Path, key: keys.Key | None, steps: Sequence[migrations.Step], clock: Clock) -> Vault:
        ground = Ground.take(path)
        try:
            return cls._opened_on(ground, path, key, steps, clock)
        except BaseException:
            ground.leave()
            raise

    @classmethod
    def _opened_on(
        cls, ground: Ground, path: Path, key: keys.Key | None, steps: Sequence[migrations.Step], clock: Clock
    ) -> Vault:
        connection = opening.opened(path, key, len(steps), ground.folder.journal)
        vault = cls(connection, path, key, len(steps), clock, ground)
        try:
            older = connection.execute("PRAGMA user_version").fetchone()[0] < len(steps)
            if older:
                backups.copy_beside(connection, path, key, len(steps))
                _migrate(connection, steps)
            opening.sweep(connection)
            if len(steps) >= migrations.WITH_HISTORY:
                history.hand_over(vault, "")
                if older:
                    history.take_over(vault)
            rekeying.clear(path)
        except driver.Error as error:
            vault._connection.close()
            raise failures.while_opening(error, path, key is not None) from error
        except BaseException:
            vault._connection.close()  # damage may have put another in the place of the first
            raise
        return vault

    @staticmethod
    def needs_passphrase(path: Path) -> bool:
        """Whether the file is locked with a passphrase. Raises FileTrouble kinds for what cannot be a record file."""
        return opening.needs_passphrase(path)

    def fits(self, secret: str | bytes) -> bool:
        """Whether that secret makes the key of this file. Takes a tenth of a second or more for a passphrase."""
        key = self.key
        return key is not None and hmac.compare_digest(keys.with_salt(secret, key.salt).raw, key.raw)

    def close(self) -> None:
        """Fold the log into the file and let go of it. Does nothing the second time."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self.checkpoint()
            self._connection.close()
            self.ground.leave()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "Vault(…)"

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy made by hand is complete. For idle moments."""
        with self._lock, contextlib.suppress(driver.Error):
            if not self.read_only:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def schema(self) -> int:
        """The version of its tables."""
        return self._schema

    @property
    def encrypted(self) -> bool:
        """Whether the file is locked with a key."""
        return self.key is not None

    @cached_property
    def history_key(self) -> bytes:
        """What the rows of the history are bound with."""
        return history.key_in_force(self)

    def forget_history_key(self) -> None:
        """Look it up again: the file has another key."""
        self.__dict__.pop("history_key", None)

    def change_key(self, new: keys.Key | None, action: str) -> None:
        """Lock the file with another key, with one at last, or with none any more; `action` is told to the history.

        Takes as long as writing the whole file twice. Cut off at any moment, the file is whole and opens with the old
        key or the new one. Raises FileTrouble without room for it, Damaged where the file does not hold together.
        """
        with self._lock:
            old = self.key
            with self.transaction():
                history.begin_stretch(self)
            if old is not None and new is not None:
                self._encrypt_anew(old, new)
            else:
                rekeying.written_anew(self._connection, self.path, new)
                self._swap(old, new)
            history.hand_over(self, action)
            rekeying.clear(self.path)

    def _encrypt_anew(self, old: keys.Key, new: keys.Key) -> None:
        try:
            rekeying.encrypt_anew(self._connection, self.path, old, new)
            self._reopen(new)
        except WrongPassphrase as error:
            self._reopen(old)
            raise rekeying.no_room() from error
        except BaseException:
            self._reopen(old)
            raise

    def _swap(self, old: keys.Key | None, new: keys.Key | None) -> None:
        self._connection.close()
        try:
            rekeying.swap(self.path)
            self._reopen(new)
        except BaseException:
            rekeying.swap_back(self.path)
            self._reopen(old)
            raise

    def _reopen(self, key: keys.Key | None) -> None:
        """By its path, which proves that the key opens it."""
        self._connection.close()
        self._connection = opening.opened(self.path, key, self._schema, self.ground.folder.journal)
        self.ground.follow()
        self.key, self._db = key, None

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
                self.ground.must_be_there()
                self.execute(end)
            except driver.Error as error:
                self._undo(undo)
                raise self._told(error) from error
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
                with contextlib.suppress(driver.Error):
                    self._connection.execute("PRAGMA foreign_keys = ON")

    def copy_pages(self, path: Path, stepped: Callable[[int, int], None]) -> history.Head:
        """Copy the whole file to a new one with the same key; returns the head of the history that is in it.

        Others get their turn between two steps, and what they write is in the copy too. `stepped(left, whole)`: in
        pages; what it raises ends the copy. Raises NotNow within a transaction or once the file is closed.
        """
        with self._lock:
            self._must_be_free()
            heads = [history.head(self)]

            def step(left: int, whole: int) -> None:
                heads[0] = history.head(self)  # while nobody else can write: as the last page is copied too
                self._lock.release()
                try:
                    stepped(left, whole)
                    time.sleep(_BREATH)
                finally:
                    self._lock.acquire()
                self._must_be_free()

            page_copies.write(self._connection, path, self.key, step)
            return heads[0]

    def _must_be_free(self) -> None:
        if self._closed or self._depth:
            raise NotNow("The record file is not free to be copied.", "Nothing was changed.", "Try again.")

    def execute(self, sql: str, *parameters: object) -> int:
        """Run a statement on what is no part of the record; returns the id of a row it has added."""
        with self._lock:
            if self.read_only:
                raise failures.only_read()
            try:
                self.ground.must_be_there()
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
            self._db = _database(self._connection)
        return self._db

    @contextlib.contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Nobody else gets the file while the block runs: what is read in it belongs together."""
        with self._lock:
            yield

    def integrity(self) -> dict[str, str]:
        """The result of each check of the whole file: `ok` or what it found. Nobody else gets the file meanwhile."""
        with self._lock:
            found = checks.integrity(self._connection)
            if any(found[check] != "ok" for check in checks.OF_THE_FILE):
                self._only_read()
            return found

    def facts(self) -> dict[str, object]:
        """Versions, whether it is encrypted, the result of every check and the rows per table. Reads the whole file."""
        with self._lock:
            results: dict[str, object] = {"program": __version__, "schema": self._schema, **driver.versions()}
            results["encrypted"] = self.encrypted
            results.update(self.integrity())
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
                damaged = self._is_damaged()
            except driver.Error as error:
                raise self._told(error) from error
            if damaged:
                self._only_read()
                raise failures.damaged()
            return rows

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


def _database(connection: driver.Connection) -> Any:
    return driver.sqlite_utils().Database(connection, execute_plugins=False)


def _migrate(connection: driver.Connection, steps: Sequence[migrations.Step]) -> None:
    migrations.apply(_database(connection), steps)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def new_file(path: Path, key: keys.Key | None, schema: int) -> None:
    """Make an empty file with that very key and the tables of that version. For what is built from a copy."""
    _make(path, key, _STEPS[:schema])


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
