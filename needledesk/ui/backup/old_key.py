"""Asks for what opens a copy that was made under another key than the file has today."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain import recovery
from needledesk.errors import BadInput
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.text import Text

WIDE = 520
TITLE = "This copy has an earlier passphrase"
WORDS = (
    "Type the passphrase of that day, or the groups of its recovery sheet. A restored file opens with that one again."
)


class OldKey(QDialog):
    """`given` carries the passphrase, or the key that is on the sheet."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Backup")
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription(WORDS)
        self.setFixedWidth(WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.secret = LineField("Passphrase or recovery sheet", secret=True)
        self.secret.line.returnPressed.connect(self._give)
        self.go_on = Button("Go on", "lock-keyhole", "primary", 48)
        self.go_on.clicked.connect(self._give)
        cancel = Button("Cancel", height=48)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(TITLE, "title", wrap=True))
        column.addWidget(Text(WORDS, "body", "ink2", wrap=True))
        column.addWidget(self.secret)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go_on)
        column.addLayout(row)
        self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        typed = self.secret.line.text()
        if typed:
            self.given.emit(_read(typed))
            self.accept()


def _read(typed: str) -> str | bytes:
    try:
        return recovery.read(typed)
    except BadInput:
        return typed
