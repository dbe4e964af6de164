"""A file beside the record file that is there to be dropped: room that the program can give itself on a full disk.

Its bytes are real and cannot be squeezed, so that the room is there on any kind of disk. It is made on a disk of the
laptop only: in a folder that is copied elsewhere it would be 64 MB of nothing to send.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from needledesk.storage import folders, room

_PIECE = 1 << 20
#: How large it is, in bytes, and how much must be free for that, the largest first. Below that there is none.
SIZES = ((64 << 20, 2 << 30), (16 << 20, 512 << 20))


def beside(file: Path) -> Path:
    """Where the ballast of a record file lies."""
    return file.with_name(f"{file.name}-reserve")


def fitting(free: int) -> int:
    """How many bytes of ballast suit a disk with that many free, those of an old ballast counted in."""
    return next((size for size, needed in SIZES if free >= needed), 0)


def keep(file: Path) -> int:
    """See to it that the ballast is there as far as there is room for it; returns its size in bytes, 0 for none.

    Slow the first time: up to a second for 64 MB on a laptop. Safe beside the open record file, in any thread.
    """
    path, free = beside(file), room.free(file.parent)
    there = size_of(file)
    if free is None or folders.folder_of(file).kind is not folders.Kind.PLAIN:
        return there
    wanted = fitting(free + there)
    if wanted > there:
        return wanted if _write(path, wanted) else 0
    return there


def drop(file: Path) -> int:
    """Give the ballast's room free; returns how many bytes that is, 0 if there was none."""
    size = size_of(file)
    with contextlib.suppress(OSError):
        beside(file).unlink()
        return size
    return 0


def size_of(file: Path) -> int:
    """How many bytes of ballast lie beside a record file."""
    try:
        return beside(file).lstat().st_size
    except OSError:
        return 0


def _write(path: Path, size: int) -> bool:
    """Bytes without any pattern, as some disks pack others away. What cannot be finished is removed."""
    piece = os.urandom(_PIECE)
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            for _ in range(size // _PIECE):
                _write_all(handle, piece)
            os.fsync(handle)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)
        return True
    return False


def _write_all(handle: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(handle, rest) :]
