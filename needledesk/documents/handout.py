"""The sheet the client takes home, as a PDF: two pages as a rule, more where the words need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from needledesk.documents import pages, sections
from needledesk.documents.blocks import Block, Columns, Gap, Stack
from needledesk.documents.chart import Chart
from needledesk.documents.design import LARGE, NORMAL, Design
from needledesk.documents.lettering import Span
from needledesk.documents.pagination import Page, Part, page_of
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
from needledesk.domain.handout import Handout
from needledesk.domain.practice import Country


def draw(handout: Handout, country: Country, large: bool = False) -> bytes:
    """The sheet as a PDF on the country's paper; `large`: 18 pt letters, on as many pages as that takes.

    The same sheet always gives the same bytes. Raises BadInput, naming the entry, for letters that the sheets'
    faces lack (`stationery.printable`).
    """
    _check(handout)
    with one_at_a_time:
        return _Sheet(handout, Paper.named(country.paper), LARGE if large else NORMAL).pdf()


def page_count(data: bytes) -> int:
    """How many pages a drawn sheet has."""
    return pages.count(data)


def _check(handout: Handout) -> None:
    refuse_unprintable(
        {
            "The client’s name": handout.client,
            "The practice’s name": handout.practice,
            "The practice’s phone number": handout.phone,
            "The practice’s e-mail address": handout.email,
            "The practice’s hours": handout.hours,
            "The practitioner’s name": handout.practitioner,
        }
    )


class _Sheet:
    """One handout on its way to paper."""

    def __init__(self, handout: Handout, paper: Paper, design: Design) -> None:
        self._handout = handout
        self._paper = paper
        self._design = design
        self._words = handout.words
        self._frame = SheetFrame(paper, self._running_head(), self._foot(), handout.words["page"])

    def pdf(self) -> bytes:
        """All pages."""
        laid_out = roomiest(self._laid_out, self._design)
        title = f"{self._words['title']}, {self._handout.finished_text}"
        press = Press(self._paper, title, self._handout.language, self._handout.practice, self._handout.made_at)
        return self._frame.print(press, laid_out)

    def _laid_out(self, design: Design) -> tuple[Page, ...]:
        """The pages; laid out once more where page 1 named the wrong page for "when to call us"."""
        page = 2
        while True:
            parts = self._large(design) if design.large else self._ordinary(design, page)
            laid_out = self._frame.lay_out(parts, design)
            found = page_of("calls", laid_out)
            if found <= page or design.large:
                return laid_out
            page = found

    # --- ordinary print ---

    def _ordinary(self, design: Design, calls_on: int) -> Iterator[Part]:
        handout, words, gap = self._handout, self._words, design.gap
        above, below = design.heading_gap
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(words["title"]), gap(16), with_next=True)
        yield Part(design.who.paragraph(self._who(design)), gap(2))
        yield Part(sections.heading(words["again"], design), gap(above), with_next=True)
        yield from self._boxes(design, gap(below))
        yield Part(design.note.paragraph(handout.medicines), gap(6))
        yield Part(sections.heading(words["normal"], design, words["normal_hint"]), gap(above), with_next=True)
        yield Part(Chart(handout.normal, handout.finished, design), gap(below), with_next=True)
        remark = design.hint.paragraph(handout.bruises, align=1)
        yield Part(sections.Legend(words["usual"], words["still_normal"], remark, design), gap(4))
        yield Part(self._do_and_not_yet(design), 0)
        yield Part(sections.call_box(handout, design, calls_on, self._paper.inner), gap(14))
        for at, call in enumerate(handout.calls):
            yield Part(sections.level(call, design), gap(13), new_page=not at, name="" if at else "calls")
        if handout.for_you:
            yield Part(sections.for_you(handout, design), gap(14))
        yield Part(self._days_after(design), gap(4))
        yield Part(sections.next_visit(handout, design), gap(16))

    def _boxes(self, design: Design, before: float) -> Iterator[Part]:
        """Three boxes to a row, the first column wider; fewer share the row."""
        boxes = self._handout.again
        for start in range(0, len(boxes), 3):
            row = boxes[start : start + 3]
            shares = (1.36, 1.0, 1.0)[: len(row)]
            yield Part(sections.AgainBoxes(row, shares, design), design.gap(10) if start else before)

    def _do_and_not_yet(self, design: Design) -> Columns:
        handout = self._handout
        return Columns(
            (
                self._list(self._words["do"], sections.ticked(handout.do, True, design), design),
                self._list(self._words["not_yet"], sections.ticked(handout.not_yet, False, design), design),
            ),
            28,
            (1, 1),
        )

    def _days_after(self, design: Design) -> Columns:
        handout, words = self._handout, self._words
        first = self._list(words["first_hours"], sections.dotted(handout.first_hours, design), design)
        week = self._list(words["week_1"], sections.dotted(handout.week_1, design), design)
        weeks = self._list(words["weeks_2_to_6"], sections.dotted(handout.weeks_2_to_6, design), design)
        return Columns((first, Stack((week, weeks))), 28, (1, 1))

    def _list(self, title: str, lines: tuple[Block, ...], design: Design) -> Stack:
        above, below = design.heading_gap
        return Stack((Gap(design.gap(above)), sections.heading(title, design), Gap(design.gap(below)), *lines))

    def _who(self, design: Design) -> tuple[Span, ...]:
        client, finished = self._handout.client, self._handout.finished_text
        between = Span(f" · {self._words['finished']} ", design.who.plain)
        return (design.who.bold(client), between, design.who.bold(finished))

    # --- large print: the same words, one below the other ---

    def _large(self, design: Design) -> Iterator[Part]:
        handout, words, gap = self._handout, self._words, design.gap
        yield Part(self._letterhead())
        yield Part(design.title.paragraph(words["title"]), gap(10), with_next=True)
        yield Part(design.who.paragraph((design.who.bold(handout.client),)), gap(4), with_next=True)
        finished = Span(words["finished"].capitalize() + " ", design.who.plain)
        yield Part(design.who.paragraph((finished, design.who.bold(handout.finished_text))), 0, with_next=True)
        yield Part(design.who.paragraph(" · ".join(filter(None, (handout.session, handout.zones)))))
        boxes = [sections.AgainRow(box, design) for box in handout.again]
        yield from self._section(words["again"], boxes, design, 7)
        yield Part(design.note.paragraph(handout.medicines), gap(7))
        chart = Chart(handout.normal, handout.finished, design)
        legend = design.note.paragraph(words["legend_large"])
        bruises = design.note.paragraph(handout.bruises)
        yield from self._section(words["normal"], [Stack((chart, Gap(6), legend, bruises))], design)
        yield from self._section(words["do"], sections.ticked(handout.do, True, design), design)
        yield from self._section(words["not_yet"], sections.ticked(handout.not_yet, False, design), design)
        if handout.for_you:
            yield Part(sections.for_you(handout, design), gap(14))
        yield from self._section(words["next_visit"], [sections.next_visit(handout, design)], design)
        yield Part(self._number_and_code(design), gap(16), with_next=True)
        for at, call in enumerate(handout.calls, 1):
            last = at == len(handout.calls)
            yield Part(sections.level(call, design), gap(13), with_next=not last, name="calls" if at == 1 else "")
        for title, lines in (
            (words["first_hours"], handout.first_hours),
            (words["week_1"], handout.week_1),
            (words["weeks_2_to_6"], handout.weeks_2_to_6),
        ):
            yield from self._section(title, sections.dotted(lines, design), design)

    def _section(self, title: str, blocks: Sequence[Block], design: Design, between: float = 0) -> Iterator[Part]:
        above, below = (design.gap(px) for px in design.heading_gap)
        yield Part(sections.heading(title, design), above, with_next=True)
        for at, block in enumerate(blocks, 1):
            # Neither the first nor the last of a list stands alone on a page.
            together = at in (1, len(blocks) - 1) and at < len(blocks)
            yield Part(block, design.gap(between) if at > 1 else below, with_next=together)

    def _number_and_code(self, design: Design) -> Columns:
        code, across = sections.contact(self._handout, design)
        room = self._paper.inner - 16 - across
        return Columns((sections.number(self._handout, design, 40, room), code), 16, (room, across))

    # --- what every page has ---

    def _letterhead(self) -> Letterhead:
        handout, design = self._handout, self._design
        name = design.practice.paragraph(handout.practice)
        if design.large:
            right = Stack((design.who.paragraph((design.who.bold(handout.phone),), align=1),))
            return Letterhead(Stack((name,)), right, design.who.strong.width(handout.phone) + 1, 40)
        contact = " · ".join(filter(None, (handout.phone, handout.email)))
        said = [text for text in (handout.session, handout.zones) if text]
        right = Stack(tuple(design.session.paragraph(text, align=1) for text in said))
        across = min(max(design.session.plain.width(text) for text in said) + 1, self._paper.inner * 0.42)
        return Letterhead(Stack((name, design.contact.paragraph(contact))), right, across, 34)

    def _running_head(self) -> RunningHead:
        handout, style = self._handout, self._design.body
        finished = handout.finished_text.rpartition(",")[0] if self._design.large else handout.finished_text
        between = " · " if self._design.large else f" · {self._words['finished']} "
        left = style.paragraph((style.bold(handout.client), Span(between + finished, style.plain)))
        return RunningHead(left, style.paragraph((style.bold(handout.phone),), align=1))

    def _foot(self) -> Foot:
        handout = self._handout
        left = self._words["practitioner"].format(name=handout.practitioner) if handout.practitioner else ""
        middle = self._words["made"].format(made=handout.made, version=handout.protocol_version)
        head = self._words["history"].format(head=handout.history) if handout.history else ""
        return Foot(left, middle, self._design, head)
