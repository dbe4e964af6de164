"""The four faces the sheets are set in: loaded once, measured with a memory, asked what they can print."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from needledesk import resources

SANS, SANS_BOLD = "NeedleDesk-Sans", "NeedleDesk-SansBold"
SERIF, SERIF_BOLD = "NeedleDesk-Serif", "NeedleDesk-SerifBold"
_FILES = {
    SANS: "IBMPlexSans_400Regular.ttf",
    SANS_BOLD: "IBMPlexSans_600SemiBold.ttf",
    SERIF: "SourceSerif4-Regular.ttf",
    SERIF_BOLD: "SourceSerif4-Semibold.ttf",
}

# Streams as plain deflate: writing them out as ASCII 85 as well makes files larger and takes longer.
rl_config.useA85 = 0


@cache
def face(name: str) -> TTFont:
    """One of the four faces, known to reportlab from now on. Only the letters used end up in a file."""
    font = TTFont(name, str(resources.path("fonts", _FILES[name])), asciiReadable=False)
    registerFont(font)
    return font


@lru_cache(maxsize=8192)
def _width_at_1000(font: str, text: str) -> float:
    return float(face(font).stringWidth(text, 1000))


def width(font: str, size: float, text: str) -> float:
    """How wide `text` is set in `font` at `size`, in the unit of `size`."""
    return _width_at_1000(font, text) * size / 1000


@cache
def ascent(font: str) -> float:
    """How far the face reaches above the baseline, as a part of the size."""
    return float(face(font).face.ascent) / 1000


@cache
def descent(font: str) -> float:
    """How far the face reaches below the baseline, as a (positive) part of the size."""
    return -float(face(font).face.descent) / 1000


def covers(text: str) -> bool:
    """Whether all four faces have every letter of `text`.

    A mark that stands on another letter is refused even where the face has it: it would be set beside the letter.
    """
    composed = unicodedata.normalize("NFC", text)
    return all(_covers_letter(letter) for letter in set(composed))


@lru_cache(maxsize=4096)
def _covers_letter(letter: str) -> bool:
    if unicodedata.combining(letter) or unicodedata.category(letter).startswith("C"):
        return False
    return all(ord(letter) in face(name).face.charToGlyph for name in _FILES)
