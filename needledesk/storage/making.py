"""A record file that is made: empty, with its key and its tables, or brought up to date."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from needledesk.errors import FileTrouble
from needledesk.storage import driver, failures, keys, migrations, opening


def migrate(connection: driver.Connection, steps: Sequence[migrations.Step]) -> None:
    """Bring its tables up to the last of the steps."""
    migrations.apply(driver.database(connection), steps)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def make(partial: Path, key: keys.Key | None, steps: Sequence[migrations.Step]) -> None:
    """Make an empty file with that very key and the tables of these steps. Raises the driver's error."""
    connection = driver.connect(partial, "rwc")
    try:
        if os.name == "posix":
            connection.execute("SELECT 1")
            partial.chmod(0o600)
        opening.unlock(connection, key)
        opening.settle(connection)
        migrate(connection, steps)
    finally:
        connection.close()


def must_be_free(path: Path) -> None:
    """Raise FileTrouble for a missing or read-only folder, and for a name that is taken."""
    if not path.parent.is_dir():
        raise FileTrouble(f"There is no folder “{path.parent}”.", do="Make it first, or choose another one.")
    if path.exists() or path.is_symlink():
        raise FileTrouble(
            f"There is already a file “{path.name}” in that folder.", "It was not changed.", "Choose another name."
        )
    opening.must_be_writable(path)


def not_made(error: Exception) -> Exception:
    """The DeskError for what kept the file from being made; the error itself where the fault is the program's."""
    number = failures.code(error)
    if number in (failures.FULL, failures.IOERR):
        return FileTrouble("The disk has no room for the file.", "Nothing was made.", "Free some space and try again.")
    if number in (failures.CANTOPEN, failures.READONLY, failures.PERM):
        return FileTrouble("The folder is read-only.", "Nothing was made.", "Choose a folder of your own.")
    return error
