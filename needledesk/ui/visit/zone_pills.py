"""Choosing zones: one pill each, the face first, with one for the full face; in the page or in a panel that opens."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from needledesk.domain.zones import FACE, FULL_FACE, TREATABLE, expand
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice


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
    """The pills in a panel over the page, for a row that has no room for them. Esc or a tap beside it closes it."""

    changed = Signal(tuple)

    def __init__(self, name: str, role: str = "no", parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("cls", "card")
        self.setAccessibleName(name)
        self._pills = ZonePills(name, role)
        self._pills.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._pills)
        self.setFixedWidth(520)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def open_at(self, anchor: QWidget, zones: Iterable[str]) -> None:
        """Open below the anchor, or above it where the screen ends."""
        self._pills.show_zones(zones)
        self.adjustSize()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place.setY(anchor.mapToGlobal(QPoint(0, -self.height() - 4)).y())
        place.setX(min(place.x(), screen.right() - self.width()))
        self.move(place)
        self.show()
        next(iter(self._pills.pills.pills.values())).setFocus(Qt.FocusReason.PopupFocusReason)
