"""The parts of the handout, each made from the sheet's words and the measures of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from needledesk.documents.blocks import Block, Card, Columns, Dotted, Gap, Iconed, Paragraph, Stack
from needledesk.documents.design import Design
from needledesk.documents.lettering import Span
from needledesk.documents.pen import Pen
from needledesk.documents.qr_code import SquareCode, contact_squares
from needledesk.domain.handout import Again, Call, Handout, Line

_LEVELS = {
    "emergency": ("siren", "stop", 3.0),
    "doctor": ("stethoscope", "decide", 2.0),
    "us": ("phone", "primary", 1.2),
}
_NO_BREAK = "\u00a0"


class Sender(Protocol):
    """Any sheet, as far as it says whom to call."""

    @property
    def practice(self) -> str:
        """Whose sheet it is."""
        ...

    @property
    def phone(self) -> str:
        """The number to call."""
        ...

    @property
    def hours(self) -> str:
        """When somebody answers; may be empty."""
        ...

    @property
    def words(self) -> Mapping[str, str]:
        """Fixed words, `qr` among them."""
        ...


@dataclass(frozen=True, slots=True)
class AgainBoxes:
    """A row of boxes of one height: what may start again, and at the foot of each box from when."""

    boxes: tuple[Again, ...]
    shares: tuple[float, ...]
    design: Design

    def height(self, width: float) -> float:
        """The highest box."""
        columns = self._columns
        inner = [part - 26 for part in columns.widths(width)]
        titles = [block.height(part) for block, part in zip(columns.blocks, inner, strict=True)]
        whens = [self._when(box).height(part) for box, part in zip(self.boxes, inner, strict=True)]
        return max(title + when for title, when in zip(titles, whens, strict=True)) + 2 * self._room + 5

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Frames, titles, dates."""
        high = self.height(width)
        columns = self._columns
        for box, title, part in zip(self.boxes, columns.blocks, columns.widths(width), strict=True):
            when = self._when(box)
            pen.box(x, y, part, high, "primary_line")
            title.draw(pen, x + 13, y + self._room, part - 26)
            when.draw(pen, x + 13, y + high - self._room - when.height(part - 26), part - 26)
            x += part + columns.gap

    @property
    def _room(self) -> float:
        return 1 + self.design.gap(10)

    @property
    def _columns(self) -> Columns:
        return Columns(tuple(_box_title(box, self.design) for box in self.boxes), 10, self.shares)

    def _when(self, box: Again) -> Paragraph:
        return _box_when(box, self.design)


@dataclass(frozen=True, slots=True)
class AgainRow:
    """In large print: one box over the whole width, the date at its right."""

    box: Again
    design: Design

    def height(self, width: float) -> float:
        """The higher side and the room."""
        return self._columns(width).height(width - 40) + 2 * self._room

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Both sides in the middle."""
        high, columns = self.height(width), self._columns(width)
        pen.box(x, y, width, high, "primary", 2)
        x += 20
        for block, part in zip(columns.blocks, columns.widths(width - 40), strict=True):
            block.draw(pen, x, y + (high - block.height(part)) / 2, part)
            x += part + columns.gap

    @property
    def _room(self) -> float:
        return 2 + self.design.gap(8)

    def _columns(self, width: float) -> Columns:
        when = _box_when(self.box, self.design, align=1)
        right = min(when.natural() + 1, (width - 56) / 2)
        return Columns((_box_title(self.box, self.design), when), 16, (width - 56 - right, right))


@dataclass(frozen=True, slots=True)
class Legend:
    """What solid and striped mean, and at the right a remark."""

    usual: str
    still_normal: str
    remark: Paragraph
    design: Design

    def height(self, width: float) -> float:
        """The remark may take more rows than one."""
        return self.remark.height(width - self._swatches)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Two swatches with their words, then the remark."""
        self.remark.draw(pen, x + self._swatches, y, width - self._swatches)
        hint = self.design.hint
        for at, text in enumerate((self.usual, self.still_normal)):
            pen.box(x, y + 4, 26, 11, "primary", 1, "surface" if at else "primary", radius=0)
            if at:
                pen.stripes(x, y + 4, 26, 11, "primary", 7)
                pen.box(x, y + 4, 26, 11, "primary", 1, radius=0)
            hint.paragraph(text).draw(pen, x + 34, y, 200)
            x += 34 + hint.plain.width(text) + 16

    @property
    def _swatches(self) -> float:
        return 100 + sum(self.design.hint.plain.width(text) for text in (self.usual, self.still_normal))


def heading(text: str, design: Design, hint: str = "") -> Paragraph:
    """A heading, with lighter words on its line where there are any."""
    spans: tuple[Span, ...] = (design.heading.bold(text),)
    if hint and not design.large:
        spans += (Span(f" {_NO_BREAK}{hint}", design.hint.plain, whole=True),)
    return design.heading.paragraph(spans)


def ticked(lines: tuple[Line, ...], yes: bool, design: Design) -> tuple[Block, ...]:
    """Lines with a tick, or with a cross."""
    icon, colour = ("check", "proceed") if yes else ("x", "stop")
    indent = design.icon + (14 if design.large else 10)
    room = Gap(design.gap(design.mark_padding))
    return tuple(
        Stack((room, Iconed(icon, design.icon, colour, 2, indent, design.body.paragraph(line), weight=2.6), room))
        for line in lines
    )


