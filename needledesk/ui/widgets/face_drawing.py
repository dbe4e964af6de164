"""The drawn face with its zones, as a picture: on an empty page, and as the pattern of the teal panel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.zone_shapes import Drawing, drawing

_PANEL_LINE = "#7FB3AC"
#: role of a line: pen width, as in the zone map
_WIDTHS = {"thin": 1.1, "brow": 2.2, "lid": 2.2}
_FILLS = {"hairfill": "hairfill", "earfill": "skinfill", "bandfill": "surface"}


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
        painter, face, colour = QPainter(self), drawing("face"), Theme.current().colour
        _enter(painter, face, QRectF(self.rect()))
        for role, path in face.under:
            painter.setPen(QPen(colour("ink2"), _WIDTHS.get(role, 1.5)))
            painter.setBrush(colour(_FILLS[role]) if role in _FILLS else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        painter.setPen(QPen(colour("ink2"), 1.5))
        painter.setBrush(colour("skinfill"))
        for path in face.outline:
            painter.drawPath(path)
        for role, path in (*face.under[-1:], *face.over):
            painter.setPen(QPen(colour("ink2"), _WIDTHS.get(role, 1.5)))
            painter.setBrush(colour(_FILLS[role]) if role in _FILLS else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        _zones(painter, face, QPen(colour("line_strong"), 1, Qt.PenStyle.CustomDashLine))


def draw_on_panel(painter: QPainter, place: QRectF) -> None:
    """The face in pale lines, for the teal panel."""
    face = drawing("face")
    painter.save()
    painter.setOpacity(0.5)
    _enter(painter, face, place)
    for role, path in face.under:
        _pale(painter, role)
        painter.drawPath(path)
    painter.setPen(QPen(_PANEL_LINE, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for path in face.outline:
        painter.drawPath(path)
    for role, path in face.over:
        _pale(painter, role)
        painter.drawPath(path)
    _zones(painter, face, QPen(_PANEL_LINE, 1, Qt.PenStyle.CustomDashLine))
    painter.restore()


def _enter(painter: QPainter, face: Drawing, place: QRectF) -> None:
    """Draw in the units of the file from here on."""
    strokes.begin(painter)
    painter.translate(place.topLeft())
    painter.scale(place.width() / face.view.width(), place.height() / face.view.height())
    painter.translate(-face.view.topLeft())


def _pale(painter: QPainter, role: str) -> None:
    painter.setPen(QPen(_PANEL_LINE, _WIDTHS.get(role, 1.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _zones(painter: QPainter, face: Drawing, pen: QPen) -> None:
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in face.shapes:
        if not shape.why:
            painter.drawPath(shape.path)
