"""The entries of a treatment one after another, so that the last one can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from needledesk.domain.treatment import Treatment
from needledesk.ui.visit.open_visit import OpenVisit

#: Entries remembered.
LONGEST = 100


class EntryHistory(QObject):
    """Follows the open visit while it is the same one; forgets everything with the next."""

    def __init__(self, open_visit: OpenVisit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_visit = open_visit
        self._visit = 0
        self._before: list[Treatment] = []
        self._now = Treatment()
        open_visit.opened.connect(self.follow)
        open_visit.treatment_changed.connect(self._remember)

    def follow(self) -> None:
        """Begin with the treatment as it stands."""
        visit = self._open_visit.visit
        if visit.id != self._visit:
            self._visit = visit.id
            self._before.clear()
        self._now = visit.treatment

    def undo(self) -> bool:
        """Put the treatment back to how it was before the last entry; False if there is none."""
        if not self._before or not self._open_visit.shown or not self._open_visit.editable:
            return False
        self._now = self._before.pop()
        self._open_visit.change(self._now)
        return True

    def _remember(self) -> None:
        treatment = self._open_visit.visit.treatment
        if treatment != self._now:
            self._before = [*self._before, self._now][-LONGEST:]
            self._now = treatment
