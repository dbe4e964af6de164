"""The zones of one answer: a pill for each, and a button that opens all the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.zones import FACE, FULL_FACE, TREATABLE, expand
from needledesk.ui.visit.tab_order import place_after
from needledesk.ui.visit.zone_pills import ZonePanel
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice


class ZoneField(QWidget):
    """Chosen zones as pills. A pill that was switched off stays in reach until the row is filled anew.

    `changed` carries the zones in map order.
    """

    changed = Signal(tuple)

    def __init__(self, name: str, role: str = "limited", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role = name, role
        self._zones: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._pills: PillChoices | None = None
        self._panel: ZonePanel | None = None
        self.button = Button("Zone", "plus")
        self.button.setAccessibleName(f"{name}: add a zone")
        self.button.clicked.connect(self._open_panel)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.button)

    @property
    def zones(self) -> tuple[str, ...]:
        """The chosen zones."""
        return self._zones

    def show_zones(self, zones: tuple[str, ...]) -> None:
        """Show these as chosen. Says nothing."""
        self._zones = expand(zones)
        wanted = _as_pills(self._zones)
        offered = tuple(key for key in (FULL_FACE, *TREATABLE) if key in {*self._offered, *wanted})
        if FULL_FACE in wanted:
            offered = tuple(key for key in offered if key not in FACE)
        if offered != self._offered:
            self._offer(offered)
        if self._pills is not None:
            self._pills.set_values(wanted)

    def _offer(self, offered: tuple[str, ...]) -> None:
        if self._pills is not None:
            self._row.removeWidget(self._pills)
            self._pills.hide()
            self._pills.deleteLater()
        labels = {FULL_FACE: "Full face", **TREATABLE}
        choices = [Choice(key, labels[key], "check", self._role) for key in offered]
        self._offered, self._pills = offered, PillChoices(choices, self._name, many=True)
        self._pills.toggled.connect(self._toggled)
        self._row.insertWidget(0, self._pills, 1)
        place_after(self.button, self._pills)
        if self._pills.pills:
            QWidget.setTabOrder(list(self._pills.pills.values())[-1], self.button)

    def _toggled(self, key: str, on: bool) -> None:
        meant = set(FACE) if key == FULL_FACE else {key}
        self._take(expand({*self._zones, *meant} if on else set(self._zones) - meant))

    def _open_panel(self) -> None:
        if self._panel is None:
            self._panel = ZonePanel(self._name, self._role, self)
            self._panel.changed.connect(self._take)
        self._panel.open_at(self.button, self._zones)

    def _take(self, zones: tuple[str, ...]) -> None:
        self.show_zones(zones)
        self.changed.emit(self._zones)


def _as_pills(zones: tuple[str, ...]) -> tuple[str, ...]:
    """The full face as one pill, the rest one by one."""
    if set(FACE) <= set(zones):
        return (FULL_FACE, *(zone for zone in zones if zone not in FACE))
    return zones
