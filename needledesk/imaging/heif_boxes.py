"""The boxes of a HEIC file: which there are, and where in the file each item's bytes lie."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from needledesk.imaging.kinds import damaged, ends_early

IN_FILE, IN_META = 0, 1  # how the place of an item is told (construction_method); other ways are refused
MOST_BOXES, MOST_PIECES = 1000, 5000  # a 48 MP photo has about 200 tiles


@dataclass(frozen=True, slots=True)
class Box:
    """A box as it lies in the file: its kind, where its content begins, where it ends (all in bytes)."""

    kind: bytes
    start: int
    content: int
    end: int


@dataclass(slots=True)
class Item:
    """A picture, a tile, or a block of metadata: its kind and its pieces as (from, to) in the file."""

    kind: bytes
    pieces: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_picture(self) -> bool:
        """Whether the pixels may depend on it; Exif, XMP and foreign data are not."""
        return self.kind not in (b"Exif", b"mime", b"uri ")


class Cursor:
    """Reads big-endian numbers one after the other and never beyond the end of its box."""

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self.data, self.at, self.end = data, at, end

    def number(self, size: int) -> int:
        """The next number of `size` bytes; 0 for no bytes, as the item table has it."""
        if self.at + size > self.end:
            raise damaged()
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at], "big")


def boxes(data: bytes, at: int, end: int) -> Iterator[Box]:
    """The boxes between `at` and `end`. Raises PhotoRefused for one that reaches beyond."""
    for _ in range(MOST_BOXES):
        if at == end:
            return
        box = _box(data, at, end)
        yield box
        at = box.end
    raise damaged()


def _box(data: bytes, at: int, end: int) -> Box:
    """One box, with its short, long or open-ended length."""
    if at + 8 > end:
        raise _beyond(data, end, None)
    size, kind = struct.unpack_from(">I4s", data, at)
    content = at + 8
    if size == 1:
        if at + 16 > end:
            raise _beyond(data, end, None)
        size, content = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
    elif size == 0:
        size = end - at
    if at + size < content:
        raise damaged()
    if at + size > end:
        raise _beyond(data, end, at + size)
    return Box(kind, at, content, at + size)


def _beyond(data: bytes, end: int, need: int | None) -> Exception:
    """A box cut off by the end of the file is a short file; by the end of another box, a damaged one."""
    return ends_early(len(data), need) if end == len(data) else damaged()


def items(data: bytes, meta: Box) -> dict[int, Item]:
    """Every item of the file with its pieces, by number. Raises PhotoRefused if the tables make no sense."""
    inside = {box.kind: box for box in boxes(data, meta.content + 4, meta.end)}
    if not {b"iinf", b"iloc", b"pitm"} <= inside.keys():
        raise damaged()
    found = {number: Item(kind) for number, kind in _kinds(data, inside[b"iinf"])}
    for number, pieces in _places(data, inside[b"iloc"], inside.get(b"idat")):
        found.setdefault(number, Item(b"mime")).pieces.extend(pieces)
    _stay_small(found, len(data))
    return found


def _stay_small(found: dict[int, Item], size: int) -> None:
    """Refuses tables that point to the same bytes over and over, which would cost hours or all memory."""
    beside = [piece for item in found.values() if not item.is_picture for piece in item.pieces]
    if sum(end - start for start, end in beside) > size:
        raise damaged()
    if sum(len(item.pieces) for item in found.values()) > MOST_PIECES:
        raise damaged()


def _kinds(data: bytes, table: Box) -> Iterator[tuple[int, bytes]]:
    """The item table: (number, four-letter kind). Entries of the old form, without a kind, are metadata."""
    cursor = Cursor(data, table.content, table.end)
    version = cursor.number(4) >> 24
    cursor.number(2 if version == 0 else 4)
    for box in boxes(data, cursor.at, table.end):
        entry = Cursor(data, box.content, box.end)
        form = entry.number(4) >> 24
        number = entry.number(4 if form == 3 else 2)
        entry.number(2)
        yield number, entry.number(4).to_bytes(4, "big") if form >= 2 else b"mime"


def _places(data: bytes, table: Box, idat: Box | None) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """The table of places: (item number, its pieces in the file)."""
    cursor = Cursor(data, table.content, table.end)
    version = cursor.number(4) >> 24
    sizes = cursor.number(2)
    of_offset, of_length, of_base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    of_index = sizes & 15 if version else 0
    for _ in range(cursor.number(2 if version < 2 else 4)):
        number = cursor.number(2 if version < 2 else 4)
        method = cursor.number(2) & 15 if version else IN_FILE
        cursor.number(2)
        base = cursor.number(of_base)
        pieces = []
        for _ in range(cursor.number(2)):
            cursor.number(of_index)
            start = base + cursor.number(of_offset)
            pieces.append(_piece(data, method, start, cursor.number(of_length), idat))
        yield number, pieces


def _piece(data: bytes, method: int, start: int, length: int, idat: Box | None) -> tuple[int, int]:
    """One piece as (from, to) in the file; a length of 0 means to the end."""
    if method == IN_META and idat is not None:
        start, last = idat.content + start, idat.end
    elif method == IN_FILE:
        last = len(data)
    else:
        raise damaged()
    end = start + length if length else last
    if start > end or (method == IN_META and end > last):
        raise damaged()
    return start, end
