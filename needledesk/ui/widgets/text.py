"""A text in one of the roles of the type scale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Text(QLabel):
    """A label. `role`: a class of the style sheet, such as body, small or h2; `tone`: a colour token, or none."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("cls", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)

    def set_tone(self, tone: str) -> None:
        """Another colour token for the text; empty for the role's own."""
        self.restyle(self.property("cls"), tone)

    def restyle(self, role: str, tone: str) -> None:
        """Another role and colour."""
        if (self.property("cls"), self.property("tone")) != (role, tone):
            self.setProperty("cls", role)
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
