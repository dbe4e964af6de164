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


def paginate(parts: Iterable[Part], width: float, tops: tuple[float, float], bottom: float) -> tuple[Page, ...]:
    """Lay the parts out between the top (of the first page, of the others) and the bottom."""
    pages: list[list[Placed]] = [[]]
    y = tops[0]
    for group in _groups(parts, width, bottom - tops[1]):
        need = sum(part.before + part.block.height(width) for part in group)
        room = bottom - y + (0 if pages[-1] else group[0].before)
        turned = group[0].new_page and len(pages) == 1
        if pages[-1] and (need > room or turned):
            pages.append([])
            y = tops[1]
        for part in group:
            y += part.before if pages[-1] else 0
            pages[-1].append(Placed(part.block, y, part.name))
            y += part.block.height(width)
    return tuple(tuple(page) for page in pages)


def page_of(name: str, pages: tuple[Page, ...]) -> int:
    """The number, from 1, of the page on which the part of that name stands."""
    return next(at for at, page in enumerate(pages, 1) if any(placed.name == name for placed in page))


def _groups(parts: Iterable[Part], width: float, page: float) -> list[list[Part]]:
    """Parts that should share a page, together. What no page can hold stays together only at its beginning."""
    groups: list[list[Part]] = []
    joined = False
    for part in parts:
        if joined:
            groups[-1].append(part)
        else:
            groups.append([part])
        joined = part.with_next
    return [small for group in groups for small in _divided(group, width, page)]


def _divided(group: list[Part], width: float, page: float) -> list[list[Part]]:
    for whole in (group, group[:2]):
        if sum(part.before + part.block.height(width) for part in whole) <= page:
            return [whole, *([part] for part in group[len(whole) :])]
    return [[part] for part in group]
