"""HEIC, box by box: blanks in place all that is not picture, so that no offset moves and no pixel changes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from needledesk.errors import PhotoRefused
from needledesk.imaging import exif, heif_boxes
from needledesk.imaging.heif_boxes import Box, Item
from needledesk.imaging.kinds import damaged

SAYING = {b"uuid", b"udes", b"altt", b"crtt", b"mdft", b"udta"}  # texts and times among the properties
EMPTY_EXIF = struct.pack(">I", 0) + b"MM\0*" + struct.pack(">IHI", 8, 0, 0)
EMPTY_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'


def strip(data: bytes) -> tuple[bytes, exif.Shot]:
    """The same file with its pictures only, and what Exif said (upright: the decoder turns HEIC by itself).

    Kept are the pieces that picture items point to. The rest of the data, films of motion photos too, becomes
    zeros; Exif and XMP become empty blocks; boxes of makers become `free`; what follows the pictures is cut off.
    Raises PhotoRefused if the file ends too early or its tables make no sense.
    """
    top, broken = _top(data)
    meta = next((box for box in top if box.kind == b"meta"), None)
    if meta is None:
        raise broken or damaged()
    found = heif_boxes.items(data, meta)
    pictures = sorted(piece for item in found.values() if item.is_picture for piece in item.pieces)
    held = [_holder(top, piece) for piece in pictures]
    if not held or None in held:
        raise broken or damaged()
    out = bytearray(data[: max(box.end for box in (meta, *held) if box)])
    for box in top:
        if box.end <= len(out):
            _clean(out, box, meta, pictures)
    for item in found.values():
        if not item.is_picture:
            _write_empty(out, item, pictures)
    return bytes(out), exif.Shot(1, _shot(data, found).taken)


def _top(data: bytes) -> tuple[list[Box], PhotoRefused | None]:
    """The outermost boxes up to the first that is broken, and what is wrong with that one."""
    top: list[Box] = []
    try:
        for box in heif_boxes.boxes(data, 0, len(data)):
            top.append(box)
    except PhotoRefused as broken:
        return top, broken
    return top, None


def _holder(top: list[Box], piece: tuple[int, int]) -> Box | None:
    """The outermost box that holds the piece of a picture; None if no box holds it whole."""
    return next((b for b in top if b.kind in (b"mdat", b"meta") and b.content <= piece[0] and piece[1] <= b.end), None)


def _clean(out: bytearray, box: Box, meta: Box, pictures: list[tuple[int, int]]) -> None:
    """Blanks in one outermost box what is not picture; a second table of items is none of ours."""
    if box is meta:
        _clean_meta(out, meta, pictures)
    elif box.kind == b"mdat":
        _blank_between(out, box, pictures)
    elif box.kind != b"ftyp" or box.start > 0:
        _free(out, box)


def _free(out: bytearray, box: Box) -> None:
    """Turns the box into an unused one of the same length."""
    out[box.start + 4 : box.start + 8] = b"free"
    _zero(out, box.content, box.end)


def _zero(out: bytearray, start: int, end: int) -> None:
    """Blanks the bytes from `start` up to `end`."""
    out[start:end] = bytes(end - start)


def _blank_between(out: bytearray, box: Box, pictures: list[tuple[int, int]]) -> None:
    """Blanks everything in the box that no picture item points to; `pictures` come sorted."""
    at = box.content
    for start, end in pictures:
        if start >= box.end:
            break
        if start > at:
            _zero(out, at, start)
        at = max(at, min(end, box.end))
    if at < box.end:
        _zero(out, at, box.end)


def _clean_meta(out: bytearray, meta: Box, pictures: list[tuple[int, int]]) -> None:
    """Frees makers' boxes in the item tables and among the properties, and blanks unused inner data."""
    for box in list(_walk(bytes(out), meta.content + 4, meta.end)):
        if box.kind in SAYING:
            _free(out, box)
        elif box.kind == b"idat":
            _blank_between(out, box, pictures)


def _walk(data: bytes, at: int, end: int) -> Iterator[Box]:
    """The boxes of the item tables, and those of the property list within."""
    for box in heif_boxes.boxes(data, at, end):
        if box.kind in (b"iprp", b"ipco"):
            yield from _walk(data, box.content, box.end)
        else:
            yield box


def _write_empty(out: bytearray, item: Item, pictures: list[tuple[int, int]]) -> None:
    """Blanks a block of metadata and begins it as a valid empty one, so that strict readers still open the file."""
    for number, (start, end) in enumerate(item.pieces):
        end = min(end, len(out))  # beyond lies what is cut off
        if any(first < end and start < last for first, last in pictures):
            raise damaged()
        empty, filler = (EMPTY_EXIF, b"\0") if item.kind == b"Exif" else (EMPTY_XMP, b" ")
        if number > 0 or end - start < len(empty):
            empty, filler = b"", b"\0"
        if start < end:
            out[start:end] = empty.ljust(end - start, filler)


def _shot(data: bytes, found: dict[int, Item]) -> exif.Shot:
    """What the Exif item says; its first four bytes tell how far on the TIFF header is."""
    for item in found.values():
        if item.kind == b"Exif":
            block = b"".join(data[start:end] for start, end in item.pieces)
            skip = int.from_bytes(block[:4], "big")
            return exif.read(block[4 + skip :])
    return exif.Shot()
