"""JPEG, marker by marker: keeps what the pixels need, drops what tells about the person and the place."""

from __future__ import annotations

import re
import struct

from needledesk.imaging import exif
from needledesk.imaging.kinds import damaged, ends_early

START, END, SCAN = 0xD8, 0xD9, 0xDA
APP0, APP1, APP2, APP14, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Within a scan, 00 and the restarts are data. One fixed first byte makes the search 25 times faster.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def strip(data: bytes) -> tuple[bytes, exif.Shot]:
    """The same picture, bit for bit, with JFIF, colour profile and orientation only; and what Exif said.

    Everything after the end of the picture goes too: preview pictures, motion photos, makers' trailers.
    Raises PhotoRefused if the file ends too early or its markers make no sense.
    """
    kept: list[bytes] = []
    shot, at = exif.Shot(), 2
    saw_frame = saw_scan = False
    while True:
        marker, start, end = _segment(data, at)
        if marker == END:
            break
        saw_frame = saw_frame or marker in _FRAMES
        if marker == SCAN:
            saw_scan, end = True, _scan_end(data, end)
        payload = data[start + 4 : end] if APP0 <= marker <= 0xEF else b""
        if marker == APP1 and payload[:6] == b"Exif\0\0" and shot == exif.Shot():
            shot = exif.read(payload[6:])
        kept.append(_fit_to_keep(marker, payload, data[start:end]))
        at = end
    if not (saw_frame and saw_scan):
        raise damaged()
    return b"".join([b"\xff\xd8", *_with_turn(kept, shot.orientation), b"\xff\xd9"]), shot


def _segment(data: bytes, at: int) -> tuple[int, int, int]:
    """The next segment: its marker, where it starts and where it ends. Fill bytes before it are skipped."""
    while data[at : at + 2] == b"\xff\xff":
        at += 1
    if at + 2 > len(data):
        raise ends_early(len(data))
    if data[at] != 0xFF:
        raise damaged()
    marker = data[at + 1]
    if marker == END or marker in _ALONE:
        return marker, at, at + 2
    if marker < 0xC0 or marker == START:
        raise damaged()
    if at + 4 > len(data):
        raise ends_early(len(data))
    (length,) = struct.unpack_from(">H", data, at + 2)
    if length < 2:
        raise damaged()
    if at + 2 + length > len(data):
        raise ends_early(len(data))
    return marker, at, at + 2 + length


def _scan_end(data: bytes, at: int) -> int:
    """Where the compressed pixels that begin at `at` end: at the next marker that is not part of them."""
    found = _AFTER_SCAN.search(data, at)
    if found is None:
        raise ends_early(len(data))
    return found.start()


def _fit_to_keep(marker: int, payload: bytes, whole: bytes) -> bytes:
    """The segment as it is kept: whole, shortened, or not at all."""
    if marker == APP0:  # JFIF says the pixel shape; the small preview that may follow goes
        if payload[:5] != b"JFIF\0" or len(payload) < 14:
            return b""
        return b"\xff\xe0\0\x10" + payload[:12] + b"\0\0"
    if marker == APP2:
        return whole if payload[:12] == b"ICC_PROFILE\0" else b""
    if marker == APP14:  # says how the colours are coded: without it they would change
        return b"\xff\xee\0\x0e" + payload[:12] if payload[:5] == b"Adobe" and len(payload) >= 12 else b""
    if APP0 <= marker <= 0xEF or marker == COMMENT or marker in _ALONE:
        return b""
    return whole


def _with_turn(kept: list[bytes], orientation: int) -> list[bytes]:
    """Puts a bare Exif block behind JFIF, if the picture needs turning at all."""
    if orientation == 1:
        return kept
    block = b"Exif\0\0" + exif.turn_only(orientation)
    segment = b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
    place = next((i for i, part in enumerate(kept) if part and part[:2] != b"\xff\xe0"), len(kept))
    return [*kept[:place], segment, *kept[place:]]
