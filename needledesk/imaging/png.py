"""PNG, chunk by chunk: keeps what the pixels need, drops texts, times and everything after the end."""

from __future__ import annotations

import struct
import zlib

from needledesk.imaging import exif
from needledesk.imaging.kinds import damaged, ends_early

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
}


def strip(data: bytes) -> tuple[bytes, exif.Shot]:
    """The same picture, bit for bit, with its colours and its orientation only; and what Exif said.

    Raises PhotoRefused if the file ends too early or does not begin as a PNG must.
    """
    kept, shot, at = [SIGNATURE], exif.Shot(), len(SIGNATURE)
    kind, saw_pixels = b"", False
    while kind != b"IEND":
        kind, end = _chunk(data, at)
        if (kind == b"IHDR") != (at == len(SIGNATURE)):
            raise damaged()
        saw_pixels = saw_pixels or kind == b"IDAT"
        if kind == b"eXIf":
            shot = exif.read(data[at + 8 : end - 4].removeprefix(b"Exif\0\0"))
        if kind in KEPT:
            kept.append(data[at:end])
        at = end
    if not saw_pixels:
        raise damaged()
    if shot.orientation != 1:
        kept.insert(2, _made(b"eXIf", exif.turn_only(shot.orientation)))
    return b"".join(kept), shot


def _chunk(data: bytes, at: int) -> tuple[bytes, int]:
    """The kind of the chunk at `at` and where it ends."""
    if at + 8 > len(data):
        raise ends_early(len(data))
    length, kind = struct.unpack_from(">I4s", data, at)
    if not kind.isalpha():
        raise damaged()
    end = at + 12 + length
    if end > len(data):
        raise ends_early(len(data))
    return kind, end


def _made(kind: bytes, payload: bytes) -> bytes:
    """A chunk of our own, with its length and checksum."""
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))
