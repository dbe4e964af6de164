"""A field of a form: its label above it, and below it in red what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.text import Text


class Field(QWidget):
    """Label, control, an optional line of explanation, and a complaint while there is one."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.control = label, control
        if not control.accessibleName():
            control.setAccessibleName(label)
        caption = Text(label, "lab")
        caption.setBuddy(control)
        self._hint = Text(hint, "small", "ink2", wrap=True)
        if hint:
            control.setAccessibleDescription(hint)
        else:
            self._hint.hide()
        self._wrong = Text("", "error", wrap=True)
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (caption, control, self._hint, self._wrong):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def wrong(self) -> str:
        """What is wrong; empty if nothing."""
        return self._wrong.text()

    def complain(self, text: str) -> None:
        """Say what is wrong, in words; nothing for an empty text."""
        if text == self.wrong:
            return
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self.control.setProperty("wrong", bool(text))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        if text:
            announce(self.control, f"{self.label}: {text}", urgent=True)


class LineField(Field):
    """A field with one line of text; typing takes the complaint away."""

    def __init__(
        self, label: str, placeholder: str = "", hint: str = "", secret: bool = False, parent: QWidget | None = None
    ) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(200)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(label, self.line, hint, parent)
        self.line.textEdited.connect(lambda _: self.complain(""))

    @property
    def text(self) -> str:
        """What is typed, without spaces around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show a text that was not typed."""
        self.line.setText(text)
        self.complain("")
