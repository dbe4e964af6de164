"""A card of the treatment page: it shows its part of the record and hands over each change by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from needledesk.domain.cautions import cautions
from needledesk.domain.treatment import Caution, Treatment
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.typed_fields import TypedFields
from needledesk.ui.widgets.card import Card


class RecordCard(Card):
    """What the cards share: the open visit, fields that keep themselves, and when to show what.

    Every card reads the whole treatment and replaces only its own part, so that no card undoes another.
    """

    def __init__(self, open_visit: OpenVisit, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, note, parent=parent)
        self.open_visit = open_visit
        self.fields = TypedFields(self)
        self.fields.settled.connect(self.keep)
        self._visit = 0
        open_visit.keep_requested.connect(self.flush)
        open_visit.opened.connect(self.show_visit)
        open_visit.treatment_changed.connect(self.fill)

    @property
    def treatment(self) -> Treatment:
        """The treatment as it now reads."""
        return self.open_visit.visit.treatment

    def fill(self) -> None:
        """Show what the treatment says."""

    def typed(self, treatment: Treatment) -> Treatment:
        """The treatment with this card's typed fields written in."""
        return treatment

    def keep(self) -> None:
        """Hand over what was typed, if it says something new."""
        if self.open_visit.shown and self.open_visit.editable:
            self.change(self.typed(self.treatment))

    def change(self, treatment: Treatment) -> None:
        """Hand over a changed treatment."""
        if treatment != self.treatment:
            self.open_visit.change(treatment)

    def write(self, **parts: Any) -> None:
        """Replace parts of the treatment, keeping what was typed before."""
        self.flush()
        self.change(replace(self.treatment, **parts))

    def flush(self) -> None:
        """Hand over now what waits for its pause."""
        self.fields.settle()

    def cautions_at(self, place: str) -> tuple[Caution, ...]:
        """What needs a look at that place of the record."""
        bench = self.open_visit.bench
        last = bench.history[-1].day if bench.history else None
        found = cautions(self.treatment, bench.protocol, self.day(), last)
        return tuple(caution for caution in found if caution.place == place)

    def day(self) -> date:
        """The day that expiry dates are held against: today, or for a closed visit its own day."""
        visit = self.open_visit.visit
        return (self.open_visit.desk.now() if self.open_visit.editable else visit.closed or visit.opened).date()

    def show_visit(self) -> None:
        """Show the open visit; if it is another one than before, nothing of that may stay."""
        if self._visit != self.open_visit.visit.id:
            self._visit = self.open_visit.visit.id
            self.fields.forget()
            self.cleared()
        self.fields.set_editable(self.open_visit.editable)
        self.fill()

    def cleared(self) -> None:
        """Another visit is shown: nothing of the one before may stay."""
