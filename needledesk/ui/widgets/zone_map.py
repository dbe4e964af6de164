"""The zone map: the client's face or body, on which zones are picked and their depth and passes shown."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from needledesk.domain.treatment import ZoneWork
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes, zone_paint
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.zone_shapes import Drawing, Shape, drawing

REACH = 22.0  # px: a tap beside every zone takes the nearest one within this reach
ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class ZoneButton(QAbstractButton):
    """A zone for keyboard and screen reader: sits invisibly in the zone. Taps are the map's."""

    def __init__(self, shape: Shape, zone_map: ZoneMap) -> None:
        super().__init__(zone_map)
        self.shape, self._map = shape, zone_map
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCheckable(not shape.why)
        self.clicked.connect(lambda: zone_map.press(shape.key))
        self.toggled.connect(lambda: zone_map.toggled(shape.key))

    def nextCheckState(self) -> None:
        """The map says which one is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next zone, digits are handed on, Space and Enter press."""
        if not self._map.key_pressed(self.shape, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The map draws the focus along the outline."""
        super().focusInEvent(event)
        self._map.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And takes it away."""
        super().focusOutEvent(event)
        self._map.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: it is the zone under it that is seen."""


class ZoneMap(QWidget):
    """`zone_selected` carries the key of a zone that was picked; `refused` says why a zone cannot be; `digit_pressed`
    carries 1 to 9 typed while a zone has the focus.
    """

    zone_selected = Signal(str)
    refused = Signal(str)
    digit_pressed = Signal(int)

    def __init__(self, side: str = "face", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: dict[str, ZoneWork] = {}
        self._left_out: dict[str, str] = {}
        self._selected = ""
        self._setting = False
        self._labels: dict[str, QRectF] = {}
        self._buttons: dict[str, ZoneButton] = {}
        self.setAccessibleName("Zone map")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_side(side)

    @property
    def side(self) -> str:
        """face, front or back."""
        return self._side

    @property
    def selected(self) -> str:
        """The key of the chosen zone, empty while none is."""
        return self._selected

    def show_side(self, side: str) -> None:
        """Show `face`, `front` or `back`."""
        self._side = side
        self._drawing: Drawing = drawing(side)
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {shape.key: ZoneButton(shape, self) for shape in self._drawing.shapes}
        for button in self._buttons.values():
            button.show()
        self._place_buttons()
        self._describe()

    def show_work(self, work: Mapping[str, ZoneWork]) -> None:
        """Show what was done, by zone."""
        self._work = dict(work)
        self._describe()

    def show_left_out(self, zones: Mapping[str, str]) -> None:
        """Show the zones that are left out today, each with why ("active spots")."""
        self._left_out = dict(zones)
        self._describe()

    def select(self, key: str) -> None:
        """Choose a zone, or none for an empty key. Says nothing."""
        self._selected = key
        self._describe()

    def press(self, key: str) -> None:
        """As if the zone was tapped."""
        why = self._why_not(key)
        if why:
            self._describe()
            announce(self, why)
            self.refused.emit(why)
            return
        self.select(key)
        self._buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.zone_selected.emit(key)

    def toggled(self, key: str) -> None:
        """A screen reader toggles a zone without a click: the same as a tap."""
        if not self._setting:
            self.press(key)

    def key_pressed(self, shape: Shape, event: QKeyEvent) -> bool:
        """A key on a zone; True if it meant something."""
        key = Qt.Key(event.key()) if event.key() in list(ARROWS) else None
        if key is not None:
            self._go(shape, ARROWS[key])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(shape.key)
        elif event.text().isdigit() and event.text() != "0":
            self.digit_pressed.emit(int(event.text()))
        else:
            return False
        return True

    def arrived(self, key: str) -> None:
        """The arrows came to a zone: one that can be treated is chosen at once."""
        if not self._why_not(key):
            self.press(key)

    def is_chosen(self, key: str) -> bool:
        """Whether that zone is the chosen one."""
        return key == self._selected

    def zone_at(self, point: QPointF) -> str:
        """The zone under a point of the widget, or the nearest within reach; empty if there is none."""
        for key, box in self._labels.items():
            if box.contains(point):
                return key
        spot = self._scale().inverted()[0].map(point)
        for shape in reversed(self._drawing.shapes):
            if shape.path.contains(spot):
                return shape.key
        near = [(self._distance(shape, spot), shape.key) for shape in self._drawing.shapes if not shape.why]
        distance, key = min(near)
        return key if distance * self._scale().m11() <= REACH else ""

    def sizeHint(self) -> QSize:
        """As in the mockup."""
        return QSize(290, 350)

    def minimumSizeHint(self) -> QSize:
        """Smaller than that the zones are too small for a finger."""
        return QSize(220, 260)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap picks the zone."""
        key = self.zone_at(event.position())
        if key and event.button() is Qt.MouseButton.LeftButton:
            self.press(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons move with the zones."""
        super().resizeEvent(event)
        self._place_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the map and what was done."""
        painter = QPainter(self)
        strokes.begin(painter)
        painter.save()
        painter.setTransform(self._scale(), True)
        painter.setClipRect(self._drawing.view)
        zone_paint.line_art(painter, self._drawing, over=False)
        for shape in self._drawing.shapes:
            zone_paint.zone(painter, shape, self._work.get(shape.key), shape.key in self._left_out)
        zone_paint.line_art(painter, self._drawing, over=True)
        for key, button in self._buttons.items():
            if key == self._selected or button.hasFocus():
                zone_paint.selection(painter, button.shape, button.hasFocus())
        painter.restore()
        self._paint_labels(painter)
        self._paint_sides(painter)

    def _paint_labels(self, painter: QPainter) -> None:
        self._labels = {}
        for shape in self._drawing.shapes:
            work = self._work.get(shape.key)
            out = shape.key in self._left_out
            if not out and work is None:
                continue
            painter.save()
            painter.setTransform(self._scale(), True)
            zone_paint.leader(painter, shape)
            painter.restore()
            role = "out" if out else "selected" if shape.key == self._selected else "plain"
            text = zone_paint.LEFT_OUT if out or work is None else zone_paint.label_of(work)
            self._labels[shape.key] = zone_paint.label(
                painter, self._label_place(shape), text, role, QRectF(self.rect())
            )

    def _label_place(self, shape: Shape) -> QPointF:
        """At the anchor; the longer "left out" stands in the middle of its zone."""
        outside = not shape.path.boundingRect().contains(shape.anchor)
        middle = shape.key in self._left_out and not outside
        return self._scale().map(shape.path.boundingRect().center() if middle else shape.anchor)

    def _paint_sides(self, painter: QPainter) -> None:
        theme = Theme.current()
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink3"))
        left, right = "client’s right", "client’s left"
        if self._side == "back":
            left, right = right, left
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, right)

    def _scale(self) -> QTransform:
        view = self._drawing.view
        factor = min(self.width() / view.width(), self.height() / view.height())
        left = (self.width() - view.width() * factor) / 2 - view.left() * factor
        top = (self.height() - view.height() * factor) / 2 - view.top() * factor
        return QTransform(factor, 0, 0, factor, left, top)

    def _why_not(self, key: str) -> str:
        shape = self._drawing.at(key)
        if key in self._left_out:
            return f"{shape.name} is left out today: {self._left_out[key]}."
        return shape.why

    def _go(self, shape: Shape, way: QPointF) -> None:
        """To the next zone that way."""
        found = [(cost, other.key) for other in self._drawing.shapes if (cost := _cost(shape.grip, other.grip, way))]
        if found:
            key = min(found)[1]
            self._buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)
            self.arrived(key)

    def _place_buttons(self) -> None:
        scale = self._scale()
        for button in self._buttons.values():
            spot = scale.map(button.shape.grip).toPoint()
            button.setGeometry(QRect(spot.x() - 12, spot.y() - 12, 24, 24))

    def _describe(self) -> None:
        stop = self._selected if self._selected in self._buttons else next(iter(self._buttons))
        for key, button in self._buttons.items():
            button.setAccessibleName(self._spoken(button.shape))
            if button.isCheckable():
                self._setting = True
                button.setChecked(self.is_chosen(key))
                self._setting = False
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == stop else Qt.FocusPolicy.ClickFocus)
        self.update()

    def _spoken(self, shape: Shape) -> str:
        work = self._work.get(shape.key)
        if shape.why:
            return f"{shape.name}, never treated"
        if shape.key in self._left_out:
            return f"{shape.name}, left out today: {self._left_out[shape.key]}"
        if work is None:
            return f"{shape.name}, untreated"
        return f"{shape.name}, {work.depth:g} mm, {work.passes} pass{'es' if work.passes != 1 else ''}"

    def _distance(self, shape: Shape, spot: QPointF) -> float:
        way = zone_paint.nearest(shape.path, spot) - spot
        return hypot(way.x(), way.y())


def _cost(start: QPointF, end: QPointF, way: QPointF) -> float:
    """How far `end` is from `start`, sideways counting double; 0 if it does not lie that way."""
    step = end - start
    along = step.x() * way.x() + step.y() * way.y()
    aside = abs(step.x() * way.y()) + abs(step.y() * way.x())
    return along + 2 * aside if along > 4 and aside <= 2.5 * along else 0.0
