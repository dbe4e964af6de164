"""Words into lines: which letters they are set in, and where a line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from needledesk.documents import fonts

_NO_BREAK = "\u00a0"
# A line may end at a space, or behind a hyphen between letters; never inside 202-555-0142.
_BREAKS = re.compile(r"( )|(?<=[^\W\d]-)(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Letters:
    """A face at a size (in px of the mockups, 0.75 pt), in a colour of the palette."""

    font: str
    size: float
    colour: str = "ink"

    def width(self, text: str) -> float:
        """How wide `text` is."""
        return fonts.width(self.font, self.size, text)


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one kind of letters. `whole`: not broken over two lines where a line has room for it."""

    text: str
    letters: Letters
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words as they are set: `x` from the left end of their row."""

    x: float
    text: str
    letters: Letters


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a paragraph."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    """What may not be broken; `spaced`: a space parts it from the word before."""

    parts: tuple[tuple[str, Letters], ...]
    spaced: bool

    @property
    def width(self) -> float:
        return sum(letters.width(text) for text, letters in self.parts)


@lru_cache(maxsize=2048)
def flow(spans: tuple[Span, ...], width: float) -> tuple[Row, ...]:
    """The rows that the spans take at `width`. A word wider than a row is broken between letters, never cut."""
    rows: list[list[tuple[str, Letters]]] = [[]]
    filled = 0.0
    for word in _fitting(spans, width):
        space = rows[-1][-1][1].width(" ") if word.spaced and rows[-1] else 0.0
        if rows[-1] and filled + space + word.width > width + 0.01:
            rows.append([])
            filled = space = 0.0
        if space:
            text, letters = rows[-1][-1]
            rows[-1][-1] = (text + " ", letters)
        rows[-1].extend(word.parts)
        filled += space + word.width
    return tuple(_row(parts) for parts in rows)


def _row(parts: list[tuple[str, Letters]]) -> Row:
    merged: list[tuple[str, Letters]] = []
    for text, letters in parts:
        if merged and merged[-1][1] == letters:
            text = merged.pop()[0] + text
        merged.append((text, letters))
    runs, x = [], 0.0
    for text, letters in merged:
        runs.append(Run(x, text.replace(_NO_BREAK, " "), letters))
        x += letters.width(text)
    return Row(tuple(runs), x)


def _fitting(spans: tuple[Span, ...], width: float) -> Iterator[_Word]:
    for word in _words(spans, width):
        if word.width <= width:
            yield word
        else:
            yield from _broken(word, width)


def _words(spans: tuple[Span, ...], width: float) -> Iterator[_Word]:
    parts: list[tuple[str, Letters]] = []
    spaced = False
    for span in spans:
        whole = span.whole and span.letters.width(span.text) <= width
        text = span.text.replace(" ", _NO_BREAK) if whole else span.text
        # The split gives None where a line may end behind a hyphen, " " where it may end at a space.
        for piece in _BREAKS.split(text):
            if piece is not None and piece != " ":
                if piece:
                    parts.append((piece, span.letters))
                continue
            if parts:
                yield _Word(tuple(parts), spaced)
                parts, spaced = [], False
            spaced = spaced or piece == " "
    if parts:
        yield _Word(tuple(parts), spaced)


def _broken(word: _Word, width: float) -> Iterator[_Word]:
    spaced = word.spaced
    for text, letters in word.parts:
        start = 0
        while start < len(text):
            end = start + 1
            while end < len(text) and letters.width(text[start : end + 1]) <= width:
                end += 1
            yield _Word(((text[start:end], letters),), spaced)
            start, spaced = end, False
