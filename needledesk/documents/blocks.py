"""The parts a sheet is built from: each knows its height at a width, and draws itself there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from needledesk.documents.lettering import Span, flow
from needledesk.documents.pen import Pen, baseline


class Block(Protocol):
    """Anything that stands on a sheet. Measures are px of the mockups."""

    def height(self, width: float) -> float:
        """How high it is at that width."""
        ...

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it with its top left corner at (x, y)."""
        ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in rows, `leading` px from row to row; its first span's letters say where the baseline lies.

    `align`: the part of a row's free room that stands left of it (0 left, 0.5 centred, 1 right).
    """

    spans: tuple[Span, ...]
    leading: float
    align: float = 0

    def height(self, width: float) -> float:
        """Its rows."""
        return len(flow(self.spans, width)) * self.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Row by row."""
        down = y + baseline(self.spans[0].letters, self.leading)
        for row in flow(self.spans, width):
            pen.row(row, x + (width - row.width) * self.align, down)
            down += self.leading

    def natural(self) -> float:
        """How wide it is in one row."""
        return sum(span.letters.width(span.text) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Gap:
    """Room."""

    px: float

    def height(self, width: float) -> float:  # noqa: ARG002 - the same at any width
        """Its own."""
        return self.px

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Nothing to see."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other."""

    blocks: tuple[Block, ...]

    def height(self, width: float) -> float:
        """All of them."""
        return sum(block.height(width) for block in self.blocks)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """From the top down."""
        for block in self.blocks:
            block.draw(pen, x, y, width)
            y += block.height(width)


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, `gap` px apart; `shares` say how they divide the width."""

    blocks: tuple[Block, ...]
    gap: float
    shares: tuple[float, ...]

    def height(self, width: float) -> float:
        """The highest."""
        return max(block.height(part) for block, part in zip(self.blocks, self.widths(width), strict=True))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """From the left, their tops on one line."""
        for block, part in zip(self.blocks, self.widths(width), strict=True):
            block.draw(pen, x, y, part)
            x += part + self.gap

    def widths(self, width: float) -> tuple[float, ...]:
        """The width of each column."""
        room = width - self.gap * (len(self.blocks) - 1)
        return tuple(room * share / sum(self.shares) for share in self.shares)


@dataclass(frozen=True, slots=True)
class Iconed:
    """An icon at the left of a block. `drop`: how far below the block's top; `indent`: where the block begins."""

    icon: str
    size: float
    colour: str
    drop: float
    indent: float
    block: Block
    weight: float = 1.9
    middle: bool = False  # the icon stands at half height

    def height(self, width: float) -> float:
        """The higher of the two."""
        return max(self.block.height(width - self.indent), self.drop + self.size)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Both."""
        drop = (self.height(width) - self.size) / 2 if self.middle else self.drop
        pen.icon(self.icon, x, y + drop, self.size, self.colour, self.weight)
        self.block.draw(pen, x + self.indent, y, width - self.indent)


@dataclass(frozen=True, slots=True)
class Dotted:
    """A line of a list: a dot, and the words beside it."""

    block: Paragraph
    indent: float
    radius: float
    padding: float

    def height(self, width: float) -> float:
        """The words and the room around them."""
        return self.block.height(width - self.indent) + 2 * self.padding

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """The dot in the middle of the first row."""
        y += self.padding
        letters = self.block.spans[0].letters
        middle = y + baseline(letters, self.block.leading) - 0.28 * letters.size
        pen.dot(x + self.radius + 2, middle, self.radius, letters.colour)
        self.block.draw(pen, x + self.indent, y, width - self.indent)


@dataclass(frozen=True, slots=True)
class Card:
    """A block in a rounded frame. `padding`: top and bottom, left and right, inside the frame."""

    block: Block
    padding: tuple[float, float]
    edge: str
    weight: float = 1
    fill: str = ""

    def height(self, width: float) -> float:
        """The block, its room and its frame."""
        across = 2 * (self.padding[1] + self.weight)
        return self.block.height(width - across) + 2 * (self.padding[0] + self.weight)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """The frame, then what is in it."""
        pen.box(x, y, width, self.height(width), self.edge, self.weight, self.fill)
        down, across = self.padding[0] + self.weight, self.padding[1] + self.weight
        self.block.draw(pen, x + across, y + down, width - 2 * across)
