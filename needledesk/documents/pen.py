"""Draws on one page in px of the mockups (0.75 pt), counted from the top left corner."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from needledesk import resources
from needledesk.documents import fonts, icons
from needledesk.documents.lettering import Letters, Row

#: Points in one px.
PX = 0.75


@cache
def colour(token: str) -> Color:
    """A colour of the light theme, as tokens.json has it."""
    palette: dict[str, str] = _palette()
    return HexColor(palette[token])


@cache
def _palette() -> dict[str, str]:
    light: dict[str, str] = json.loads(resources.text("styles", "tokens.json"))["light"]
    return light


class Pen:
    """Draws on the canvas' current page, `height` px high."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas = canvas
        self._height = height
        canvas.scale(PX, PX)

    def words(self, x: float, baseline: float, text: str, letters: Letters) -> None:
        """One run of text, its left end at `x`."""
        self._canvas.setFillColor(colour(letters.colour))
        self._canvas.setFont(letters.font, letters.size)
        self._canvas.drawString(x, self._height - baseline, text)

    def row(self, row: Row, x: float, baseline: float) -> None:
        """A set line."""
        for run in row.runs:
            self.words(x + run.x, baseline, run.text, run.letters)

    def line(self, x1: float, y1: float, x2: float, y2: float, token: str, weight: float = 1) -> None:
        """A straight line."""
        self._stroke(token, weight)
        self._canvas.line(x1, self._height - y1, x2, self._height - y2)

    def lines(self, ends: Iterable[tuple[float, float, float, float]], token: str, weight: float = 1) -> None:
        """Many straight lines (x1, y1, x2, y2) as one stroke."""
        self._stroke(token, weight)
        drawn = self._canvas.beginPath()
        for x1, y1, x2, y2 in ends:
            drawn.moveTo(x1, self._height - y1)
            drawn.lineTo(x2, self._height - y2)
        self._canvas.drawPath(drawn)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        edge: str = "",
        weight: float = 1,
        fill: str = "",
        radius: float = 8,
    ) -> None:
        """A box; its edge is drawn inside its measures."""
        if edge:
            self._stroke(edge, weight)
        if fill:
            self._canvas.setFillColor(colour(fill))
        half = weight / 2 if edge else 0.0
        left, bottom = x + half, self._height - y - height + half
        size = (width - 2 * half, height - 2 * half)
        if radius:
            self._canvas.roundRect(left, bottom, *size, radius - half, stroke=bool(edge), fill=bool(fill))
        else:
            self._canvas.rect(left, bottom, *size, stroke=bool(edge), fill=bool(fill))

    def squares(self, corners: Iterable[tuple[float, float, float, float]], token: str) -> None:
        """Many filled rectangles (x, y, width, height) as one path: hundreds of shapes would cost far more."""
        self._canvas.setFillColor(colour(token))
        drawn = self._canvas.beginPath()
        for x, y, width, height in corners:
            drawn.rect(x, self._height - y - height, width, height)
        self._canvas.drawPath(drawn, stroke=0, fill=1)

    def dot(self, x: float, y: float, radius: float, token: str) -> None:
        """A filled disc around a point."""
        self._canvas.setFillColor(colour(token))
        self._canvas.circle(x, self._height - y, radius, stroke=0, fill=1)

    def icon(self, name: str, x: float, y: float, size: float, token: str, weight: float = 1.9) -> None:
        """A shipped icon; `weight` is its stroke on the icon's own grid of 24."""
        self.outline(icons.outline(name), x, y, size / 24, token, weight * size / 24)

    def outline(
        self, steps: tuple[icons.Step, ...], x: float, y: float, scale: float, token: str, weight: float
    ) -> None:
        """A stroked outline with its origin at (x, y)."""
        self._stroke(token, weight)
        self._canvas.setLineCap(1)
        self._canvas.setLineJoin(1)
        drawn = self._canvas.beginPath()
        for step in steps:
            self._step(drawn, step, x, y, scale)
        self._canvas.drawPath(drawn)
        self._canvas.setLineCap(0)
        self._canvas.setLineJoin(0)

    def stripes(self, x: float, y: float, width: float, height: float, token: str, step: float) -> None:
        """Slanting stripes inside a rectangle, `step` px from one to the next."""
        if width <= 0:
            return
        self._canvas.saveState()
        inside = self._canvas.beginPath()
        inside.rect(x, self._height - y - height, width, height)
        self._canvas.clipPath(inside, stroke=0)
        count = int((width + height) / step) + 1
        slants = ((x + at * step - height, y + height, x + at * step, y) for at in range(count + 1))
        self.lines(slants, token, step * 0.28)
        self._canvas.restoreState()

    def _stroke(self, token: str, weight: float) -> None:
        self._canvas.setStrokeColor(colour(token))
        self._canvas.setLineWidth(weight)

    def _step(self, drawn: PDFPathObject, step: icons.Step, x: float, y: float, scale: float) -> None:
        numbers = [float(number) * scale for number in step[1:]]
        points = [number + x if not at % 2 else self._height - y - number for at, number in enumerate(numbers)]
        if step[0] == "M":
            drawn.moveTo(*points)
        elif step[0] == "L":
            drawn.lineTo(*points)
        elif step[0] == "C":
            drawn.curveTo(*points)
        else:
            drawn.close()


def baseline(letters: Letters, leading: float) -> float:
    """How far below the top of a line `leading` high its baseline lies, the letters standing in the middle."""
    above, below = fonts.ascent(letters.font), fonts.descent(letters.font)
    return (leading + (above - below) * letters.size) / 2
