"""Room on the disk: how much there is, and whether it is enough for what is about to be written."""

from __future__ import annotations

from pathlib import Path

from needledesk.errors import NoRoom

MEGABYTE = 1_000_000
#: What must be left for notes once a photo is in: they matter more.
_LEFT_FOR_NOTES = 200 * MEGABYTE
_LEFT_FOR_COPY = 32 * MEGABYTE


def free(folder: Path) -> int | None:
    """How many bytes the user may still write on the folder's disk; None where the system does not say."""
    from shutil import disk_usage  # asks the system and opens nothing; not needed before the first picture

    try:
        return disk_usage(folder).free
    except OSError:
        return None


def for_photo(folder: Path, size: int) -> None:
    """Raise NoRoom unless a photo of that many bytes fits and leaves enough: it is written to the log and the file."""
    _must_fit(folder, 2 * size + _LEFT_FOR_NOTES, "The disk is too full for photos")


def for_copy(folder: Path, size: int) -> None:
    """Raise NoRoom unless a copy of a file of that many bytes fits."""
    _must_fit(folder, size + _LEFT_FOR_COPY, "The disk is too full for a copy of the record file")


def for_export(folder: Path, size: int) -> None:
    """Raise NoRoom unless an export of about that many bytes fits, or what is read in from one."""
    _must_fit(folder, size, "The disk is too full for the export")


def for_migration(folder: Path, size: int) -> None:
    """Raise NoRoom unless an older file of that many bytes can be copied and then rewritten whole."""
    _must_fit(folder, 2 * size + _LEFT_FOR_COPY, "The disk is too full to bring the record file up to date")


def said(size: int) -> str:
    """A size in bytes in round megabytes or gigabytes, never less than it is."""
    megabytes = -(-size // MEGABYTE)
    return f"{megabytes / 1000:.1f} GB" if megabytes >= 1000 else f"{megabytes} MB"


def _must_fit(folder: Path, needed: int, happened: str) -> None:
    there = free(folder)
    if there is not None and there <= needed:
        raise NoRoom(
            f"{happened}: {said(needed)} must be free, and there are {there // MEGABYTE} MB.",
            "Nothing was begun, and nothing is lost.",
            "Free some space on this disk, then try again.",
        )
