"""The field that finds a client, or a rule."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.key_cap import KeyCap


class SearchField(QLineEdit):
    """48 px high: a magnifier, what to type, the key that leads here, and once something is typed a cross."""

    def __init__(
        self, placeholder: str = "Name, phone or lot", key: str = "Ctrl F", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(f"Search: {placeholder}")
        self.setProperty("cls", "search")
        self.setFixedHeight(48)
        self._icon = IconView("search", "ink3", 20, parent=self)
        self._cap = KeyCap(key, self)
        self._cap.setVisible(bool(key))  # Ctrl+F finds clients; a search without a key of its own shows none
        self._clear = IconButton("x", "Clear the search", "quiet", parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(self._typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep icon, cap and cross in their places."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """The cap is as wide as its text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        middle = self.height() // 2
        self._icon.setGeometry(13, middle - 10, 20, 20)
        self._cap.adjustSize()
        self.setTextMargins(32, 0, max(36, self._cap.width() + 4), 0)
        self._cap.move(self.width() - self._cap.width() - 12, middle - self._cap.height() // 2)
        self._clear.setGeometry(self.width() - 46, middle - 22, 44, 44)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._cap.setVisible(not text and bool(self._cap.text()))
