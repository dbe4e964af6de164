"""Planned today: light or deep, and where. Both take part in the verdict."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import say
from needledesk.ui.theme import Theme
from needledesk.ui.visit.sub_row import LEAST_WORDS
from needledesk.ui.visit.zone_pills import ZonePills
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.sharing_flow import SharingFlow
from needledesk.ui.widgets.text import Text


class PlanCard(Card):
    """`changed` carries the plan as it was changed. The zones fold away, as most visits repeat the last one."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Planned today")
        self._plan = Plan()
        choices = (
            Choice(Intensity.MILD, "Light", "check", "no", 96),
            Choice(Intensity.DEEP, "Deep", "check", "no", 96),
        )
        self.intensity = Segment(choices, "Planned intensity")
        self.intensity.chosen.connect(lambda key: self._change(replace(self._plan, intensity=Intensity(key))))
        self.button = Button("Zones", "chevron-down")
        self.button.setCheckable(True)
        self.button.setAccessibleName("Planned zones")
        self.button.toggled.connect(self._fold)
        self.zones = ZonePills("Planned zones")
        self.zones.changed.connect(lambda zones: self._change(replace(self._plan, zones=zones)))
        self.zones.hide()
        self._where = Text("", "small", wrap=True)
        self.body.setContentsMargins(16, 7, 12, 7)
        self.body.addLayout(self._head())
        self.body.addWidget(self.zones)

    @property
    def plan(self) -> Plan:
        """What is shown as planned."""
        return self._plan

    def show_plan(self, plan: Plan, open_to_change: bool) -> None:
        """Show a plan. Zones are open to see where none is chosen yet."""
        self._plan = plan
        self.intensity.set_value(plan.intensity or "")
        self.zones.show_zones(plan.zones)
        self._where.setText(say(plan.zones) or "No zone yet")
        self._where.setAccessibleName(f"Planned zones: {self._where.text()}")
        for part in (self.intensity, self.zones):
            part.setEnabled(open_to_change)
        if not plan.zones and open_to_change:
            self.button.setChecked(True)

    def fold(self) -> None:
        """Put the zones away."""
        self.button.setChecked(False)

    def _head(self) -> SharingFlow:
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(Text("Planned today", "q"))
        lines.addWidget(self._where)
        lines.addStretch(1)
        head = SharingFlow(12)
        head.addWidget(words, 1, Theme.current().scaled(LEAST_WORDS))
        head.addWidget(self.intensity)
        head.addWidget(self.button)
        return head

    def _fold(self, shown: bool) -> None:
        self.zones.setVisible(shown)

    def _change(self, plan: Plan) -> None:
        self.changed.emit(plan)
