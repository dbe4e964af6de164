"""The page that asks a doctor for an answer in writing, with room for the answer below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from needledesk.documents import sections
from needledesk.documents.blocks import Card, Columns, Gap, Iconed, Stack
from needledesk.documents.design import NORMAL, Design
from needledesk.documents.lettering import Span
from needledesk.documents.pagination import Page, Part
from needledesk.documents.pen import Pen
from needledesk.documents.sheet_frame import SheetFrame, roomiest
from needledesk.documents.stationery import Foot, Letterhead, Paper, Press, RunningHead, one_at_a_time, spelled_out
from needledesk.domain.handout import Line
from needledesk.domain.letter_request import LetterRequest
from needledesk.domain.practice import Country

#: Rows of room for the doctor's own words, and how far apart they stand.
_ROWS, _APART = 5, 30.0
#: How high two lists side by side may be.
_SIDE_BY_SIDE = 330


def draw(request: LetterRequest, country: Country) -> bytes:
    """The page as a PDF on the country's paper. The same request always gives the same bytes."""
    with one_at_a_time:
        return _Request(_all_printable(request), Paper.named(country.paper), NORMAL).pdf()


def _all_printable(request: LetterRequest) -> LetterRequest:
    changed: dict[str, Any] = {}
    for field in fields(request):
        found = getattr(request, field.name)
        if isinstance(found, str):
            changed[field.name] = spelled_out(found)
        elif isinstance(found, tuple):
            changed[field.name] = tuple(_line(line) for line in found)
    return replace(request, **changed)


def _line(line: Line) -> Line:
    return Line(tuple((spelled_out(text), bold) for text, bold in line.spans), line.ids)


@dataclass(frozen=True, slots=True)
class _Room:
    """Lines to write on; the last one is parted in three, with what belongs there in small letters below."""

    names: tuple[str, str, str]
    design: Design

    def height(self, width: float) -> float:  # noqa: ARG002 - the same at any width
        """All lines and the words below the last."""
        return _ROWS * _APART + self.design.footer.leading + 4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """From the top down."""
        for row in range(1, _ROWS):
            pen.line(x, y + row * _APART, x + width, y + row * _APART, "line_strong")
        down, part = y + _ROWS * _APART, (width - 40) / 3
        for at, name in enumerate(self.names):
            left = x + at * (part + 20)
            pen.line(left, down, left + part, down, "line_strong")
            self.design.footer.paragraph(name).draw(pen, left, down + 4, part)


class _Request:
    """One request on its way to paper."""

    def __init__(self, request: LetterRequest, paper: Paper, design: Design) -> None:
        self._request, self._words = request, request.words
        self._paper, self._design = paper, design
        self._frame = SheetFrame(paper, self._running_head(), self._foot(), request.words["page"])

    def pdf(self) -> bytes:
        """All pages; as a rule one."""
        request = self._request
        title = f"{self._words['title']}, {request.number}"
        press = Press(self._paper, title, request.language, request.practice, request.made_at)
        return self._frame.print(press, roomiest(self._laid_out, self._design, enough=1))

    def _laid_out(self, design: Design) -> tuple[Page, ...]:
        return self._frame.lay_out(self._parts(design), design)

    def _parts(self, design: Design) -> Iterator[Part]:
        request, words, gap = self._request, self._words, design.gap
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(words["title"]), gap(16), with_next=True)
        yield Part(design.who.paragraph((design.who.bold(words["to"]),)), gap(2), with_next=True)
        yield Part(design.who.paragraph(request.about), with_next=True)
        for line in request.intro:
            yield Part(design.body.paragraph(line), gap(10))
        yield Part(self._medicines(design), gap(12))
        yield from self._told_and_plan(design)
        yield from self._section("ask", design)
        yield Part(self._answer(design), gap(16))

    def _told_and_plan(self, design: Design) -> Iterator[Part]:
        """Side by side, or one below the other where that is too high for one block."""
        both = Columns((self._list("told", design), self._list("plan", design)), 28, (1.2, 1))
        if both.height(self._paper.inner) <= _SIDE_BY_SIDE:
            yield Part(both)
        else:
            yield from self._section("told", design)
            yield from self._section("plan", design)

    def _list(self, name: str, design: Design) -> Stack:
        above, below = design.heading_gap
        title, lines = (
            sections.heading(self._words[name], design),
            sections.dotted(getattr(self._request, name), design),
        )
        return Stack((Gap(design.gap(above)), title, Gap(design.gap(below)), *lines))

    def _section(self, name: str, design: Design) -> Iterator[Part]:
        above, below = (design.gap(px) for px in design.heading_gap)
        yield Part(sections.heading(self._words[name], design), above, with_next=True)
        for at, block in enumerate(sections.dotted(getattr(self._request, name), design)):
            yield Part(block, 0 if at else below)

    def _medicines(self, design: Design) -> Card:
        rows = Stack(tuple(design.body.paragraph(line) for line in self._request.medicines))
        marked = Iconed("stethoscope", 24, "decide", 1, 38, rows)
        return Card(marked, (design.gap(10), 16), "decide_line", 1, "decide_soft")

    def _answer(self, design: Design) -> Card:
        words = self._words
        room = _Room((words["signed_by"], words["signature"], words["date"]), design)
        inner = Stack((sections.heading(words["answer"], design), Gap(2), room))
        return Card(inner, (12, 16), "primary", 1.2)

    def _letterhead(self) -> Letterhead:
        request, design = self._request, self._design
        contact = " · ".join(filter(None, (request.phone, request.email)))
        left = Stack((design.practice.paragraph(request.practice), design.contact.paragraph(contact)))
        number = design.session.paragraph(request.number, align=1)
        return Letterhead(left, Stack((number,)), number.natural() + 1, 34)

    def _running_head(self) -> RunningHead:
        style = self._design.body
        left = style.paragraph((Span(self._request.about, style.strong),))
        return RunningHead(left, style.paragraph((style.bold(self._request.phone),), align=1))

    def _foot(self) -> Foot:
        request = self._request
        left = self._words["practitioner"].format(name=request.practitioner) if request.practitioner else ""
        made = self._words["made"].format(made=request.made, version=request.protocol_version)
        head = self._words["history"].format(head=request.history) if request.history else ""
        return Foot(left, made, self._design, head)
