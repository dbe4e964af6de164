"""From a path to a connection that can be trusted: is it there, is it ours, does this program know it, is it free.

The order matters. Nothing is written before the file is known to be ours and not from a later program. The
exclusive lock is asked for before the first read: then SQLite needs no shared memory file beside ours, and the file
opens even on a full disk. A side file left by a crash would be folded into the main file on closing, so in that case
the version is read through a read-only connection first.

`cipher_memory_security` stays off. It locks and wipes each of SQLite's small allocations, which makes a search six to
ten times slower (0.15 to 0.27 ms for 0.02) and cannot be switched off again once the key is in. The key itself is
wiped without it, it is handed over without passing through SQL text, and what was read leaves memory for certain only
when the process ends.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from needledesk import __version__
from needledesk.errors import FileTrouble, NotOurs, TooNew
from needledesk.storage import checks, driver, failures, keys, swapping
from needledesk.storage.migrations import APPLICATION_ID

_QUIET = ("cipher_log_level = NONE", "trusted_schema = OFF", "cell_size_check = ON")
_LASTING = ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON", "secure_delete = ON", "cache_size = -65536")
_LEFT_PIECES = "DELETE FROM photo_bytes WHERE photo IN (SELECT id FROM photo WHERE kept = 0)"
_LEFT_PHOTOS = "DELETE FROM photo WHERE kept = 0"


def needs_passphrase(path: Path) -> bool:
    """Whether the file at `path` is locked. Raises FileTrouble kinds; asks SQLite and reads nothing itself."""
    must_exist(path)
    for mode in ("ro", "immutable") if _sides(path) else ("immutable",):  # only a real opening meets a lock
        try:
            _look(path, mode)
        except driver.Error as error:
            number = failures.code(error)
            if number == failures.NOTADB and path.stat().st_size % failures.PAGE == 0:
                return True
            if number in (failures.NOTADB, failures.BUSY):
                raise failures.while_opening(error, path, keyed=False) from error
        else:
            return False
    return False


def key(path: Path, secret: keys.Secret) -> keys.Key | None:
    """The key that the secret makes for that file. Raises BadInput for an empty one, and FileTrouble kinds."""
    must_exist(path)
    try:
        return keys.key_for(path, secret)
    except driver.Error as error:
        raise failures.while_opening(error, path, keyed=True) from error


def opened(path: Path, key: keys.Key | None, known: int, journal: str = "WAL") -> driver.Connection:
    """A connection to our file, exclusive and with every setting made. `known` is the highest version we know.

    `journal`: `WAL`, or `TRUNCATE` where a second file must never be parted from the first.

    Raises WrongPassphrase, Damaged, NotOurs, TooNew, InUse or FileTrouble, having changed nothing.
    """
    must_exist(path)
    must_be_writable(path)
    if was_left_open(path):
        _peek(path, key, known)
    connection = None
    try:
        connection = driver.connect(path)
        unlock(connection, key)
        identify(connection, known)
        settle(connection, journal)
    except driver.Error as error:
        close(connection)
        raise failures.while_opening(error, path, key is not None) from error
    except BaseException:
        close(connection)
        raise
    return connection


def to_read(path: Path, key: keys.Key | None, known: int) -> driver.Connection:
    """A connection to a damaged file that writes nothing, whatever it is asked. Raises what `opened` raises."""
    must_exist(path)
    connection = None
    try:
        connection = driver.connect(path, "ro")
        unlock(connection, key, lock=False)
        identify(connection, known)
    except driver.Error as error:
        close(connection)
        raise failures.while_opening(error, path, key is not None) from error
    except BaseException:
        close(connection)
        raise
    return connection


def was_left_open(path: Path) -> bool:
    """Whether the program that had the file last did not end properly: then its log was not folded in."""
    return any(side.stat().st_size for side in _sides(path))


def must_exist(path: Path) -> None:
    """Raise FileTrouble for a missing folder, a missing file, a folder in its place, or an empty file.

    A restoring that was cut off is brought to its end first.
    """
    if not path.parent.is_dir():
        raise FileTrouble(f"There is no folder “{path.parent}”.", do="Is the disk connected? Choose another folder.")
    swapping.finish(path)
    if not path.exists():
        raise FileTrouble(f"There is no file “{path.name}” in that folder.", do="Choose the file again.")
    if not path.is_file():
        raise NotOurs(f"“{path.name}” is not a file.", do="Choose a record file.")
    if not path.stat().st_size:
        raise NotOurs("This file is empty.", "It was not changed.", "Open the newest backup instead.")


def must_be_writable(path: Path) -> None:
    """Raise FileTrouble where the folder, or the file in it, only lets itself be read."""
    if not os.access(path.parent, os.W_OK):
        raise FileTrouble(
            "The folder is read-only, so nothing could be saved in it.",
            do="Copy the file to a folder of your own and open it there.",
        )
    if path.exists() and not os.access(path, os.W_OK):
        raise FileTrouble("The file is read-only.", "It was not changed.", "Allow changes to it, or open a copy.")


def unlock(connection: driver.Connection, key: keys.Key | None, lock: bool = True) -> None:
    """Give the key, take the lock and read page one. Raises the driver's error where that fails."""
    for setting in _QUIET:
        connection.execute(f"PRAGMA {setting}")
    if key is not None:
        connection.set_key(key.statement)
    if lock:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def identify(connection: driver.Connection, known: int) -> None:
    """Raise NotOurs for another program's file, TooNew for one that a later NeedleDesk made."""
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("The driver lost its cipher.")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotOurs("This is not a NeedleDesk record file.", "It was not changed.", "Choose another file.")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > known:
        raise TooNew(
            f"This file was made by a later version of NeedleDesk (records {version}, this program knows {known}).",
            "It was not changed.",
            f"Install NeedleDesk {_program_for(connection, version)}; this is {__version__}.",
        )


