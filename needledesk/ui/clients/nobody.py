"""The workspace while no client is shown: how to begin, or whom to choose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from needledesk.ui.widgets.empty_state import EmptyState


class NobodyPage(QStackedWidget):
    """Two pages: one for a practice without clients, one for nobody chosen."""

    new_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: EmptyState | None = None
        text = "Pick one from the list, or type a name, a phone number or a lot."
        self._choose = EmptyState("users", "Choose a client", text)
        self.addWidget(self._choose)

    def show_empty(self, empty: bool) -> None:
        """Whether the practice has no client at all."""
        if empty and self._first is None:
            self._first = self._make_first()
            self.addWidget(self._first)
        self.setCurrentWidget(self._first if empty and self._first is not None else self._choose)

    def _make_first(self) -> EmptyState:
        from needledesk.ui.widgets.face_drawing import FaceDrawing

        text = "Add the first one; screening starts from there."
        page = EmptyState("users", "No clients yet", text, FaceDrawing())
        page.add_action("New client", "user-plus", "primary", "Ctrl N").clicked.connect(
            lambda: self.new_requested.emit()
        )
        return page
