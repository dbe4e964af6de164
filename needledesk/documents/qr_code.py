"""Square codes: the practice's number for the client's phone, and a text for whoever reads it in again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import segno
from segno import helpers

from needledesk.documents.pen import Pen

Squares = tuple[int, tuple[tuple[int, int, int], ...]]


@lru_cache(maxsize=8)
def contact_squares(name: str, phone: str) -> Squares:
    """The code's modules across, and its dark modules as runs (column, row, length)."""
    return _squares(helpers.make_mecard_data(name=name, phone=phone))


def text_squares(text: str) -> Squares:
    """Likewise for any text; nothing of it is remembered."""
    return _squares(text)


def _squares(content: str) -> Squares:
    code = segno.make_qr(content, error="m", boost_error=False)
    runs = []
    for row, modules in enumerate(code.matrix):
        start = None
        for column, dark in enumerate((*modules, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((start, row, column - start))
                start = None
    return len(code.matrix), tuple(runs)


@dataclass(frozen=True, slots=True)
class SquareCode:
    """A block with a code, `size` px square, in the middle of its width."""

    squares: Squares = field(repr=False)
    size: float

    def height(self, width: float) -> float:  # noqa: ARG002 - the same at any width
        """Its side."""
        return self.size

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """All dark modules as one path."""
        across, runs = self.squares
        module = self.size / across
        x += (width - self.size) / 2
        pen.squares(((x + at * module, y + row * module, length * module, module) for at, row, length in runs), "ink")
