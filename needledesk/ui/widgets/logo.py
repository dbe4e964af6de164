"""The mark of the program: a drop with five points of needles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_GRID = 40.0
_POINTS = ((20, 19), (15, 25), (25, 25), (20, 30.5))
POINT_COLOUR = "#E9B49C"  # clay, light enough for the teal of the rail in both themes


class Logo(QWidget):
    """The drop on the rail's teal, `px` wide and high."""

    def __init__(self, px: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Its square."""
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the drop."""
        draw_logo(QPainter(self), QRectF(self.rect()))


def draw_logo(painter: QPainter, place: QRectF) -> None:
    """Draw the drop into a square, white, as it stands on the rail."""
    draw_drop(painter, place, Theme.current().colour("rail_on"), QColor(POINT_COLOUR))


def draw_drop(painter: QPainter, place: QRectF, line: QColor, points: QColor) -> None:
    """Draw the drop into a square in any two colours."""
    strokes.begin(painter)
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(place.width() / _GRID, place.height() / _GRID)
    painter.setPen(QPen(line, 2.2, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_drop())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(points)
    for x, y in _POINTS:
        painter.drawEllipse(QPointF(x, y), 1.9, 1.9)
    painter.restore()


def program_icon() -> QIcon:
    """The icon of the window: the drop on the rail's teal."""
    from PySide6.QtGui import QIcon, QPixmap  # only here: made after the first picture

    icon = QIcon()
    for px in (16, 32, 64, 128):
        picture = QPixmap(px, px)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        strokes.begin(painter)
        strokes.box(painter, QRectF(0, 0, px, px), Theme.current().colour("rail"), None, radius=px / 5)
        draw_logo(painter, QRectF(px * 0.08, px * 0.08, px * 0.84, px * 0.84))
        painter.end()
        icon.addPixmap(picture)
    return icon


def _drop() -> QPainterPath:
    drop = QPainterPath(QPointF(20, 4))
    drop.cubicTo(27, 13, 32, 19, 32, 25.4)
    drop.arcTo(QRectF(8, 13.4, 24, 24), 0, -180)
    drop.cubicTo(8, 19, 13, 13, 20, 4)
    drop.closeSubpath()
    return drop
