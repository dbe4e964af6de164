"""What all pages of a sheet share: the head from page 2 on, the foot, the numbers; and that no page is wasted."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from needledesk.documents.blocks import Gap, Stack
from needledesk.documents.design import LARGE, NORMAL, Design
from needledesk.documents.pagination import Page, Part
from needledesk.documents.sheet_frame import SheetFrame, roomiest
from needledesk.documents.stationery import Foot, Paper, Press, RunningHead


def frame() -> SheetFrame:
    head = RunningHead(NORMAL.body.paragraph("whose sheet"), NORMAL.body.paragraph("a number", align=1))
    return SheetFrame(Paper.named("A4"), head, Foot("left", "middle", NORMAL), "Page {page} of {pages}")


def parts(count: int, design: Design) -> list[Part]:
    block = Stack((NORMAL.body.paragraph("words"), Gap(150)))
    return [Part(block, design.gap(40)) for _ in range(count)]


def test_every_page_is_numbered_and_from_the_second_on_has_a_head() -> None:
    made = frame()
    laid_out = made.lay_out(parts(12, NORMAL), NORMAL)
    press = Press(made.paper, "Sheet", "en-GB", "", datetime(2026, 11, 22, tzinfo=UTC))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made.print(press, laid_out))).pages]
    assert [f"Page {at} of 3" in page for at, page in enumerate(pages, 1)] == [True] * 3
    assert ["whose sheet" in page for page in pages] == [False, True, True]
    assert all("left" in page and "middle" in page for page in pages)


def test_the_roomiest_layout_of_the_fewest_pages_is_taken() -> None:
    tried: list[float] = []

    def lay_out(design: Design) -> tuple[Page, ...]:
        tried.append(design.tight)
        return frame().lay_out(parts(10, design), design)

    assert len(roomiest(lay_out, NORMAL)) == 2
    assert tried[0] == 1.0
    assert tried[-1] == 0.7  # the first that fits on two
    assert len(frame().lay_out(parts(10, NORMAL), NORMAL)) == 3


def test_large_print_keeps_its_room() -> None:
    tried: list[float] = []

    def lay_out(design: Design) -> tuple[Page, ...]:
        tried.append(design.tight)
        return frame().lay_out(parts(20, design), design)

    roomiest(lay_out, LARGE)
    assert tried == [1.0, 0.8]
