"""Blocks onto pages: as many pages as it takes, nothing cut, no heading alone at a page's foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from needledesk.documents.blocks import Block


@dataclass(frozen=True, slots=True)
class Part:
    """A block in the flow. `before`: room above it, unless it begins a page."""

    block: Block
    before: float = 0
    with_next: bool = False  # never the last on its page
    new_page: bool = False  # begins page 2 where it would still stand on page 1
    name: str = ""  # by which its page can be asked


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place on a page."""

    block: Block
    y: float
    name: str = ""


Page = tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """A part with its height: measuring words is what laying out costs, so it is done once."""

    part: Part
    height: float

    @property
    def need(self) -> float:
        return self.part.before + self.height


def paginate(parts: Iterable[Part], width: float, tops: tuple[float, float], bottom: float) -> tuple[Page, ...]:
    """Lay the parts out between the top (of the first page, of the others) and the bottom."""
    measured = [_Measured(part, part.block.height(width)) for part in parts]
    pages: list[list[Placed]] = [[]]
    y = tops[0]
    for group in _groups(measured, bottom - tops[1]):
        first = group[0].part
        room = bottom - y + (0 if pages[-1] else first.before)
        turned = first.new_page and len(pages) == 1
        if pages[-1] and (sum(one.need for one in group) > room or turned):
            pages.append([])
            y = tops[1]
        for one in group:
            y += one.part.before if pages[-1] else 0
            pages[-1].append(Placed(one.part.block, y, one.part.name))
            y += one.height
    return tuple(tuple(page) for page in pages)


def page_of(name: str, pages: tuple[Page, ...]) -> int:
    """The number, from 1, of the page on which the part of that name stands."""
    return next(at for at, page in enumerate(pages, 1) if any(placed.name == name for placed in page))


def _groups(measured: list[_Measured], page: float) -> list[list[_Measured]]:
    """Parts that should share a page, together. What no page can hold stays together only at its beginning."""
    groups: list[list[_Measured]] = []
    joined = False
    for one in measured:
        if joined:
            groups[-1].append(one)
        else:
            groups.append([one])
        joined = one.part.with_next
    return [small for group in groups for small in _divided(group, page)]


def _divided(group: list[_Measured], page: float) -> list[list[_Measured]]:
    for whole in (group, group[:2]):
        if sum(one.need for one in whole) <= page:
            return [whole, *([one] for one in group[len(whole) :])]
    return [[one] for one in group]
