"""Copies of the record file that are proven by opening them. Written under another name, named last."""

from __future__ import annotations

import os
from pathlib import Path

from needledesk.errors import Damaged, FileTrouble
from needledesk.storage import checks, driver, failures, keys, opening, room

_PAGES_A_STEP = 200  # the connection may be used between two steps


def copy_beside(connection: driver.Connection, path: Path, key: keys.Key | None, coming: int) -> Path:
    """Copy an older file to `NAME.before-vN.needledesk` before it becomes version `coming`; returns the copy's path.

    The copy has the same key, and so the same passphrase. Raises NoRoom or FileTrouble where there is no room, Damaged
    where it is not whole.
    """
    room.for_migration(path.parent, path.stat().st_size)
    target = _free_name(path, coming)
    partial = target.with_name(target.name + ".partial")
    remove_with_sides(partial)
    try:
        _copy(connection, partial, key)
        _prove(connection, partial, key)
    except driver.Error as error:
        remove_with_sides(partial)
        if failures.code(error) in (failures.CORRUPT, failures.NOTADB):
            raise failures.while_opening(error, path, key is not None) from error
        raise FileTrouble(
            "There is no room for the copy that is kept before the file is brought up to date.",
            "The file was not changed.",
            "Free some space on the disk and open the file again.",
        ) from error
    except BaseException:
        remove_with_sides(partial)
        raise
    partial.rename(target)
    sync_folder(target.parent)
    return target


def copy_to(connection: driver.Connection, target: Path, key: keys.Key | None) -> None:
    """A proven copy under that very name, with the same key. Raises the driver's error or Damaged, leaving none."""
    partial = target.with_name(target.name + ".partial")
    remove_with_sides(partial)
    try:
        _copy(connection, partial, key)
        _prove(connection, partial, key)
        partial.replace(target)
    finally:
        remove_with_sides(partial)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder last through a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_with_sides(path: Path) -> None:
    """Remove a file that never became whole, and what SQLite may have left beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _free_name(path: Path, coming: int) -> Path:
    for count in range(1, 1000):
        again = f"-{count}" if count > 1 else ""
        target = path.with_name(f"{path.stem}.before-v{coming}{again}{path.suffix}")
        if not target.exists():
            return target
    raise FileTrouble("There are too many old copies beside the file.", do="Move them to another folder.")


def _copy(connection: driver.Connection, partial: Path, key: keys.Key | None) -> None:
    copy = driver.connect(partial, "rwc")
    try:
        if os.name == "posix":
            partial.chmod(0o600)
        opening.unlock(copy, key)
        connection.backup(copy, pages=_PAGES_A_STEP)
    finally:
        copy.close()


def _prove(connection: driver.Connection, partial: Path, key: keys.Key | None) -> None:
    """Open the copy by its path and compare: every page, every table's count, the version."""
    copy = driver.connect(partial)
    try:
        opening.unlock(copy, key)
        whole = all(result == "ok" for result in checks.integrity(copy).values())
        if not whole or checks.fingerprint(copy) != checks.fingerprint(connection):
            raise Damaged(
                "The copy that is kept before the file is changed does not hold together.",
                "The file was not changed.",
                "Check the disk, then open the file again.",
            )
    finally:
        copy.close()
