"""The few strokes that all drawn controls share: the rounded box, the focus ring, text with an icon before it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from needledesk.ui import icons
from needledesk.ui.theme import Theme

RADIUS = 8.0
GAP = 8
#: Icons that stand after the text: where it leads.
POINTING_ON = ("arrow-right",)


def begin(painter: QPainter) -> None:
    """Smooth edges and text."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)


def box(
    painter: QPainter, rect: QRectF, fill: QColor | None, line: QColor | None, width: float = 1, radius: float = RADIUS
) -> None:
    """A rounded box; its border lies wholly inside `rect`."""
    inset = width / 2 if line is not None else 0
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def fill(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """A plain ground. `fillRect` would do, but its first call makes Qt build a table of named gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)


def focus_ring(painter: QPainter, rect: QRectF, radius: float = RADIUS) -> None:
    """The 2 px ring inside `rect`, with a hair of the ground inside it so that it shows on filled controls too."""
    theme = Theme.current()
    box(painter, rect, None, theme.colour("focus"), 2, radius)
    box(painter, rect.adjusted(2, 2, -2, -2), None, theme.colour("surface"), 1, radius - 2)


def caption_width(text: str, icon_px: int, font: QFont) -> int:
    """How wide an icon (0 px for none) and a text are together."""
    return QFontMetrics(font).horizontalAdvance(text) + (icon_px + _gap(icon_px) if icon_px else 0)


def caption(painter: QPainter, rect: QRectF, text: str, icon: str, icon_px: int, colour: str, font: QFont) -> None:
    """An icon and a text, centred together in `rect`, both in one colour token; an arrow onwards stands after."""
    wide = caption_width(text, icon_px if icon else 0, font) - (_gap(icon_px) if icon and not text else 0)
    x = rect.left() + max(0.0, (rect.width() - wide) / 2)
    after = icon in POINTING_ON
    if icon:
        at = x + wide - icon_px if after else x
        icons.paint(painter, icon, colour, QRectF(at, rect.center().y() - icon_px / 2, icon_px, icon_px))
        x += 0 if after else icon_px + _gap(icon_px)
    painter.setFont(font)
    painter.setPen(Theme.current().colour(colour))
    painter.drawText(QRectF(x, rect.top(), rect.right() - x, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)


def _gap(icon_px: int) -> int:
    """Small icons stand closer to their text."""
    return 6 if icon_px <= 18 else GAP
