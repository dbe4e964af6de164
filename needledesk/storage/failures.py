"""What the driver's errors mean for the person at the desk: by their code, never by their text."""

from __future__ import annotations

from pathlib import Path

from needledesk.errors import Damaged, DeskError, FileTrouble, InUse, NotOurs, NotSaved, Sealed, WrongPassphrase

BUSY, LOCKED = 5, 6
PERM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 3, 8, 10, 11, 13, 14, 26
CONSTRAINT = 19
PAGE = 4096  # SQLCipher's page in bytes: a whole record file is a multiple of it

#: What the file's own guards say to whoever tries to change a sealed visit, or what is only ever added.
SEALED, LASTING = "this visit is sealed", "this is never changed"

_OPEN_ELSEWHERE = "Close the other NeedleDesk, or whatever else has the file open, and try again."
_BACKUP = "Open the newest backup instead, and keep this file as it is."


def code(error: BaseException) -> int:
    """SQLite's primary result code of a driver error, 0 if it has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def while_working(error: Exception) -> Exception:
    """The DeskError for an error on an open file; the error itself where the fault is the program's."""
    number = code(error)
    if number == FULL:
        return NotSaved(
            "The disk is full: the last change is not saved.",
            "Everything saved before is still in the file.",
            "Free some space on the disk, then try again.",
        )
    if number in (READONLY, PERM, CANTOPEN):
        return NotSaved(
            "The disk does not accept changes: the last one is not saved.",
            "Everything saved before is still in the file.",
            "Check that the disk is connected and not write-protected, then try again.",
        )
    if number == IOERR:
        return NotSaved(
            "The disk did not answer: the last change is not saved.",
            "Everything saved before is still in the file.",
            "Check that the disk has space and is connected, then try again.",
        )
    if number in (CORRUPT, NOTADB):
        return Damaged("The record file is damaged.", "Nothing was changed.", _BACKUP)
    if number == CONSTRAINT and str(error).startswith((SEALED, LASTING)):  # our own words: the file's guards speak them
        return Sealed("This is sealed.", "It stays as it was.", "Add an amendment.")
    return error


def while_opening(error: Exception, path: Path, keyed: bool) -> Exception:
    """The DeskError for an error met while opening the file at `path`; `keyed`: a key was given."""
    number = code(error)
    if number in (BUSY, LOCKED):
        return InUse("Another program has this file open.", "Nothing was changed.", _OPEN_ELSEWHERE)
    if number == NOTADB:
        return _not_readable(path, keyed)
    if number == CORRUPT:
        return Damaged("The record file is damaged.", "It was not changed.", _BACKUP)
    if number in (READONLY, PERM, CANTOPEN):
        return FileTrouble(
            "The file cannot be opened for writing.", "It was not changed.", "Copy it to a folder of your own."
        )
    if number in (IOERR, FULL):
        return FileTrouble(
            "The disk did not let the file be read.",
            "It was not changed.",
            "Check that the disk is connected and not full.",
        )
    return error


def _not_readable(path: Path, keyed: bool) -> DeskError:
    """An encrypted file looks like noise, and so does any other file; only the size can tell them apart."""
    if path.stat().st_size % PAGE:
        return NotOurs("This is not a NeedleDesk record file.", "It was not changed.", "Choose another file.")
    if not keyed:
        return WrongPassphrase("This file is locked with a passphrase.", "It was not changed.", "Type the passphrase.")
    return WrongPassphrase(
        "The passphrase does not open this file.",
        "The file was not changed.",
        "Check capitals and spaces. If you are sure of it, try the newest backup.",
    )
