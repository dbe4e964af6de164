"""The endpoint seen on the skin, and whether a scar is the target: both say light or deep."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from needledesk.domain.treatment import Endpoint
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.record_card import RecordCard
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

WORDS = {
    Endpoint.NONE: "None",
    Endpoint.REDNESS: "Redness",
    Endpoint.PINPOINT: "Pinpoint bleeding",
    Endpoint.MORE: "More",
}


class EndpointCard(RecordCard):
    """Comes with the start of treatment. `note_requested` when more was seen than has a name."""

    note_requested = Signal()

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(open_visit, "Endpoint seen", parent=parent)
        self.endpoint = PillChoices([Choice(key, word, "") for key, word in WORDS.items()], "Endpoint seen")
        self.scar = Switch("Scar is the target")
        self.more = Text("More than pinpoint bleeding: write in the notes what you saw.", "small", "decide", wrap=True)
        self.head.setContentsMargins(14, 4, 14, 0)
        self.body.setContentsMargins(14, 4, 14, 12)
        self.head.addWidget(self.scar)
        self.body.addWidget(self.endpoint)
        self.body.addWidget(self.more)
        self.endpoint.chosen.connect(self._choose)
        self.scar.toggled.connect(self._target)

    def fill(self) -> None:
        """Show what was seen."""
        treatment = self.treatment
        writable = self.open_visit.editable and treatment.started is not None
        self.setVisible(treatment.started is not None)
        self.endpoint.set_value(treatment.endpoint or "")
        for pill in self.endpoint.pills.values():
            pill.setEnabled(writable)
        self.more.setVisible(treatment.endpoint is Endpoint.MORE)
        self.scar.blockSignals(True)
        self.scar.setChecked(treatment.scar_target)
        self.scar.blockSignals(False)
        self.scar.setEnabled(self.open_visit.editable)

    def _choose(self, key: str) -> None:
        self.write(endpoint=Endpoint(key))
        if self.treatment.endpoint is Endpoint.MORE:
            self.note_requested.emit()

    def _target(self, on: bool) -> None:
        self.write(scar_target=on)
