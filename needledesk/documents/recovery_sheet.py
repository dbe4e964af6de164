"""The recovery sheet: one page with the key in numbered groups and as a square code, and where to keep it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from needledesk.documents import sections
from needledesk.documents.blocks import Block, Columns, Gap, Stack
from needledesk.documents.design import NORMAL, Design, Style
from needledesk.documents.fonts import SANS_BOLD
from needledesk.documents.lettering import Letters
from needledesk.documents.pagination import Page, Part
from needledesk.documents.pen import Pen, baseline
from needledesk.documents.qr_code import SquareCode, text_squares
from needledesk.documents.sheet_frame import SheetFrame, roomiest
from needledesk.documents.stationery import Foot, Letterhead, Paper, Press, RunningHead, one_at_a_time, spelled_out
from needledesk.domain.practice import Country
from needledesk.domain.recovery_sheet import RecoverySheet

_SIGNS = Style(Letters(SANS_BOLD, 22), Letters(SANS_BOLD, 22), 28)
_ACROSS, _HIGH, _APART = 3, 50.0, 10.0
#: Room for a pen above the line "kept by".
_PEN = 46.0
_CODE = 196.0


def draw(sheet: RecoverySheet, country: Country) -> bytes:
    """The sheet as a PDF on the country's paper. The same sheet always gives the same bytes."""
    with one_at_a_time:
        clean = replace(sheet, practice=spelled_out(sheet.practice), file=spelled_out(sheet.file))
        return _Sheet(clean, Paper.named(country.paper), NORMAL).pdf()


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups in boxes of one size, row by row, each with its number."""

    groups: tuple[str, ...] = field(repr=False)
    design: Design

    def height(self, width: float) -> float:  # noqa: ARG002 - the same at any width
        """All rows."""
        rows = -(-len(self.groups) // _ACROSS)
        return rows * _HIGH + (rows - 1) * _APART

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Boxes, numbers, groups."""
        wide = (width - (_ACROSS - 1) * _APART) / _ACROSS
        hint, number = self.design.hint, 0
        for row, groups in enumerate(_rows(self.groups)):
            top = y + row * (_HIGH + _APART)
            for column, group in enumerate(groups):
                left, number = x + column * (wide + _APART), number + 1
                pen.box(left, top, wide, _HIGH, "line_strong", 1, radius=6)
                pen.words(left + 9, top + baseline(hint.plain, _HIGH), str(number), hint.plain)
                room = wide - 34
                start = left + 28 + (room - _SIGNS.plain.width(group)) / 2
                pen.words(start, top + baseline(_SIGNS.plain, _HIGH), group, _SIGNS.plain)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines to write on, side by side, with small words below."""

    names: tuple[str, ...]
    design: Design

    def height(self, width: float) -> float:  # noqa: ARG002 - the same at any width
        """Room for the pen, and the words."""
        return _PEN + self.design.footer.leading + 4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """From the left."""
        part = (width - 24 * (len(self.names) - 1)) / len(self.names)
        for at, name in enumerate(self.names):
            left = x + at * (part + 24)
            pen.line(left, y + _PEN, left + part, y + _PEN, "line_strong")
            self.design.footer.paragraph(name).draw(pen, left, y + _PEN + 4, part)


class _Sheet:
    """One sheet on its way to paper."""

    def __init__(self, sheet: RecoverySheet, paper: Paper, design: Design) -> None:
        self._sheet, self._words = sheet, sheet.words
        self._paper, self._design = paper, design
        head = RunningHead(design.body.paragraph(sheet.file), design.body.paragraph(sheet.key, align=1))
        self._frame = SheetFrame(paper, head, Foot(sheet.key, sheet.made, design), sheet.words["page"])

    def pdf(self) -> bytes:
        """The one page."""
        sheet = self._sheet
        press = Press(
            self._paper, f"{self._words['title']}, {sheet.key}", sheet.language, sheet.practice, sheet.made_at
        )
        return self._frame.print(press, roomiest(self._laid_out, self._design, enough=1))

    def _laid_out(self, design: Design) -> tuple[Page, ...]:
        return self._frame.lay_out(self._parts(design), design)

    def _parts(self, design: Design) -> Iterator[Part]:
        sheet, words, gap = self._sheet, self._words, design.gap
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(words["title"]), gap(20), with_next=True)
        yield Part(design.who.paragraph(sheet.file), gap(2), with_next=True)
        for line in sheet.intro:
            yield Part(design.body.paragraph(line), gap(12))
        yield Part(Columns((self._key(design), self._code(design)), 28, (2.1, 1)), gap(20))
        for name in ("keep", "use"):
            yield from self._section(name, design)
        yield Part(_Lines((words["kept_by"], words["kept_at"]), design), gap(20))

    def _key(self, design: Design) -> Block:
        title = sections.heading(self._words["groups"], design)
        return Stack((title, Gap(design.gap(10)), _Groups(self._sheet.groups, design)))

    def _code(self, design: Design) -> Block:
        title = sections.heading(self._words["code"], design)
        return Stack((title, Gap(design.gap(10)), SquareCode(text_squares(self._sheet.text), _CODE)))

    def _section(self, name: str, design: Design) -> Iterator[Part]:
        above, below = (design.gap(px) for px in design.heading_gap)
        yield Part(sections.heading(self._words[name], design), above + 6, with_next=True)
        for at, block in enumerate(sections.dotted(getattr(self._sheet, name), design)):
            yield Part(block, 0 if at else below)

    def _letterhead(self) -> Letterhead:
        sheet, design = self._sheet, self._design
        key = design.session.paragraph(sheet.key, align=1)
        return Letterhead(Stack((design.practice.paragraph(sheet.practice),)), Stack((key,)), key.natural() + 1, 34)


def _rows(groups: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(groups), _ACROSS):
        yield groups[at : at + _ACROSS]
