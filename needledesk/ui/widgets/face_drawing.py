"""The drawn face with its zones, as a picture: on an empty page, and as the pattern of the teal panel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.zone_shapes import Drawing, drawing

_PANEL_LINE = QColor("#497975")  # half of the pale teal on the ground of the panel
#: role of a line: pen width, as in the zone map
_WIDTHS = {"thin": 1.1, "brow": 2.2, "lid": 2.2}
_FILLS = {"hairfill": "hairfill", "earfill": "skinfill", "skin": "skinfill", "bandfill": "surface"}


class FaceDrawing(QWidget):
    """The face in the page's colours, `tall` px high. Decoration."""

    def __init__(self, tall: int = 304, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view = drawing("face").view
        self._size = QSize(round(tall * view.width() / view.height()), tall)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Its own proportions."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw hair, skin, zones and features."""
        colour = Theme.current().colour
        fills = {role: colour(token) for role, token in _FILLS.items()}
        _draw(QPainter(self), QRectF(self.rect()), colour("ink2"), colour("line_strong"), fills)


def draw_on_panel(painter: QPainter, place: QRectF, ground: QColor) -> None:
    """The face in pale lines, for the teal panel."""
    painter.save()
    _draw(painter, place, _PANEL_LINE, _PANEL_LINE, dict.fromkeys(_FILLS, ground))
    painter.restore()


def _draw(painter: QPainter, place: QRectF, ink: QColor, zone: QColor, fills: dict[str, QColor]) -> None:
    """Hair, ears and neck, the skin over them, the hair line and the band over that, the zones, the features."""
    face = drawing("face")
    strokes.begin(painter)
    painter.translate(place.topLeft())
    painter.scale(place.width() / face.view.width(), place.height() / face.view.height())
    painter.translate(-face.view.topLeft())
    for role, path in face.under[:-1]:
        _line(painter, role, path, ink, fills)
    for path in face.outline:
        _line(painter, "skin", path, ink, fills)
    for role, path in face.under[-1:]:
        painter.fillPath(path, fills[role])
    _line(painter, *face.over[0], ink, fills)
    _zones(painter, face, zone)
    for role, path in face.over[1:]:
        _line(painter, role, path, ink, fills)


def _line(painter: QPainter, role: str, path: QPainterPath, ink: QColor, fills: dict[str, QColor]) -> None:
    painter.setPen(QPen(ink, _WIDTHS.get(role, 1.5)))
    painter.setBrush(fills.get(role, Qt.BrushStyle.NoBrush))
    painter.drawPath(path)


def _zones(painter: QPainter, face: Drawing, colour: QColor) -> None:
    pen = QPen(colour, 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in face.shapes:
        if not shape.why:
            painter.drawPath(shape.path)
