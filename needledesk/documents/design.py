"""The measures of the two kinds of sheet, ordinary and large print, in px of the mockups (0.75 pt)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from needledesk.documents.blocks import Paragraph
from needledesk.documents.fonts import SANS, SANS_BOLD, SERIF, SERIF_BOLD
from needledesk.documents.lettering import Letters, Span
from needledesk.domain.handout import Line


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of text: plain and strong letters of one size, and the distance from row to row."""

    plain: Letters
    strong: Letters
    leading: float

    def paragraph(self, text: str | Line | tuple[Span, ...], align: float = 0) -> Paragraph:
        """Words, a line with bold parts, or ready spans as a paragraph."""
        if isinstance(text, str):
            return Paragraph((Span(text, self.plain),), self.leading, align)
        spans = self.spans(text) if isinstance(text, Line) else text
        return Paragraph(spans, self.leading, align)

    def spans(self, line: Line) -> tuple[Span, ...]:
        """A line's parts; the bold ones, dates above all, are not broken over two rows."""
        return tuple(Span(text, self.strong if bold else self.plain, whole=bold) for text, bold in line.spans)

    def bold(self, text: str, colour: str = "") -> Span:
        """Strong words, not broken over two rows."""
        return Span(text, replace(self.strong, colour=colour) if colour else self.strong, whole=True)


def _sans(size: float, leading: float, colour: str = "ink") -> Style:
    return Style(Letters(SANS, size, colour), Letters(SANS_BOLD, size, colour), leading)


def _strong(size: float, leading: float, colour: str = "ink") -> Style:
    letters = Letters(SANS_BOLD, size, colour)
    return Style(letters, letters, leading)


def _serif(font: str, size: float, leading: float, colour: str = "ink") -> Style:
    letters = Letters(font, size, colour)
    return Style(letters, letters, leading)


@dataclass(frozen=True, slots=True)
class Design:
    """Every style and measure of a sheet. `tight` shrinks the room between things, never the letters."""

    large: bool
    title: Style
    heading: Style
    level: Style  # headings of the three "call" boxes
    who: Style
    body: Style
    box_title: Style
    box_when: Style
    note: Style
    hint: Style
    footer: Style
    practice: Style
    contact: Style
    session: Style
    phone: Style
    day: Style
    bar: Style
    remark: Style  # beside a bar
    icon: float
    level_icon: float
    qr: float
    heading_gap: tuple[float, float]  # above and below a heading
    list_padding: float
    mark_padding: float  # likewise with a tick or a cross
    tight: float = 1.0

    def gap(self, px: float) -> float:
        """That much room, or less on a tight sheet."""
        return px * self.tight

    def tightened(self, tight: float) -> Design:
        """The same with less room between things."""
        return replace(self, tight=tight)


NORMAL = Design(
    large=False,
    title=_serif(SERIF, 36, 42),
    heading=_serif(SERIF_BOLD, 19, 24, "primary"),
    level=_serif(SERIF_BOLD, 19, 24),
    who=_sans(16, 23),
    body=_sans(15, 21),
    box_title=_sans(15, 19),
    box_when=_serif(SERIF_BOLD, 19, 24, "primary"),
    note=_sans(13.5, 19, "ink2"),
    hint=_sans(13, 18, "ink2"),
    footer=_sans(12, 16, "ink2"),
    practice=_serif(SERIF_BOLD, 18, 22),
    contact=_sans(13, 17, "ink2"),
    session=_sans(13, 18),
    phone=_strong(26, 32),
    day=_strong(13, 18),
    bar=_strong(14, 18),
    remark=_sans(13, 18),
    icon=19,
    level_icon=24,
    qr=92,
    heading_gap=(15, 6),
    list_padding=1.5,
    mark_padding=3,
)
LARGE = Design(
    large=True,
    title=_serif(SERIF, 44, 50),
    heading=_serif(SERIF_BOLD, 29, 34, "primary"),
    level=_serif(SERIF_BOLD, 30, 36),
    who=_sans(24, 32),
    body=_sans(24, 32),
    box_title=_sans(24, 29),
    box_when=_serif(SERIF_BOLD, 28, 34, "primary"),
    note=_sans(24, 30),
    hint=_sans(24, 30),
    footer=_sans(18, 24, "ink2"),
    practice=_serif(SERIF_BOLD, 24, 30),
    contact=_sans(24, 30),
    session=_sans(24, 30),
    phone=_strong(40, 46),
    day=_strong(24, 30),
    bar=_strong(24, 30),
    remark=_sans(24, 30),
    icon=28,
    level_icon=32,
    qr=112,
    heading_gap=(16, 7),
    list_padding=3,
    mark_padding=6,
)
