"""The page of a closed visit: what was recorded, what was added since, and everything that happened to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.recorded_values import recorded
from needledesk.ui.theme import Theme
from needledesk.ui.visit.amendments_card import AmendmentsCard
from needledesk.ui.visit.history_card import HistoryCard
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.recorded_card import RecordedCard
from needledesk.ui.widgets.buttons import Button


class SealedPage(QWidget):
    """Read only. `void_requested`: the visit is not to be relied on."""

    void_requested = Signal()

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_visit
        self.setAccessibleName("Closed visit")
        self.recorded, self.amendments, self.history = RecordedCard(), AmendmentsCard(), HistoryCard()
        self.void = Button("Void this visit", "ban", "quiet")
        self.void.clicked.connect(self.void_requested)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.recorded, 3)
        left.addWidget(self.amendments, 2)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.history, 1)
        right.addWidget(self.void, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        edge = 10 if Theme.current().short else 12
        row.setContentsMargins(24, edge, 24, 6)
        row.setSpacing(12)
        row.addLayout(left, 486)
        row.addLayout(right, 436)
        open_visit.opened.connect(self._show_visit)
        open_visit.history_changed.connect(self._show_history)
        if open_visit.shown:
            self._show_visit()

    def _show_visit(self) -> None:
        visit, sealed, now = self._open.visit, self._open.sealed, self._open.desk.now()
        if sealed is None:
            return
        values = recorded(visit, self._open.bench.protocol)
        self.recorded.show_visit(visit, sealed)
        self.amendments.show_amendments(sealed.amendments, values, now.year)
        self.void.setVisible(sealed.voiding is None)
        self._show_history()

    def _show_history(self) -> None:
        self.history.show_entries(self._open.history, self._open.desk.now())
