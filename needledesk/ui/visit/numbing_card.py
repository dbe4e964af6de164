"""Numbing: one line of text."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from needledesk.domain.treatment import Treatment
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.record_card import RecordCard
from needledesk.ui.widgets.text import Text


class NumbingCard(RecordCard):
    """Which cream, how much, from when to when: as the practitioner writes it."""

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(open_visit, "", parent=parent)
        self.setAccessibleName("Numbing")
        self.line = QLineEdit()
        self.line.setAccessibleName("Numbing")
        self.line.setPlaceholderText("Cream, lot, on and off; or none")
        self.line.setMaxLength(200)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Text("Numbing", "h3"))
        row.addWidget(self.line, 1)
        self.body.setContentsMargins(14, 8, 14, 8)
        self.body.addLayout(row)
        self.fields.watch(self.line)

    def fill(self) -> None:
        """Show the line."""
        self.fields.show(self.line, self.treatment.numbing)

    def typed(self, treatment: Treatment) -> Treatment:
        """The treatment with the line as typed."""
        return replace(treatment, numbing=self.line.text().strip())

    def cleared(self) -> None:
        """Nothing of another visit stays."""
        self.line.clear()
