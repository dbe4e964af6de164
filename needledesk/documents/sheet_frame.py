"""What the pages of any sheet have in common: paper, heads, foot, numbers, and how they are laid out and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from needledesk.documents.design import Design
from needledesk.documents.pagination import Page, Part, paginate
from needledesk.documents.stationery import FOOT, SIDE, TOP, Foot, Paper, Press, RunningHead

#: How far the room between things may shrink to save a page (the letters never do); large print needs its room.
_TIGHTER, _LARGE_TIGHTER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.4), (1.0, 0.8)
#: A sheet of so many pages is as short as it needs to be: one leaf of paper.
ONE_LEAF = 2


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """The head of the further pages, the foot of all, and the words of a page number: "Page {page} of {pages}"."""

    paper: Paper
    head: RunningHead
    foot: Foot
    numbered: str

    def lay_out(self, parts: Iterable[Part], design: Design) -> tuple[Page, ...]:
        """The parts on as many pages as they take."""
        inner = self.paper.inner
        tops = (TOP, TOP + self.head.height(inner) + design.gap(12))
        return paginate(parts, inner, tops, self.paper.height - FOOT - self.foot.height(inner) - 7)

    def print(self, press: Press, laid_out: tuple[Page, ...]) -> bytes:
        """The pages as a PDF."""
        inner = self.paper.inner
        down = self.paper.height - FOOT - self.foot.height(inner)
        for at, page in enumerate(laid_out, 1):
            pen = press.page()
            if at > 1:
                self.head.draw(pen, SIDE, TOP, inner)
            for placed in page:
                placed.block.draw(pen, SIDE, placed.y, inner)
            self.foot.draw_page(pen, SIDE, down, inner, self.numbered.format(page=at, pages=len(laid_out)))
            press.turn()
        return press.bytes()


def roomiest(lay_out: Callable[[Design], tuple[Page, ...]], design: Design, enough: int = ONE_LEAF) -> tuple[Page, ...]:
    """The roomiest of the layouts that take the fewest pages; `enough`: so few that no fewer are tried for."""
    best: tuple[Page, ...] = ()
    for tight in _LARGE_TIGHTER if design.large else _TIGHTER:
        laid_out = lay_out(design.tightened(tight))
        if not best or len(laid_out) < len(best):
            best = laid_out
        if len(best) <= enough:
            break
    return best
