"""Choosing zones: one pill each, face first, with one for the full face; in the page, or beside the map in a panel."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.zones import FACE, FULL_FACE, TREATABLE, expand
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.zone_map import ZoneButton
from needledesk.ui.widgets.zone_picker import ZonePicker
from needledesk.ui.widgets.zone_shapes import side_of

#: Pixels that the map is wide in the panel.
MAP = 276
SIDES = tuple(
    Choice(key, label, "", width=84) for key, label in (("face", "Face"), ("front", "Front"), ("back", "Back"))
)


class ZonePills(QWidget):
    """All treatable zones as pills. `changed` carries the chosen ones in map order, after a tap."""

    changed = Signal(tuple)

    def __init__(self, name: str, role: str = "no", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choices = [Choice(FULL_FACE, "Full face", "check", role)]
        choices += [Choice(key, label, "check", role) for key, label in TREATABLE.items()]
        self.pills = PillChoices(choices, name, many=True)
        self.pills.toggled.connect(self._toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pills)
        self._zones: tuple[str, ...] = ()

    @property
    def zones(self) -> tuple[str, ...]:
        """The chosen zones, one by one, in map order."""
        return self._zones

    def show_zones(self, zones: Iterable[str]) -> None:
        """Show these as chosen. Says nothing."""
        self._zones = expand(zones)
        full = set(FACE) <= set(self._zones)
        self.pills.set_values([*self._zones, *([FULL_FACE] if full else [])])

    def _toggled(self, key: str, on: bool) -> None:
        meant = set(FACE) if key == FULL_FACE else {key}
        zones = set(self._zones) | meant if on else set(self._zones) - meant
        self.show_zones(zones)
        self.changed.emit(self._zones)


class ZonePanel(QFrame):
    """Map and pills in a panel over the page, for a row that has no room for them. Esc or a tap beside it closes it."""

    changed = Signal(tuple)

    def __init__(self, name: str, role: str = "no", parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("cls", "card")
        self.setAccessibleName(name)
        self._pills, self.map = ZonePills(name, role), ZonePicker(role)
        self.sides, self.why_not = Segment(SIDES, f"{name}: side of the map"), Text("", "small", wrap=True)
        self._pills.changed.connect(self._take)
        self.map.toggled_zone.connect(self._toggled)
        self.map.refused.connect(self.why_not.setText)
        self.sides.chosen.connect(self.show_side)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def open_at(self, anchor: QWidget, zones: Iterable[str]) -> None:
        """Open below the anchor, or above it where the screen ends, or beside it where neither has room."""
        self._show(expand(zones))
        self.show_side(side_of(self._pills.zones[0]) if self._pills.zones else "face")
        self.adjustSize()
        screen = anchor.screen().availableGeometry()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        if place.y() + self.height() > screen.bottom():
            place.setY(anchor.mapToGlobal(QPoint(0, -self.height() - 4)).y())
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), place.y()))
        self.move(place)
        self.show()
        next(iter(self._pills.pills.pills.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_side(self, side: str) -> None:
        """Show the face, or the body from the front or the back."""
        self.sides.set_value(side)
        self.map.show_side(side)
        self.map.show_chosen(self._pills.zones)
        self.why_not.setText("")
        before: QWidget = list(self.sides.parts.values())[-1]
        for button in self.map.findChildren(ZoneButton):
            QWidget.setTabOrder(before, button)
            before = button

    def _toggled(self, zone: str, on: bool) -> None:
        self._take(expand({*self._pills.zones, zone} if on else set(self._pills.zones) - {zone}))

    def _take(self, zones: tuple[str, ...]) -> None:
        self._show(zones)
        self.why_not.setText("")
        self.changed.emit(zones)

    def _show(self, zones: tuple[str, ...]) -> None:
        self._pills.show_zones(zones)
        self.map.show_chosen(zones)

    def _lay_out(self) -> None:
        drawn = QVBoxLayout()
        drawn.setSpacing(8)
        drawn.addWidget(self.sides, 0, Qt.AlignmentFlag.AlignHCenter)
        drawn.addWidget(self.map, 1)
        drawn.addWidget(self.why_not)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(16)
        row.addWidget(self._pills, 1)
        row.addLayout(drawn)
        self.map.setFixedWidth(MAP)
        self.setFixedWidth(520 + 16 + MAP)
