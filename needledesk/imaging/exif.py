"""The two facts that are read from a camera's Exif block, and the block that says nothing but "turn me"."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

ORIENTATION, EXIF_IFD, DATE_TIME_ORIGINAL = 0x0112, 0x8769, 0x9003
MOST_ENTRIES = 1000  # of one directory; cameras write fewer than a hundred
_TIME = re.compile(rb"(\d{4})[:\-](\d\d)[:\-](\d\d)[ T](\d\d):(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Shot:
    """How the camera was held (1 to 8, as Exif counts) and what its own clock said."""

    orientation: int = 1
    taken: datetime | None = None


def read(tiff: bytes) -> Shot:
    """What the Exif block says, from its TIFF header on. A block that cannot be read says nothing."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return Shot()
    try:
        main = dict(_entries(tiff, order, struct.unpack_from(order + "I", tiff, 4)[0]))
        camera = dict(_entries(tiff, order, _number(main.get(EXIF_IFD), order)))
        return Shot(_orientation(main, order), _time(tiff, camera.get(DATE_TIME_ORIGINAL), order))
    except struct.error:
        return Shot()


def turn_only(orientation: int) -> bytes:
    """The smallest Exif block (from its TIFF header on) that carries the orientation and nothing else."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def _entries(tiff: bytes, order: str, at: int) -> Iterator[tuple[int, bytes]]:
    """The entries of one directory as (tag, its twelve bytes); none if it lies outside the block."""
    if not 8 <= at <= len(tiff) - 2:
        return
    (count,) = struct.unpack_from(order + "H", tiff, at)
    for i in range(min(count, MOST_ENTRIES)):
        entry = tiff[at + 2 + 12 * i : at + 14 + 12 * i]
        if len(entry) < 12:
            return
        yield struct.unpack_from(order + "H", entry)[0], entry


def _number(entry: bytes | None, order: str) -> int:
    """The value of a one-number entry (SHORT or LONG); 0 if there is none."""
    if entry is None:
        return 0
    kind = struct.unpack_from(order + "H", entry, 2)[0]
    value: int = struct.unpack_from(order + ("H" if kind == 3 else "I"), entry, 8)[0]
    return value


def _orientation(main: dict[int, bytes], order: str) -> int:
    """1 to 8; a number outside, as some programs write, means upright."""
    number = _number(main.get(ORIENTATION), order)
    return number if 1 <= number <= 8 else 1


def _time(tiff: bytes, entry: bytes | None, order: str) -> datetime | None:
    """The camera's own clock, naive; None if it was never set ("0000:00:00")."""
    if entry is None:
        return None
    at = struct.unpack_from(order + "I", entry, 8)[0]
    found = _TIME.match(tiff[at : at + 20])
    if found is None:
        return None
    try:
        return datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - no zone is known
    except ValueError:
        return None
