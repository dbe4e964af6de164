"""One line for all answers that were confirmed to be as last time, and the way to see them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class SameLine(QFrame):
    """`toggled`: whether every row is wanted on the screen."""

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._hint = Text("", "h3"), Text("Each can still be changed", "small")
        self.button = Button("Show all", "list-checks")
        self.button.setCheckable(True)
        self.button.toggled.connect(self.toggled)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._count)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 12, 7)
        row.setSpacing(12)
        row.addWidget(IconView("circle-check", "proceed", 24))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_count(self, count: int, whole: bool) -> None:
        """Say how many; nothing is shown for none."""
        self.setVisible(bool(count))
        self._count.setText("1 answer as last time" if count == 1 else f"{count} answers as last time")
        self.button.setAccessibleName(f"Show all: {self._count.text()}")
        self.button.blockSignals(True)
        self.button.setChecked(whole)
        self.button.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A line above, as between rows."""
        QPainter(self).fillRect(0, 0, self.width(), 1, Theme.current().colour("line"))
