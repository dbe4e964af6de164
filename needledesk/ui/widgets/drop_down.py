"""A choice from a long list: a combo box with its arrow drawn in the theme's ink."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from needledesk.ui import icons


class DropDown(QComboBox):
    """A QComboBox that shows that it opens, and that the wheel does not change while the page scrolls."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own ignores the style sheet's 44 px for a row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow."""
        super().paintEvent(event)
        place = QRectF(self.width() - 32, (self.height() - 20) / 2, 20, 20)
        icons.paint(QPainter(self), "chevron-down", "ink2" if self.isEnabled() else "ink3", place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page instead."""
        event.ignore()