def dotted(lines: tuple[Line, ...], design: Design) -> tuple[Block, ...]:
    """Lines with a dot."""
    indent, radius = (22, 4) if design.large else (15, 2.5)
    room = design.gap(design.list_padding)
    return tuple(Dotted(design.body.paragraph(line), indent, radius, room) for line in lines)


def level(call: Call, design: Design) -> Card:
    """One of the three boxes: the graver, the heavier its frame; icon and words tell them apart without colour."""
    icon, colour, weight = _LEVELS[call.level]
    title = design.level.paragraph((design.level.bold(call.title, colour),))
    inner = Stack((title, Gap(design.gap(3)), *dotted(call.lines, design)))
    indent = design.level_icon + (16 if design.large else 14)
    marked = Iconed(icon, design.level_icon, colour, 1, indent, inner)
    return Card(marked, (design.gap(11), 20 if design.large else 16), colour, weight)


def call_box(handout: Handout, design: Design, page: int, width: float) -> Card:
    """Page 1: the number to call, the emergency signs, the code; `page` is where all the reasons to call stand."""
    title = design.heading.paragraph((design.heading.bold(handout.words["worried"], "stop"),))
    alarm = tuple(
        replace(span, letters=replace(span.letters, colour="stop")) if span.whole else span
        for span in design.body.spans(handout.alarm)
    )
    see = Span(" " + handout.words["see_page"].format(page=page), design.body.plain)
    text = design.body.paragraph((*alarm, see))
    code, across = contact(handout, design)
    room = width - 36 - 20 - across
    left = Stack((title, Gap(4), number(handout, design, 25, room), Gap(design.gap(8)), text))
    return Card(Columns((left, code), 20, (room, across)), (design.gap(14), 16), "stop", 2)


def number(sheet: Sender, design: Design, icon: float, width: float, colour: str = "stop") -> Iconed:
    """The practice's number with a telephone, and when somebody answers: behind the number, or below it."""
    indent = icon + (18 if design.large else 8)
    plain = design.who.plain if design.large else replace(design.who.plain, size=14)
    phone = Span(sheet.phone, design.phone.strong, whole=True)
    hours = Span(f" {_NO_BREAK}{_NO_BREAK}{sheet.hours}", plain)
    block: Block = design.phone.paragraph((phone, hours) if sheet.hours else (phone,))
    if sheet.hours and (design.large or block.height(width - indent) > design.phone.leading):
        below = Paragraph((Span(sheet.hours, plain),), design.who.leading)
        block = Stack((design.phone.paragraph((phone,)), below))
    return Iconed("phone", icon, colour, (design.phone.leading - icon) / 2, indent, block)


def contact(sheet: Sender, design: Design) -> tuple[Stack, float]:
    """The code with its words below, and how wide both are."""
    caption = design.footer.paragraph(sheet.words["qr"], align=0.5)
    across = max(design.qr, caption.natural() + 1)
    return Stack((SquareCode(contact_squares(sheet.practice, sheet.phone), design.qr), Gap(9), caption)), across


def for_you(handout: Handout, design: Design) -> Card:
    """What concerns this client only."""
    style = design.body
    label = style.bold(handout.words["for_you"])
    rows: list[Block] = []
    for at, line in enumerate(handout.for_you):
        spans = style.spans(line) if at else (label, Span(" ", style.plain), *style.spans(line))
        if at:
            first = spans[0]
            spans = (replace(first, text=first.text[:1].upper() + first.text[1:]), *spans[1:])
            rows.append(Gap(design.gap(4)))
        rows.append(style.paragraph(spans))
    size = 30 if design.large else 20
    inner = Iconed("triangle-alert", size, "decide", 0, size + (16 if design.large else 12), Stack(tuple(rows)))
    return Card(inner, (design.gap(10), 20 if design.large else 16), "decide_line", 1, "decide_soft")


def next_visit(handout: Handout, design: Design) -> Card:
    """When the next visit fits, and what to leave before it."""
    inner = Stack((design.body.paragraph(handout.next_visit), design.note.paragraph(handout.before_next)))
    size = 36 if design.large else 30
    marked = Iconed("calendar-check", size, "primary", 0, size + 16, inner, weight=1.6, middle=not design.large)
    return Card(marked, (design.gap(10), 16), "line")


def _box_title(box: Again, design: Design) -> Paragraph:
    style = design.box_title
    spans: tuple[Span, ...] = (Span(box.title, style.strong),)
    if box.note:
        spans += (Span(f" {box.note}", style.plain),)
    return style.paragraph(spans)


def _box_when(box: Again, design: Design, align: float = 0) -> Paragraph:
    """`not after` may stand on a row of its own; the date behind it is not broken over two."""
    words, weekday, rest = re.split(r"([A-Z]|$)", box.when, maxsplit=1)
    day = weekday + rest
    style = design.box_when
    spans = (Span(words, style.plain), Span(day, style.plain, whole=True))
    return style.paragraph(tuple(span for span in spans if span.text), align)
