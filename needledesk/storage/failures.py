"""What the driver's errors mean for the person at the desk: by their code, never by their text."""

from __future__ import annotations

from pathlib import Path

from needledesk.errors import (
    BackupFailed,
    Damaged,
    DeskError,
    FileTrouble,
    InUse,
    NotOurs,
    NotSaved,
    Sealed,
    WrongPassphrase,
)

BUSY, LOCKED = 5, 6
PERM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 3, 8, 10, 11, 13, 14, 26
CONSTRAINT = 19
PAGE = 4096  # SQLCipher's page in bytes: a whole record file is a multiple of it

#: Extended codes: the same number with what exactly failed in the upper bits.
READ, SHORT_READ, WRITE, DATA, CORRUPT_DISK = (IOERR | which << 8 for which in (1, 2, 3, 32, 33))
MOVED = READONLY | 4 << 8
CORRUPT_SEARCH, CORRUPT_INDEX = CORRUPT | 1 << 8, CORRUPT | 3 << 8

#: What can come of a disk without room.
OF_THE_DISK = (FULL, IOERR, CANTOPEN)
_NOTHING = 4_000_000  # bytes: with less than that free, a disk is as good as full
#: What the file's own guards say to whoever tries to change a sealed visit, or what is only ever added.
SEALED, LASTING = "this visit is sealed", "this is never changed"

_OPEN_ELSEWHERE = "Close the other NeedleDesk, or whatever else has the file open, and try again."
_BACKUP = "Open the newest backup instead, and keep this file as it is."
_KEPT = "Everything saved before is in the file, and what you entered since is kept here."
_NOT_TAKEN = {
    FULL: ("The disk is full: the last change is not saved.", "Free some space on the disk, then try again."),
    WRITE: (
        "The disk did not take the last change: it is not saved.",
        "Check that the disk is connected and has space, then try again.",
    ),
    IOERR: (
        "The disk did not answer: the last change is not saved.",
        "Check that the disk is connected and has space, then try again.",
    ),
    MOVED: (
        "The record file is not where it was: the last change is not saved.",
        "Connect its disk, or put it back into its folder under its old name, then try again.",
    ),
    READONLY: (
        "The disk does not accept changes: the last one is not saved.",
        "Check that the disk is connected and not write-protected, then try again.",
    ),
}


def code(error: BaseException) -> int:
    """SQLite's primary result code of a driver error, 0 if it has none."""
    return CORRUPT if _is_no_text(error) else extended(error) & 0xFF


def extended(error: BaseException) -> int:
    """SQLite's extended result code of a driver error: the primary one and what exactly failed; 0 if it has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0)


def _is_no_text(error: BaseException) -> bool:
    """Whether text was read that is none. The driver finds that, not SQLite: there is no code but its own two words."""
    return isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode")


def while_working(error: Exception) -> Exception:
    """The DeskError for an error on an open file; the error itself where the fault is the program's."""
    exact, number = extended(error), code(error)
    if exact in (READ, SHORT_READ):
        return FileTrouble(
            "The disk did not let the record file be read.",
            "Nothing was changed.",
            "Check that the disk is connected, then try again. If that does not help, open the newest backup.",
        )
    if number in (CORRUPT, NOTADB) or exact in (DATA, CORRUPT_DISK):
        return damaged(exact)
    for known in (exact, number):
        if known in _NOT_TAKEN:
            return not_taken(known)
    if number == CONSTRAINT and str(error).startswith((SEALED, LASTING)):  # our own words: the file's guards speak them
        return Sealed("This is sealed.", "It stays as it was.", "Add an amendment.")
    return not_taken(READONLY) if number in (PERM, CANTOPEN) else error


def not_taken(known: int) -> NotSaved:
    """That a write was refused: what is said of FULL, WRITE, IOERR, MOVED or READONLY."""
    happened, do = _NOT_TAKEN[known]
    return NotSaved(happened, _KEPT, do)


def reserve_used(megabytes: int) -> NotSaved:
    """That a write was refused, and room has been made for it meanwhile."""
    return NotSaved(
        "The disk is full: the last change is not saved yet.",
        f"{_KEPT} NeedleDesk has just given up its reserve of {megabytes} MB.",
        "Try again: it works now. Then free some space on the disk.",
    )


def lacks_room(error: Exception, free: int | None) -> bool:
    """Whether a write was refused because the disk is full, or the user's share of it. `free`: bytes on the disk."""
    exact = extended(error)
    number = code(error)
    return number == FULL or exact == WRITE or (number in (IOERR, CANTOPEN) and free is not None and free < _NOTHING)


def only_read() -> Damaged:
    """That a write was not even tried, as the file is damaged."""
    return Damaged(
        "The record file is damaged, so it is only read.", _KEPT, "Restore the newest backup, then try again."
    )


def damaged(exact: int = CORRUPT) -> Damaged:
    """What is said of a damaged file; `exact`: the driver's code."""
    if exact == CORRUPT_SEARCH:
        return Damaged(
            "The index that finds clients is damaged.",
            "The records themselves were not changed.",
            "Check the file under Settings, Record file.",
        )
    return Damaged("The record file is damaged.", "Nothing was changed.", _BACKUP)


def while_copying(error: Exception) -> Exception:
    """The DeskError for an error on a copy that is being written or read; the error itself if the fault is ours."""
    number = code(error)
    safe = "Your records are saved, and earlier copies are as they were."
    if number == FULL:
        return BackupFailed(
            "The backup was not made: the disk for it is full.", safe, "Free some space there, or use another stick."
        )
    if number in (READONLY, PERM, CANTOPEN, IOERR):
        return BackupFailed(
            "The backup was not made: the disk for it did not take it.",
            safe,
            "Is it connected, with room on it, and not write-protected? Try again.",
        )
    if number in (CORRUPT, NOTADB):
        return Damaged("The copy does not hold together.", safe, "Try again. If it happens twice, use another disk.")
    return error


def while_opening(error: Exception, path: Path, keyed: bool) -> Exception:
    """The DeskError for an error met while opening the file at `path`; `keyed`: a key was given."""
    number = code(error)
    if number in (BUSY, LOCKED):
        return InUse("Another program has this file open.", "Nothing was changed.", _OPEN_ELSEWHERE)
    if number == NOTADB:
        return _not_readable(path, keyed)
    if number == CORRUPT or extended(error) in (DATA, CORRUPT_DISK):
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
