"""Questions that are asked in one breath: their common name, and one button that answers No to all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text

_COUNTS = {2: "both", 3: "all three"}


class TogetherStrip(QFrame):
    """Stands above its rows while all of them are blank. `none_requested`: none of them."""

    none_requested = Signal()

    def __init__(self, name: str, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = tuple(keys)
        self.button = Button("None of these: No", "check", "quiet")
        self.button.setAccessibleName(f"{name}: No to {_COUNTS.get(len(keys), f'all {len(keys)}')}")
        self.button.clicked.connect(self.none_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.addWidget(Text(name, "smallbold", "ink2", wrap=True), 1)
        row.addWidget(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A line above, as between rows."""
        QPainter(self).fillRect(0, 0, self.width(), 1, Theme.current().colour("line"))
