"""The proof that a client was erased, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from needledesk.documents import sections
from needledesk.documents.blocks import Gap, Stack
from needledesk.documents.design import NORMAL, Design
from needledesk.documents.lettering import Span
from needledesk.documents.pagination import Page, Part
from needledesk.documents.sheet_frame import SheetFrame, roomiest
from needledesk.documents.stationery import Foot, Letterhead, Paper, Press, RunningHead, one_at_a_time, spelled_out
from needledesk.domain.erasure_sheet import ErasureSheet
from needledesk.domain.handout import Line
from needledesk.domain.practice import Country


def draw(sheet: ErasureSheet, country: Country) -> bytes:
    """The sheet as a PDF on the country's paper. The same sheet always gives the same bytes."""
    with one_at_a_time:
        return _Proof(_all_printable(sheet), Paper.named(country.paper), NORMAL).pdf()


def _all_printable(sheet: ErasureSheet) -> ErasureSheet:
    changed: dict[str, Any] = {}
    for field in fields(sheet):
        found = getattr(sheet, field.name)
        if isinstance(found, str):
            changed[field.name] = spelled_out(found)
        elif isinstance(found, tuple):
            changed[field.name] = tuple(_line(line) for line in found)
    return replace(sheet, **changed)


def _line(line: Line) -> Line:
    return Line(tuple((spelled_out(text), bold) for text, bold in line.spans), line.ids)


class _Proof:
    """One sheet on its way to paper."""

    def __init__(self, sheet: ErasureSheet, paper: Paper, design: Design) -> None:
        self._sheet, self._words = sheet, sheet.words
        self._paper, self._design = paper, design
        self._frame = SheetFrame(paper, self._running_head(), self._foot(), sheet.words["page"])

    def pdf(self) -> bytes:
        """All pages; as a rule one."""
        sheet = self._sheet
        title = f"{self._words['title']}, {sheet.number}"
        press = Press(self._paper, title, sheet.language, sheet.practice, sheet.made_at)
        return self._frame.print(press, roomiest(self._laid_out, self._design, enough=1))

    def _laid_out(self, design: Design) -> tuple[Page, ...]:
        return self._frame.lay_out(self._parts(design), design)

    def _parts(self, design: Design) -> Iterator[Part]:
        sheet, gap = self._sheet, design.gap
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(self._words["title"]), gap(16), with_next=True)
        yield Part(design.body.paragraph(sheet.about), gap(4), with_next=True)
        for line in sheet.facts:
            yield Part(design.body.paragraph(line), gap(8))
        for name in ("gone", "kept", "copies"):
            yield from self._section(name, design)

    def _section(self, name: str, design: Design) -> Iterator[Part]:
        above, below = (design.gap(px) for px in design.heading_gap)
        yield Part(sections.heading(self._words[name], design), above, with_next=True)
        for at, block in enumerate(sections.dotted(getattr(self._sheet, name), design)):
            yield Part(block, 0 if at else below)

    def _letterhead(self) -> Letterhead:
        sheet, design = self._sheet, self._design
        contact = " · ".join(filter(None, (sheet.phone, sheet.email)))
        left = Stack((design.practice.paragraph(sheet.practice), Gap(0), design.contact.paragraph(contact)))
        number = design.session.paragraph(sheet.number, align=1)
        return Letterhead(left, Stack((number,)), number.natural() + 1, 34)

    def _running_head(self) -> RunningHead:
        style = self._design.body
        left = style.paragraph((Span(self._words["client"].format(number=self._sheet.number), style.strong),))
        return RunningHead(left, style.paragraph((style.bold(self._sheet.practice),), align=1))

    def _foot(self) -> Foot:
        sheet = self._sheet
        left = self._words["practitioner"].format(name=sheet.practitioner) if sheet.practitioner else ""
        return Foot(left, self._words["made"].format(made=sheet.made), self._design)