def settle(connection: driver.Connection, journal: str = "WAL") -> None:
    """Make every commit last through a power cut. Raises FileTrouble where the disk cannot keep such a journal."""
    if _journal(connection, journal) not in ("wal", "truncate"):
        raise FileTrouble(
            "This disk cannot keep a record file reliably.", "Nothing was changed.", "Choose a folder on the laptop."
        )
    for setting in _LASTING:
        connection.execute(f"PRAGMA {setting}").fetchall()


def _journal(connection: driver.Connection, wanted: str) -> str:
    """Ask for a journal; returns which one it is. The choice is written in the file: a full disk may refuse that.

    Then the file is read with the one that it has: both survive a power cut.
    """
    try:
        return str(connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0])
    except driver.Error as error:
        if failures.code(error) not in (failures.FULL, failures.IOERR):
            raise
    has = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    return has if has == "wal" else str(connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()[0])


def sweep(connection: driver.Connection) -> None:
    """Remove the bytes of photos that were cut off before they were kept. A full disk may leave them for later."""
    if not connection.execute("SELECT 1 FROM photo WHERE kept = 0 LIMIT 1").fetchone():
        return
    with contextlib.suppress(driver.Error):
        connection.execute(_LEFT_PIECES)
        connection.execute(_LEFT_PHOTOS)


def close(connection: driver.Connection | None) -> None:
    """Close a connection that may not have come to be."""
    if connection is not None:
        connection.close()


def _sides(path: Path) -> list[Path]:
    """The side files beside the file: it is in use, or was left by a crash."""
    sides = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return [side for side in sides if side.exists()]


def _look(path: Path, mode: str) -> None:
    connection = driver.connect(path, mode)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


def _peek(path: Path, key: keys.Key | None, known: int) -> None:
    """Refuse a file that is not for us, or not whole, while only reading: closing would fold the log into it.

    What cannot be read this way is left to the real opening.
    """
    connection = None
    try:
        connection = driver.connect(path, "ro")
        unlock(connection, key, lock=False)
        identify(connection, known)
        checks.must_hold(connection)
    except driver.Error as error:
        if failures.code(error) == failures.BUSY:
            raise failures.while_opening(error, path, key is not None) from error
    finally:
        close(connection)


def _program_for(connection: driver.Connection, version: int) -> str:
    """Which program the file asks for, as it says itself; a file may also be silent about it."""
    try:
        row = connection.execute("SELECT program FROM schema_version WHERE version = ?", (version,)).fetchone()
    except driver.Error:
        row = None
    return f"{row[0]} or later" if row else "in its newest version"
