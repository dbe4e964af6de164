"""Another key for a record file, so that a power cut at any moment leaves it whole under the old key or the new one.

From key to key SQLCipher encrypts every page anew in one transaction. From a key to none, or from none to one, the file
is written anew beside, proven, and then takes the old one's name in one step of the file system.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from needledesk.errors import Damaged, DeskError, FileTrouble
from needledesk.storage import backups, checks, copy_files, driver, failures, keys, opening

_UNCHANGED = "The file is as it was, and opens as before."
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_stat1' ORDER BY name"


def encrypt_anew(connection: driver.Connection, path: Path, old: keys.Key, new: keys.Key) -> None:
    """Change the key of the open file, after a proven copy under the old key was made beside it.

    The copy is there until `clear`. Raises FileTrouble without room for it, Damaged where the file does not hold
    together; nothing has changed then.
    """
    copy = _kept(path)
    copy_files.remove_with_sides(copy)
    try:
        backups.copy_to(connection, copy, old)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute(f'PRAGMA rekey = "{new.statement}"').fetchall()
    except driver.Error as error:
        raise _told(error) from error
    with contextlib.suppress(driver.Error):  # it has the new key from here on: a log that stays full is no failure
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def written_anew(connection: driver.Connection, path: Path, key: keys.Key | None) -> Path:
    """Write the open file beside under another key, or none, and prove it. Returns where it lies.

    Raises FileTrouble without room, Damaged where the two are not the same; the file itself is not touched.
    """
    beside = _beside(path)
    copy_files.remove_with_sides(beside)
    try:
        _export(connection, beside, key)
        _prove(connection, beside, key)
    except driver.Error as error:
        copy_files.remove_with_sides(beside)
        raise _told(error) from error
    except BaseException:
        copy_files.remove_with_sides(beside)
        raise
    return beside


def swap(path: Path) -> None:
    """Give the file written anew the name of the old one, in one step; where the disk can, the old one is kept aside.

    The old file must be closed. Raises FileTrouble or OSError, and it has its name still.
    """
    sides = [path.with_name(path.name + ending) for ending in ("-wal", "-journal")]
    if any(side.exists() and side.stat().st_size for side in sides):
        copy_files.remove_with_sides(_beside(path))
        raise FileTrouble("The disk did not let the file be closed.", _UNCHANGED, "Free some space, then try again.")
    old = _kept(path)
    copy_files.remove_with_sides(old)
    with contextlib.suppress(OSError):  # a stick without hard links: what is written anew has been proven
        old.hardlink_to(path)
    _beside(path).replace(path)
    with contextlib.suppress(OSError):  # the names are changed: what reads the folder now finds the new file
        copy_files.sync_folder(path.parent)


def swap_back(path: Path) -> None:
    """The old file again, where it was kept. Only after `swap`: what an earlier change has left is older."""
    with contextlib.suppress(OSError):
        _kept(path).replace(path)
        copy_files.sync_folder(path.parent)


def clear(path: Path) -> None:
    """Remove what a change of the key has left beside the file: a copy under a key that is no longer wanted.

    For a file that was opened. A copy that cannot be removed now is removed at another opening.
    """
    kept, beside = _kept(path), _beside(path)
    for left in (kept, kept.with_name(kept.name + ".partial"), beside):
        with contextlib.suppress(OSError):
            copy_files.remove_with_sides(left)


def no_room() -> FileTrouble:
    """What is said where the disk did not take the file a second time."""
    return FileTrouble(
        "There is no room to write the file anew.", _UNCHANGED, "Free as much space as the file takes, and try again."
    )


def _kept(path: Path) -> Path:
    return path.with_name(path.name + ".old-key")


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new-key")


def _export(connection: driver.Connection, beside: Path, key: keys.Key | None) -> None:
    connection.execute("ATTACH DATABASE ? AS other KEY ?", (str(beside), key.statement if key else ""))
    try:
        if os.name == "posix":
            connection.execute("SELECT count(*) FROM other.sqlite_master").fetchone()
            if beside.exists():
                beside.chmod(0o600)
        connection.execute("PRAGMA other.synchronous = FULL")
        connection.execute("SELECT sqlcipher_export('other')").fetchone()
        for mark in ("application_id", "user_version"):
            value = connection.execute(f"PRAGMA main.{mark}").fetchone()[0]
            connection.execute(f"PRAGMA other.{mark} = {value}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH DATABASE other")


def _prove(connection: driver.Connection, beside: Path, key: keys.Key | None) -> None:
    """Open what was written by its path and compare every value of every row."""
    other = driver.connect(beside)
    try:
        opening.unlock(other, key)
        whole = all(result == "ok" for result in checks.integrity(other).values())
        if not whole or checks.fingerprint(other) != checks.fingerprint(connection):
            raise _differs()
        names = [row[0] for row in connection.execute(_TABLES)]
        if names != [row[0] for row in other.execute(_TABLES)]:
            raise _differs()
        if any(_content(connection, name) != _content(other, name) for name in names):
            raise _differs()
    finally:
        other.close()


def _content(connection: driver.Connection, table: str) -> bytes:
    digest = hashlib.sha256()
    for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - our own table
        for value in row:
            content = value if isinstance(value, bytes) else str(value).encode()
            digest.update(f"{type(value).__name__} {len(content)} ".encode() + content)
    return digest.digest()


def _differs() -> DeskError:
    return Damaged("What was written anew is not the same as the file.", _UNCHANGED, "Check the disk, then try again.")


def _told(error: Exception) -> Exception:
    """Copying and exporting tell no code of their own: what is no damage is want of room."""
    damaged = failures.code(error) in (failures.CORRUPT, failures.NOTADB)
    return failures.while_working(error) if damaged else no_room()
