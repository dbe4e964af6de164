"""The sheet a client gets before the treatment, as a PDF: one leaf of paper as a rule, more where the words need it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from needledesk.documents import sections
from needledesk.documents.blocks import Block, Card, Columns, Gap, Iconed, Stack
from needledesk.documents.design import LARGE, NORMAL, Design
from needledesk.documents.lettering import Span
from needledesk.documents.pagination import Page, Part
from needledesk.documents.sheet_frame import SheetFrame, roomiest
from needledesk.documents.stationery import (
    Foot,
    Letterhead,
    Paper,
    Press,
    RunningHead,
    one_at_a_time,
    refuse_unprintable,
)
from needledesk.domain.practice import Country
from needledesk.domain.pretreatment import BeforeSheet


def draw(sheet: BeforeSheet, country: Country, large: bool = False) -> bytes:
    """The sheet as a PDF on the country's paper; `large`: 18 pt letters, on as many pages as that takes.

    The same sheet always gives the same bytes. Raises BadInput, naming the entry, for letters that the sheets'
    faces lack (`stationery.printable`).
    """
    refuse_unprintable(
        {
            "The client’s name": sheet.client,
            "The practice’s name": sheet.practice,
            "The practice’s phone number": sheet.phone,
            "The practice’s e-mail address": sheet.email,
            "The practice’s hours": sheet.hours,
            "The practitioner’s name": sheet.practitioner,
        }
    )
    with one_at_a_time:
        return _Before(sheet, Paper.named(country.paper), LARGE if large else NORMAL).pdf()


class _Before:
    """One sheet on its way to paper."""

    def __init__(self, sheet: BeforeSheet, paper: Paper, design: Design) -> None:
        self._sheet = sheet
        self._paper = paper
        self._design = design
        self._words = sheet.words
        self._frame = SheetFrame(paper, self._running_head(), self._foot(), sheet.words["page"])

    def pdf(self) -> bytes:
        """All pages."""
        sheet = self._sheet
        title = f"{self._words['title']}, {sheet.appointment_text}"
        press = Press(self._paper, title, sheet.language, sheet.practice, sheet.made_at)
        return self._frame.print(press, roomiest(self._laid_out, self._design))

    def _laid_out(self, design: Design) -> tuple[Page, ...]:
        parts = self._large(design) if design.large else self._ordinary(design)
        return self._frame.lay_out(parts, design)

    # --- ordinary print ---

    def _ordinary(self, design: Design) -> Iterator[Part]:
        sheet, words, gap = self._sheet, self._words, design.gap
        above, below = design.heading_gap
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(words["title"]), gap(16), with_next=True)
        yield Part(design.who.paragraph(self._who(design)), gap(2))
        yield Part(self._medicines(design), gap(14))
        if sheet.keep:
            yield Part(sections.heading(words["keep"], design, words["keep_hint"]), gap(above + 3), with_next=True)
            yield from self._boxes(design, gap(below + 2))
        for at, note in enumerate(sheet.notes):
            yield Part(design.note.paragraph(note), gap(3) if at else gap(9))
        yield from self._section(words["tell"], sections.dotted(sheet.tell, design), design)
        yield Part(self._side_by_side(design, ("skin", "day")))
        yield Part(self._side_by_side(design, ("what", "often")))
        yield Part(self._call_us(design), gap(18))

    def _boxes(self, design: Design, before: float) -> Iterator[Part]:
        """Three boxes to a row, the first column wider, as on the sheet after the treatment."""
        boxes = self._sheet.keep
        for start in range(0, len(boxes), 3):
            row = boxes[start : start + 3]
            shares = (1.36, 1.0, 1.0)[: len(row)]
            yield Part(sections.AgainBoxes(row, shares, design), design.gap(10) if start else before)

    def _side_by_side(self, design: Design, names: tuple[str, str]) -> Block:
        """Two lists in columns; one alone has the whole width."""
        lists = [self._list(name, design) for name in names if getattr(self._sheet, name)]
        return Columns(tuple(lists), 28, (1,) * len(lists)) if lists else Gap(0)

    def _list(self, name: str, design: Design) -> Stack:
        above, below = design.heading_gap
        lines = sections.dotted(getattr(self._sheet, name), design)
        title = sections.heading(self._words[name], design)
        return Stack((Gap(design.gap(above)), title, Gap(design.gap(below)), *lines))

    def _who(self, design: Design) -> tuple[Span, ...]:
        between = Span(f" · {self._words['visit']} ", design.who.plain)
        return (design.who.bold(self._sheet.client), between, design.who.bold(self._sheet.appointment_text))

    # --- large print: the same words, one below the other ---

    def _large(self, design: Design) -> Iterator[Part]:
        sheet, words, gap = self._sheet, self._words, design.gap
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(words["title"]), gap(10), with_next=True)
        yield Part(design.who.paragraph((design.who.bold(sheet.client),)), gap(4), with_next=True)
        visit = Span(words["visit"].capitalize() + " ", design.who.plain)
        yield Part(design.who.paragraph((visit, design.who.bold(sheet.appointment_text))))
        yield Part(self._medicines(design), gap(14))
        boxes = [sections.AgainRow(box, design) for box in sheet.keep]
        yield from self._section(words["keep"], boxes, design, 7)
        for note in sheet.notes:
            yield Part(design.note.paragraph(note), gap(8))
        for name in ("tell", "skin", "day", "what", "often"):
            yield from self._section(words[name], sections.dotted(getattr(sheet, name), design), design)
        title = design.heading.paragraph((design.heading.bold(words["call"], "primary"),))
        yield Part(title, gap(16), with_next=True)
        code, across = sections.contact(sheet, design)
        room = self._paper.inner - 16 - across
        number = sections.number(sheet, design, 40, room, "primary")
        yield Part(Columns((number, code), 16, (room, across)), gap(6))

    def _section(self, title: str, blocks: Sequence[Block], design: Design, between: float = 0) -> Iterator[Part]:
        """A heading and its blocks; nothing where there are none."""
        if not blocks:
            return
        above, below = (design.gap(px) for px in design.heading_gap)
        yield Part(sections.heading(title, design), above, with_next=True)
        for at, block in enumerate(blocks, 1):
            # Neither the first nor the last of a list stands alone on a page.
            together = at in (1, len(blocks) - 1) and at < len(blocks)
            yield Part(block, design.gap(between) if at > 1 else below, with_next=together)

    # --- both ---

    def _medicines(self, design: Design) -> Card:
        """What a doctor prescribed goes on: the first thing that is read."""
        rows: list[Block] = []
        for line in self._sheet.medicines:
            rows += [*([Gap(design.gap(5))] if rows else []), design.body.paragraph(line)]
        size = 30 if design.large else 24
        marked = Iconed("stethoscope", size, "decide", 1, size + (16 if design.large else 14), Stack(tuple(rows)))
        return Card(marked, (design.gap(11), 20 if design.large else 16), "decide_line", 1, "decide_soft")

    def _call_us(self, design: Design) -> Card:
        title = design.heading.paragraph((design.heading.bold(self._words["call"], "primary"),))
        code, across = sections.contact(self._sheet, design)
        room = self._paper.inner - 36 - 20 - across
        left = Stack((title, Gap(4), sections.number(self._sheet, design, 25, room, "primary")))
        return Card(Columns((left, code), 20, (room, across)), (design.gap(12), 16), "primary", 1.2)

    def _letterhead(self) -> Letterhead:
        sheet, design = self._sheet, self._design
        name = design.practice.paragraph(sheet.practice)
        if design.large:
            right = Stack((design.who.paragraph((design.who.bold(sheet.phone),), align=1),))
            return Letterhead(Stack((name,)), right, design.who.strong.width(sheet.phone) + 1, 40)
        contact = " · ".join(filter(None, (sheet.phone, sheet.email)))
        early = design.session.paragraph(self._words["early"], align=1)
        return Letterhead(Stack((name, design.contact.paragraph(contact))), Stack((early,)), early.natural() + 1, 34)

    def _running_head(self) -> RunningHead:
        sheet, style = self._sheet, self._design.body
        visit = sheet.appointment_text
        between = " · " if self._design.large else f" · {self._words['visit']} "
        left = style.paragraph((style.bold(sheet.client), Span(between + visit, style.plain)))
        return RunningHead(left, style.paragraph((style.bold(sheet.phone),), align=1))

    def _foot(self) -> Foot:
        sheet = self._sheet
        left = self._words["practitioner"].format(name=sheet.practitioner) if sheet.practitioner else ""
        made = self._words["made"].format(made=sheet.made, version=sheet.protocol_version)
        head = self._words["history"].format(head=sheet.history) if sheet.history else ""
        return Foot(left, made, self._design, head)
