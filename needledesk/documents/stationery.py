"""The practice's paper: page size and margins, heads and foot, and a canvas that knows its title and language."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from needledesk.documents import fonts, icons
from needledesk.documents.blocks import Block, Columns, Paragraph, Stack
from needledesk.documents.design import Design
from needledesk.documents.pen import PX, Pen
from needledesk.errors import BadInput

#: Held while a sheet is drawn: reportlab keeps what a font has used so far in the font itself.
one_at_a_time = threading.Lock()

#: Left and right 36 pt; the foot ends 28 px above the paper's edge.
SIDE, TOP, FOOT = 48.0, 38.0, 28.0
_POINTS = {"A4": (595.2756, 841.8898), "Letter": (612.0, 792.0)}
_DROP = icons.path("M20 4 C27 13 32 19 32 25.4 A12 12 0 0 1 8 25.4 C8 19 13 13 20 4 Z")
_PORES = ((20.0, 19.0), (15.0, 25.0), (25.0, 25.0), (20.0, 30.5))


def printable(text: str) -> bool:
    """Whether the sheets' letters have everything in `text` (Latin, Greek and Cyrillic; no marks set apart)."""
    return fonts.covers(text)


def spelled_out(text: str) -> str:
    """The text with what the sheets cannot print as its number, `[U+5C71]`: nothing of it is lost."""
    composed = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\u00a0", " "))
    if printable(composed):
        return composed
    return "".join(letter if printable(letter) else f"[U+{ord(letter):04X}]" for letter in composed)


def refuse_unprintable(entries: Mapping[str, str]) -> None:
    """Raise BadInput for the first entry whose text the sheets cannot print; its name, such as "The client’s name"."""
    for entry, text in entries.items():
        if not printable(text):
            raise BadInput(
                f"{entry} has letters that the sheet cannot print.",
                safe="Nothing was printed.",
                do="Write it in Latin letters for the sheet.",
            )


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in px of the mockups."""

    width: float
    height: float

    @classmethod
    def named(cls, name: str) -> Paper:
        """`A4` or `Letter`."""
        width, height = _POINTS[name]
        return cls(width / PX, height / PX)

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * SIDE


class Press:
    """Makes the PDF: pages one after the other, all with the same foot."""

    def __init__(self, paper: Paper, title: str, language: str, author: str, made: datetime) -> None:
        self._paper = paper
        self._file = BytesIO()
        fonts.face(fonts.SANS)
        self._canvas = Canvas(
            self._file,
            pagesize=(paper.width * PX, paper.height * PX),
            invariant=1,  # the same sheet gives the same bytes; the date below is the sheet's own
            initialFontName=fonts.SANS,  # reportlab's own first font would not be embedded
            lang=language,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("NeedleDesk")
        self._canvas.setSubject(title)
        self._canvas.setDateFormatter(lambda *_: _pdf_date(made))
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def page(self) -> Pen:
        """A pen for the page that is open."""
        return Pen(self._canvas, self._paper.height)

    def turn(self) -> None:
        """End the page."""
        self._canvas.showPage()

    def bytes(self) -> bytes:
        """The finished PDF."""
        self._canvas.save()
        return self._file.getvalue()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the first page: the drop, the practice, and at the right what this visit was."""

    left: Stack
    right: Stack
    right_width: float
    logo: float

    def height(self, width: float) -> float:
        """Both sides, the rule below."""
        return self._inner(width) + 14

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Both sides stand in the middle."""
        inner = self._inner(width)
        _draw_logo(pen, x, y + (inner - self.logo) / 2, self.logo)
        left = self._left_width(width)
        start = x + self.logo + 12
        self.left.draw(pen, start, y + (inner - self.left.height(left)) / 2, left)
        high = self.right.height(self.right_width)
        self.right.draw(pen, x + width - self.right_width, y + (inner - high) / 2, self.right_width)
        pen.line(x, y + inner + 13, x + width, y + inner + 13, "primary", 2)

    def _left_width(self, width: float) -> float:
        return width - self.logo - 12 - self.right_width - 16

    def _inner(self, width: float) -> float:
        heights = (self.left.height(self._left_width(width)), self.right.height(self.right_width), self.logo)
        return max(heights)


@dataclass(frozen=True, slots=True)
class RunningHead:
    """The head of the further pages: whose sheet it is, and at the right a short word that must be at hand."""

    left: Paragraph
    right: Paragraph

    def height(self, width: float) -> float:
        """Its rows and the rule below."""
        return self._columns(width).height(width) + 14

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Both and the rule."""
        columns = self._columns(width)
        columns.draw(pen, x, y, width)
        down = y + columns.height(width) + 13
        pen.line(x, down, x + width, down, "primary", 2)

    def _columns(self, width: float) -> Columns:
        right = min(self.right.natural() + 1, width * 0.4)
        return Columns((self.left, self.right), 16, (width - 16 - right, right))


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of every page: words at the left, in the middle and at the right; on two rows where one is too short."""

    left: str
    middle: str
    design: Design
    head: str = ""  # of the history: what follows the words in the middle

    def height(self, width: float) -> float:
        """The rule, the room below it, the rows."""
        return 9 + self._block("", width).height(width)

    def draw_page(self, pen: Pen, x: float, y: float, width: float, page: str) -> None:
        """With the page's own words at the right."""
        pen.line(x, y + 0.5, x + width, y + 0.5, "line")
        self._block(page, width).draw(pen, x, y + 9, width)

    def _block(self, page: str, width: float) -> Block:
        style = self.design.footer
        number = style.paragraph(page or "Page 10 of 10", align=1)
        across = number.natural() + 1
        middle = " · ".join(text for text in (self.middle, self.head) if text)
        texts = [text for text in (self.left, middle) if text] or [""]
        long = [style.plain.width(text) + 1 for text in texts]
        if sum(long) + across + 24 * len(texts) > width:
            upper = tuple(style.paragraph(text) for text in texts[:-1])
            lower = Columns((style.paragraph(texts[-1]), number), 24, (width - 24 - across, across))
            return Stack((*upper, lower))
        if len(texts) == 1:
            return Columns((style.paragraph(texts[0]), number), 24, (width - 24 - across, across))
        free = (width - sum(long) - across) / 2
        row = (style.paragraph(texts[0]), style.paragraph(texts[1]), number)
        return Columns(row, free, (long[0], long[1], across))


def _draw_logo(pen: Pen, x: float, y: float, size: float) -> None:
    scale = size / 40
    pen.outline(_DROP, x, y, scale, "primary", 2.2 * scale)
    for across, down in _PORES:
        pen.dot(x + across * scale, y + down * scale, 1.9 * scale, "clay")


def _pdf_date(made: datetime) -> str:
    offset = f"{made:%z}" or "+0000"
    return f"D:{made:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
