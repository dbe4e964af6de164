"""A place with nothing in it yet: what it is for, and the one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class EmptyState(QWidget):
    """A picture or an icon, a title of three words, one sentence, one primary action, at most three others."""

    def __init__(
        self, icon: str, title: str, text: str, picture: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(picture or IconView(icon, "ink3", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title, self._sentence = Text(title, "screen"), Text(text, "lead", wrap=True)
        column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._sentence)
        column.addSpacing(16)
        self._main, self._others = QHBoxLayout(), QHBoxLayout()
        for row in (self._main, self._others):
            row.setSpacing(12)
            row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addLayout(row)
        column.addStretch(1)
        self.setAccessibleName(title)

    def set_words(self, title: str, text: str) -> None:
        """Another title and sentence."""
        self._title.setText(title)
        self._sentence.setText(text)
        self.setAccessibleName(title)

    def add_action(self, text: str, icon: str = "", kind: str = "primary", key: str = "") -> Button:
        """Offer something to do: primary and plain ones in the first row, quiet ones below."""
        button = Button(text, icon, kind, 44 if kind == "quiet" else 56, key)
        (self._others if kind == "quiet" else self._main).addWidget(button)
        return button
