"""The copy that is kept before an older file is brought up to date, or its key is changed."""

from __future__ import annotations

from pathlib import Path

from needledesk.domain.progress import Watch
from needledesk.errors import Damaged, FileTrouble
from needledesk.storage import checks, copy_files, driver, failures, keys, page_copies, room


def copy_beside(connection: driver.Connection, path: Path, key: keys.Key | None, coming: int) -> Path:
    """Copy an older file to `NAME.before-vN.needledesk` before it becomes version `coming`; returns the copy's path.

    The copy has the same key, and so the same passphrase. Raises NoRoom or FileTrouble where there is no room, Damaged
    where it is not whole.
    """
    room.for_migration(path.parent, path.stat().st_size)
    target = copy_files.free_name(path, f"before-v{coming}")
    partial = target.with_name(target.name + ".partial")
    copy_files.remove_with_sides(partial)
    try:
        page_copies.write(connection, partial, key)
        _prove(connection, partial, key)
    except driver.Error as error:
        copy_files.remove_with_sides(partial)
        if failures.code(error) in (failures.CORRUPT, failures.NOTADB):
            raise failures.while_opening(error, path, key is not None) from error
        raise FileTrouble(
            "There is no room for the copy that is kept before the file is brought up to date.",
            "The file was not changed.",
            "Free some space on the disk and open the file again.",
        ) from error
    except BaseException:
        copy_files.remove_with_sides(partial)
        raise
    copy_files.take_name(partial, target)
    return target


def copy_to(connection: driver.Connection, target: Path, key: keys.Key | None) -> None:
    """A proven copy under that very name, with the same key. Raises the driver's error or Damaged, leaving none."""
    partial = target.with_name(target.name + ".partial")
    copy_files.remove_with_sides(partial)
    try:
        page_copies.write(connection, partial, key)
        _prove(connection, partial, key)
        copy_files.take_name(partial, target)
    finally:
        copy_files.remove_with_sides(partial)


def _prove(connection: driver.Connection, partial: Path, key: keys.Key | None) -> None:
    """Open the copy by its path and compare: every page, every table's count, the version."""
    page_copies.prove(partial, key, Watch())
    with page_copies.reopened(partial, key) as copy:
        if checks.fingerprint(copy) != checks.fingerprint(connection):
            raise Damaged(
                "The copy that is kept before the file is changed does not hold together.",
                "The file was not changed.",
                "Check the disk, then open the file again.",
            )
