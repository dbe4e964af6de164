"""The square code that puts the practice's number into the client's phone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import segno
from segno import helpers

from needledesk.documents.pen import Pen


@lru_cache(maxsize=8)
def contact_squares(name: str, phone: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The code's modules across, and its dark modules as runs (column, row, length)."""
    code = segno.make_qr(helpers.make_mecard_data(name=name, phone=phone), error="m", boost_error=False)
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
class ContactCode:
    """A block with the code for a name and a phone number, `size` px square."""

    name: str
    phone: str
    size: float

    def height(self, width: float) -> float:  # noqa: ARG002 - the same at any width
        """Its side."""
        return self.size

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """In the middle of the width, all dark modules as one path."""
        across, runs = contact_squares(self.name, self.phone)
        module = self.size / across
        x += (width - self.size) / 2
        pen.squares(((x + at * module, y + row * module, length * module, module) for at, row, length in runs), "ink")
