"""Drawing the zone map: line art, depth ramp, hatches, labels with their leader lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTransform

from needledesk.domain.treatment import ZoneWork
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.zone_shapes import Drawing, Shape

#: role of a line: (pen width, fill token or none)
_ROLES = {
    "hairfill": (1.5, "hairfill"),
    "earfill": (1.5, "skinfill"),
    "bandfill": (1.5, "surface"),
    "thin": (1.1, ""),
    "brow": (2.2, ""),
    "lid": (2.2, ""),
}
LEFT_OUT = "left out"


def ramp(depth: float) -> str:
    """The colour token of a depth in mm."""
    return "z1" if depth <= 0.5 else "z2" if depth <= 1.0 else "z3" if depth <= 1.5 else "z4"


def label_of(work: ZoneWork) -> str:
    """`1.5×3`: depth in mm, passes."""
    return f"{work.depth:g}×{work.passes}" if work.depth % 1 else f"{work.depth:.1f}×{work.passes}"


def line_art(painter: QPainter, drawing: Drawing, over: bool) -> None:
    """The strokes under the zones (with the skin itself), or those over them."""
    for role, path in () if over else drawing.under[:-1]:
        _stroke(painter, role, path)
    if not over:
        painter.setPen(_pen("ink2", 1.5))
        painter.setBrush(Theme.current().colour("skinfill"))
        for path in drawing.outline:
            painter.drawPath(path)
        for _, path in drawing.under[-1:]:
            painter.fillPath(path, Theme.current().colour("hairfill"))
    for role, path in drawing.over if over else ():
        _stroke(painter, role, path)


def zone(painter: QPainter, shape: Shape, work: ZoneWork | None, left_out: bool) -> None:
    """One zone: never, left out, treated or untreated."""
    theme = Theme.current()
    if shape.why:
        _hatched(painter, shape.path, "stop", 45, _pen("stop", 1, Qt.PenStyle.DotLine))
    elif left_out:
        _hatched(painter, shape.path, "limited", -45, _pen("limited", 1))
    elif work is not None:
        painter.setPen(_pen("zline", 1.1))
        painter.setBrush(theme.colour(ramp(work.depth)))
        painter.drawPath(shape.path)
    else:
        painter.setPen(_pen("line_strong", 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape.path)


def selection(painter: QPainter, shape: Shape, focused: bool) -> None:
    """The 3 px ring around the chosen zone; with the focus a wider one with a light thread in it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width in (("focus", 5), ("surface", 1)) if focused else (("focus", 3),):
        painter.setPen(_pen(token, width))
        painter.drawPath(shape.path)


def leader(painter: QPainter, shape: Shape) -> None:
    """A line from a label that stands outside to its zone."""
    if not shape.path.boundingRect().adjusted(-2, -2, 2, 2).contains(shape.anchor):
        painter.setPen(_pen("zline", 1.2))
        edge = nearest(shape.path, shape.anchor)
        painter.drawLine(shape.anchor, edge + (edge - shape.anchor) * 0.12)  # a little way in


def nearest(path: QPainterPath, point: QPointF) -> QPointF:
    """The point of the path's edge that is nearest to a point outside."""
    steps = (path.pointAtPercent(step / 120) for step in range(121))
    return min(steps, key=lambda other: (other.x() - point.x()) ** 2 + (other.y() - point.y()) ** 2)


def label(painter: QPainter, middle: QPointF, text: str, role: str, inside: QRectF) -> QRectF:
    """A label around `middle`, moved to stay `inside`. `role`: plain, selected or out. Gives its box."""
    theme, font = Theme.current(), label_font()
    metrics = QFontMetricsF(font)
    box = QRectF(0, 0, metrics.horizontalAdvance(text) + 8, metrics.capHeight() + 9)
    box.moveCenter(middle)
    box.moveLeft(min(max(box.left(), inside.left()), inside.right() - box.width()))
    fill, line, ink = {
        "plain": ("zlabel", "zline", "ink"),
        "selected": ("focus", "focus", "surface"),
        "out": ("limited_soft", "limited", "limited"),
    }[role]
    strokes.box(painter, box, theme.colour(fill), theme.colour(line), 1, 4)
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return box


def label_font() -> QFont:
    """The small bold figures on the map."""
    font = QFont(Theme.current().font("small", 600))
    font.setPixelSize(Theme.current().scaled(12))
    return font


def hatch(colour: str, angle: int) -> QBrush:
    """Diagonal lines of a status colour on its soft ground."""
    theme = Theme.current()
    tile = QPixmap(6, 6)
    tile.fill(theme.colour(f"{colour}_soft"))
    painter = QPainter(tile)
    line = QColor(theme.colour(colour))
    line.setAlphaF(0.55)
    painter.fillRect(QRectF(0, 0, 1.5, 6), line)
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform().rotate(angle))
    return brush


def _hatched(painter: QPainter, path: QPainterPath, colour: str, angle: int, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(hatch(colour, angle))
    painter.drawPath(path)


def _stroke(painter: QPainter, role: str, path: QPainterPath) -> None:
    width, fill = _ROLES.get(role, (1.5, ""))
    painter.setPen(_pen("ink2", width))
    painter.setBrush(Theme.current().colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _pen(token: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(Theme.current().colour(token), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
