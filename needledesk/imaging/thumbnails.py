"""Small pictures for lists and for the window. No other part of the program decodes a foreign file."""

from __future__ import annotations

from needledesk.imaging import decoder
from needledesk.imaging.kinds import recognise

LONGEST = 480  # pixels, of a thumbnail's longer side
QUALITY = 80
SCREEN_QUALITY = 92


def thumbnail(data: bytes, kind: str) -> decoder.Decoded:
    """The thumbnail (upright sRGB JPEG) and the upright size of the whole. Raises PhotoRefused."""
    return decoder.decode(data, kind, (LONGEST, LONGEST), QUALITY)


def screen(data: bytes, width: int, height: int) -> bytes:
    """The picture as upright sRGB JPEG, fit into `width` x `height` pixels, never enlarged.

    `data` is a kept picture of any of the three kinds. Raises PhotoRefused if it cannot be decoded.
    """
    return decoder.decode(data, recognise(data), (max(1, width), max(1, height)), SCREEN_QUALITY).small
