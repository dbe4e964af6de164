"""The record of a visit as a PDF: as many pages as it takes, nothing cut, however long a note or a reason is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from needledesk.documents import sections
from needledesk.documents.blocks import Block, Columns, Paragraph, Stack
from needledesk.documents.design import NORMAL, Design, Style
from needledesk.documents.lettering import Span, flow
from needledesk.documents.pagination import Part
from needledesk.documents.pen import Pen
from needledesk.documents.sheet_frame import SheetFrame
from needledesk.documents.stationery import Foot, Letterhead, Paper, Press, RunningHead, one_at_a_time, spelled_out
from needledesk.domain.practice import Country
from needledesk.domain.record_parts import Entry, Section
from needledesk.domain.visit_record import Record

TITLE = "Record of a visit"
NUMBERED = "Page {page} of {pages}"
SPELLED = "[U+…] stands for a letter that these pages cannot print; the record file holds it."
#: How an entry's two sides share the width, and from how many rows on they stand one below the other.
_SHARES, _TALL = (1.55, 1.0), 6


def draw(record: Record, country: Country) -> bytes:
    """The record as a PDF on the country's paper. The same record always gives the same bytes."""
    with one_at_a_time:
        return _Pages(_all_printable(record), Paper.named(country.paper), NORMAL).pdf()


def _all_printable(record: Record) -> Record:
    """The record with every letter as it can be printed, and a word about it where that changes anything."""
    texts = {field.name: getattr(record, field.name) for field in fields(record)}
    changed: dict[str, Any] = {name: spelled_out(text) for name, text in texts.items() if isinstance(text, str)}
    printed = replace(record, **changed, sections=tuple(_section(section) for section in record.sections))
    strange = any("[U+" in text for text in _texts(printed))
    return replace(printed, sections=(*printed.sections, Section("Letters", (), SPELLED))) if strange else printed


def _section(section: Section) -> Section:
    entries = tuple(
        Entry(spelled_out(entry.text), spelled_out(entry.value), tuple(spelled_out(note) for note in entry.notes))
        for entry in section.entries
    )
    return Section(spelled_out(section.title), entries, spelled_out(section.note))


def _texts(record: Record) -> Iterator[str]:
    yield from (text for text in (getattr(record, field.name) for field in fields(record)) if isinstance(text, str))
    for section in record.sections:
        yield section.title
        for entry in section.entries:
            yield from (entry.text, entry.value, *entry.notes)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A block with a fine line above it."""

    block: Block

    def height(self, width: float) -> float:
        """The block and a little room below the line."""
        return self.block.height(width) + 4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Line, then block."""
        pen.line(x, y, x + width, y, "line")
        self.block.draw(pen, x, y + 4, width)


class _Pages:
    """One record on its way to paper."""

    def __init__(self, record: Record, paper: Paper, design: Design) -> None:
        self._record = record
        self._paper = paper
        self._design = design
        self._frame = SheetFrame(paper, self._running_head(), self._foot(), NUMBERED)

    def pdf(self) -> bytes:
        """All pages."""
        record = self._record
        title = f"{TITLE}, {record.number}, {record.opened:%Y-%m-%d}"
        press = Press(self._paper, title, record.language, record.practice, record.printed_at)
        return self._frame.print(press, self._frame.lay_out(self._parts(), self._design))

    def _parts(self) -> Iterator[Part]:
        record, design = self._record, self._design
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(TITLE), 16, with_next=True)
        between = Span(" · ", design.who.plain)
        who = (design.who.bold(record.client), between, Span(record.heading, design.who.plain))
        yield Part(design.who.paragraph(who), 2)
        yield Part(design.note.paragraph(record.supports), 6)
        yield Part(design.note.paragraph(f"{record.printed_by}. {record.todays}"), 2)
        for section in record.sections:
            yield from self._of_section(section)

    def _of_section(self, section: Section) -> Iterator[Part]:
        above, below = self._design.heading_gap
        yield Part(sections.heading(section.title, self._design), above + 3, with_next=True)
        for row in self._rows(section.note, self._design.session):
            yield Part(row, below)
        for at, entry in enumerate(section.entries):
            yield from self._of_entry(entry, 4 if at else below)

    def _of_entry(self, entry: Entry, before: float) -> Iterator[Part]:
        """The two sides, then the lines below; each line a part of its own, so that a page can end anywhere."""
        below = self._design.hint if entry.text else self._design.session
        blocks = [*self._sides(entry), *(row for note in entry.notes for row in self._rows(note, below))]
        for at, block in enumerate(blocks):
            first = _Ruled(block) if not at else block
            yield Part(first, before if not at else 0, with_next=not at and len(blocks) > 1)

    def _sides(self, entry: Entry) -> list[Block]:
        """What it is about at the left, what is said of it at the right; one below the other where that is long."""
        style = self._design.session
        bold = replace(style, plain=style.strong)
        if not entry.value:
            return list(self._rows(entry.text, style if entry.notes else bold))
        left, right = style.paragraph(entry.text), bold.paragraph(entry.value)
        pair = Columns((left, right), 16, _SHARES)
        if pair.height(self._paper.inner) <= _TALL * style.leading:
            return [pair]
        return [*self._rows(entry.text, style), *self._rows(entry.value, bold)]

    def _rows(self, text: str, style: Style) -> list[Paragraph]:
        """The text as single rows."""
        if not text:
            return []
        rows = flow((Span(text, style.plain),), self._paper.inner)
        return [style.paragraph("".join(run.text for run in row.runs)) for row in rows]

    def _letterhead(self) -> Letterhead:
        record, design = self._record, self._design
        contact = " · ".join(filter(None, (record.phone, record.email)))
        left = Stack((design.practice.paragraph(record.practice), design.contact.paragraph(contact)))
        number = design.session.paragraph(record.number, align=1)
        return Letterhead(left, Stack((number,)), number.natural() + 1, 34)

    def _running_head(self) -> RunningHead:
        style = self._design.body
        left = style.paragraph((style.bold(self._record.client), Span(f" · {self._record.heading}", style.plain)))
        return RunningHead(left, style.paragraph(TITLE, align=1))

    def _foot(self) -> Foot:
        record = self._record
        head = f"history {record.history}" if record.history else ""
        return Foot(record.printed_by, f"Protocol v{record.protocol_version}", self._design, head)
