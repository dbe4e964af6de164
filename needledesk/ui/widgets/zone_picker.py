"""The zone map as a way to say where: any number of zones, each switched on and off by a tap."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.zone_map import ZoneMap
from needledesk.ui.widgets.zone_shapes import Shape

TICK = 18  # px
#: role: the colour family of a chosen zone
FAMILIES = {"limited": ("limited_soft", "limited_solid", "limited")}
PLAIN = ("primary_soft", "primary", "primary")


class ZonePicker(ZoneMap):
    """`toggled_zone` carries a zone and whether it is on now. Arrows only move; Space and Enter switch."""

    toggled_zone = Signal(str, bool)

    def __init__(self, role: str = "no", side: str = "face", parent: QWidget | None = None) -> None:
        self._chosen: frozenset[str] = frozenset()
        self._look = FAMILIES.get(role, PLAIN)
        super().__init__(side, parent)

    def show_chosen(self, zones: Iterable[str]) -> None:
        """Show these as on. Says nothing."""
        self._chosen = frozenset(zones)
        self._describe()

    def press(self, key: str) -> None:
        """As if the zone was tapped: on or off; one that is never treated says why."""
        if self._why_not(key):
            super().press(key)
            return
        on = key not in self._chosen
        self.show_chosen(self._chosen ^ {key})
        self._buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._buttons[key].shape.name}, {'chosen' if on else 'not chosen'}")
        self.toggled_zone.emit(key, on)

    def arrived(self, key: str) -> None:
        """The arrows came to a zone: nothing is switched by looking at it."""

    def is_chosen(self, key: str) -> bool:
        """Whether that zone is on."""
        return key in self._chosen

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map, and over it the chosen zones with a tick on each."""
        super().paintEvent(event)
        painter = QPainter(self)
        strokes.begin(painter)
        shapes = [button.shape for key, button in self._buttons.items() if key in self._chosen]
        painter.setTransform(self._scale(), True)
        painter.setClipRect(self._drawing.view)
        for shape in shapes:
            self._paint_chosen(painter, shape)
        painter.setClipping(False)
        painter.resetTransform()
        for shape in shapes:
            self._paint_tick(painter, shape)

    def _paint_chosen(self, painter: QPainter, shape: Shape) -> None:
        theme = Theme.current()
        ground = QColor(theme.colour(self._look[0]))
        ground.setAlphaF(0.85)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour(self._look[1]), 2))
        painter.drawPath(shape.path)
        if self._buttons[shape.key].hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 3))
            painter.drawPath(shape.path)

    def _paint_tick(self, painter: QPainter, shape: Shape) -> None:
        middle = self._scale().map(shape.grip)
        place = QRectF(middle.x() - TICK / 2, middle.y() - TICK / 2, TICK, TICK)
        icons.paint(painter, "check", self._look[2], place)

    def _spoken(self, shape: Shape) -> str:
        if self._why_not(shape.key):
            return super()._spoken(shape)
        return shape.name
