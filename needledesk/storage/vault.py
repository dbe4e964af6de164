"""The record file, open: one connection, one lock, every change in one transaction.

Rooms above hold a Vault and pass it to the functions of this room; they never see a connection or a row. Several
threads may share a Vault: its lock lets one in at a time, for a statement or for a whole transaction.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

from needledesk import __version__
from needledesk.errors import FileTrouble
from needledesk.storage import backups, ballast, checks, driver, failures, folders, live, migrations, opening, room
from needledesk.storage.guard import Guard

_STEPS = migrations.STEPS


class Vault:
    """An open record file. Make one with `create` or `open`; `close` it, or use it in a `with` statement."""

    def __init__(
        self,
        connection: driver.Connection,
        path: Path,
        encrypted: bool,
        schema: int,
        folder: folders.Folder,
        guard: Guard,
    ) -> None:
        self._connection = connection
        self._lock = RLock()
        self._depth = 0
        self._db: Any = None
        self._closed = False
        self._schema = schema
        self._guard, self._identity = guard, live.opened(path)
        self.path = path
        self.encrypted = encrypted
        self.folder = folder
        self.reserve_used = False  # the ballast was dropped, as the disk is full

    @classmethod
    def create(cls, path: Path, passphrase: str | None, steps: Sequence[migrations.Step] = _STEPS) -> Vault:
        """Make a new record file, locked with the passphrase if there is one, and open it.

        Raises FileTrouble for a missing or read-only folder, for one that is copied elsewhere or lies on the network,
        and for a name that is taken, BadInput for an empty passphrase.
        """
        _must_be_free(path)
        folders.must_suit(path)
        partial = path.with_name(path.name + ".partial")
        backups.remove_with_sides(partial)
        try:
            _make(partial, passphrase, steps)
            _must_be_free(path)
            partial.rename(path)
        except driver.Error as error:
            raise _not_made(error) from error
        finally:
            backups.remove_with_sides(partial)
        backups.sync_folder(path.parent)
        return cls.open(path, passphrase, steps)

    @classmethod
    def open(cls, path: Path, passphrase: str | None, steps: Sequence[migrations.Step] = _STEPS) -> Vault:
        """Open an existing record file; an older one is copied beside, then brought up to date.

        Raises WrongPassphrase, Damaged, NotOurs, TooNew, InUse or FileTrouble, each with its own sentence.
        """
        guard, folder = Guard.take(path), folders.folder_of(path)
        try:
            connection = cls._connected(path, passphrase, steps, folder)
        except BaseException:
            guard.release()
            raise
        return cls(connection, path, passphrase is not None, len(steps), folder, guard)

    @staticmethod
    def _connected(
        path: Path, passphrase: str | None, steps: Sequence[migrations.Step], folder: folders.Folder
    ) -> driver.Connection:
        connection = opening.opened(path, passphrase, len(steps), folder.journal)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < len(steps):
                backups.copy_beside(connection, path, passphrase, len(steps))
                _migrate(connection, steps)
            opening.sweep(connection)
        except driver.Error as error:
            connection.close()
            raise failures.while_opening(error, path, passphrase) from error
        except BaseException:
            connection.close()
            raise
        return connection

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
            live.closed(self._identity)
            self._guard.release()

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

    def keep_reserve(self) -> None:
        """See to it that there is a reserve to give up once the disk is full. Slow; needs no lock, in any thread."""
        if ballast.keep(self.path):
            self.reserve_used = False

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is on disk when the block ends, or not at all if anything is raised.

        A block within a block joins the outer one. Raises NotSaved or Damaged where the disk refuses.
        """
        with self._lock:
            begin, end, undo = _WORDS[self._depth > 0]
            self.execute(begin)
            self._depth += 1
            try:
                yield
                self._must_be_there()
                self.execute(end)
            except driver.Error as error:
                self._undo(undo)
                raise self._told(error) from error
            except BaseException:
                self._undo(undo)
                raise
            finally:
                self._depth -= 1

    def execute(self, sql: str, *parameters: object) -> int:
        """Run one statement; returns the id of a row it has added. On its own it is its own transaction."""
        with self._lock:
            try:
                self._must_be_there()
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

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Add a row; returns its id. `table` and the names of the columns are the program's own words."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        return self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", *values.values())  # noqa: S608

    def put(self, table: str, key: str, values: Mapping[str, object]) -> None:
        """Add a row, or change the one with the same `key` (column names, comma between)."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        changes = ", ".join(f"{name} = excluded.{name}" for name in values)
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {changes}"  # noqa: S608
        self.execute(sql, *values.values())

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

    def _fetch(self, row_factory: Any, sql: str, parameters: tuple[object, ...]) -> list[Any]:
        with self._lock:
            try:
                cursor = self._connection.cursor()
                cursor.row_factory = row_factory
                rows: list[Any] = cursor.execute(sql, parameters).fetchall()
            except driver.Error as error:
                raise failures.while_working(error) from error
            return rows

    def _must_be_there(self) -> None:
        """Raise NotSaved once the file is gone: the system would take the change and throw it away with the file.

        Some disks of other kinds number their files anew, so there only a missing file counts.
        """
        now = live.identity(self.path)
        if now is None or (now != self._identity and self.folder.kind is folders.Kind.PLAIN):
            raise failures.not_taken(failures.MOVED)

    def _told(self, error: Exception) -> Exception:
        """The DeskError for a refused write. For want of room the reserve is given up, and the next try finds some."""
        if failures.lacks_room(error, room.free(self.path.parent)):
            given = ballast.drop(self.path)
            if given:
                self.reserve_used = True
                return failures.reserve_used(given >> 20)
        return failures.while_working(error)

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


def _database(connection: driver.Connection) -> Any:
    return driver.sqlite_utils().Database(connection, execute_plugins=False)


def _migrate(connection: driver.Connection, steps: Sequence[migrations.Step]) -> None:
    migrations.apply(_database(connection), steps)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _make(partial: Path, passphrase: str | None, steps: Sequence[migrations.Step]) -> None:
    connection = driver.connect(partial, "rwc")
    try:
        if os.name == "posix":
            connection.execute("SELECT 1")
            partial.chmod(0o600)
        opening.unlock(connection, passphrase)
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
