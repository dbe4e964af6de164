"""Files outside the record file: written so that a crash or a full disk leaves the old one or the new one, never half;
read as a person made them.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from needledesk.domain.plain_text import printable
from needledesk.errors import BadInput, NotSaved
from needledesk.storage import live


def unused(path: Path) -> Path:
    """The path itself, or with ` (2)`, ` (3)` … where a file of that name is there already."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def write_atomically(path: Path, data: bytes, what: str = "sheet", safe: str = "What you entered is saved.") -> None:
    """Write beside, sync, rename, sync the folder. Raises NotSaved, saying what is not there and what is kept."""
    must_be_another(path)
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
        raise _told(path.parent, error, what, safe) from error


def read_bytes(path: Path, largest: int, what: str) -> bytes:
    """The content of a file that should hold `what`. Raises BadInput, naming the file, where it cannot be read."""
    must_be_another(path)
    name = f"“{printable(str(path))}”"
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except FileNotFoundError:
        raise BadInput(f"There is no file {name}.", do="Check its name.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no file can have that name"
        raise BadInput(f"{name} cannot be read: {why}.", do="Choose a file.") from error
    if len(content) > largest:
        raise BadInput(f"{name} is too large for {what}.", do="Choose or make a smaller file.")
    return content


def read_text(path: Path, largest: int, what: str) -> str:
    """The text of a file that should hold `what`. Raises BadInput, naming the file, for what is no such text."""
    try:
        return read_bytes(path, largest, what).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = f"“{printable(str(path))}”"
        raise BadInput(f"{name} is not a text file.", do="Save it as text in UTF-8.") from error


def must_be_another(path: Path) -> None:
    """Raise BadInput for the record file that is open: looking into it would give its lock up, writing replace it."""
    if live.is_live(path):
        name = f"“{printable(path.name)}”"
        raise BadInput(f"{name} is the record file that is open.", "It was not touched.", "Choose another file.")


def _sync_folder(folder: Path) -> None:
    """Make the rename durable; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(folder: Path, error: OSError, what: str, safe: str) -> NotSaved:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        happened = f"The disk is full: the {what} was not written."
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        happened = f"The folder {folder} cannot be written to."
    else:
        happened = f"The {what} could not be written to {folder}."
    return NotSaved(happened, safe, "Choose another folder, or make room.")
