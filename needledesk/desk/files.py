"""Writing a file so that a crash or a full disk leaves the old one or the new one, never half."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from needledesk.errors import NotSaved


def unused(path: Path) -> Path:
    """The path itself, or with ` (2)`, ` (3)` … where a file of that name is there already."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside, sync, rename, sync the folder. Raises NotSaved in plain words."""
    beside = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _told(path.parent, error) from error


def _sync_folder(folder: Path) -> None:
    """Make the rename durable; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(folder: Path, error: OSError) -> NotSaved:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        happened = "The disk is full: the sheet was not written."
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        happened = f"The folder {folder} cannot be written to."
    else:
        happened = f"The sheet could not be written to {folder}."
    return NotSaved(happened, "What you entered is saved.", "Choose another folder in Settings, or make room.")
