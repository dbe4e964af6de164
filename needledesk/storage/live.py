"""Which files this program has open as record files, and whether a path leads to one of them.

On Linux and macOS the lock on a file belongs to the whole process, and closing any handle of the file gives it up: a
picture or a protocol that is chosen by mistake must be known for the record file before it is opened. Nothing here
opens a file; the system is asked for its number only.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

Identity = tuple[int, int]

_SIDES = ("-wal", "-journal", "-shm")
_open: list[Identity] = []  # one entry for each opening
_guard = Lock()


def identity(path: Path) -> Identity | None:
    """What tells a file from every other on this laptop, whatever it is called; None where there is none."""
    try:
        seen = path.stat()
    except (OSError, ValueError):
        return None
    return seen.st_dev, seen.st_ino


def opened(path: Path) -> Identity | None:
    """Note that SQLite holds the file; returns its identity for `closed`."""
    found = identity(path)
    if found is not None:
        with _guard:
            _open.append(found)
    return found


def closed(held: Identity | None) -> None:
    """Note that it has let go of it."""
    with _guard:
        if held in _open:
            _open.remove(held)


def is_live(path: Path) -> bool:
    """Whether the path leads to a record file that is open here, or to what stands beside it; links are followed."""
    bases = [path.with_name(path.name.removesuffix(side)) for side in _SIDES if path.name.endswith(side)]
    found = {identity(one) for one in (path, *bases)} - {None}
    with _guard:
        return bool(found & set(_open))
