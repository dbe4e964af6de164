"""A card: white ground, thin border, optionally a head."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.ui.widgets.text import Text


class Card(QFrame):
    """A card with `body` (a QVBoxLayout) to fill, and with a title a `head` row (a QHBoxLayout) above it."""

    def __init__(
        self, title: str = "", note: str = "", sunken_head: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("cls", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.head = QHBoxLayout()
        self.note = Text(note, "small")
        self.title = Text(title, "h2" if sunken_head else "h3")
        if title:
            outer.addWidget(self._make_head(sunken_head))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(14, 8 if title and not sunken_head else 12, 14, 12)
        self.body.setSpacing(8)
        outer.addLayout(self.body)
        self.setAccessibleName(title)

    def _make_head(self, sunken: bool) -> QFrame:
        frame = QFrame()
        frame.setProperty("cls", "cardhead" if sunken else "plainhead")
        frame.setLayout(self.head)
        self.head.setContentsMargins(16 if sunken else 14, 6 if sunken else 10, 12, 6 if sunken else 0)
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addWidget(self.note, 1)
        frame.setMinimumHeight(52 if sunken else 0)
        return frame
