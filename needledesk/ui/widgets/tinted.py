"""A part of a page on a ground of its own colour."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from needledesk.ui.theme import Theme


class Tinted(QWidget):
    """Fills its ground with a colour token."""

    def __init__(self, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fill the ground."""
        QPainter(self).fillRect(self.rect(), Theme.current().colour(self._ground))
