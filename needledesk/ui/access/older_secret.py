"""Asks for the passphrase, or the recovery sheet, that a backup was made under, where that is not today's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain import recovery
from needledesk.errors import BadInput
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.text import Text

TITLE = "This backup has another passphrase"
WHY = "It was made before the passphrase was changed. What opened it then opens it now, and what is restored from it."


class OlderSecret(QDialog):
    """One field for either of the two."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAccessibleDescription(WHY)
        self.setFixedWidth(520)
        self.field = LineField("Passphrase of then, or the 13 groups of its recovery sheet", "", secret=True)
        self.go_on, cancel = Button("Go on", "key-round", "primary", 48), Button("Cancel", "", "plain", 48)
        self.field.line.returnPressed.connect(self._take)
        column, foot = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (Text(TITLE, "title", wrap=True), Text(WHY, "body", "ink2", wrap=True), self.field):
            column.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go_on)
        column.addLayout(foot)
        self.go_on.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def secret(self) -> str | bytes:
        """What was typed: the key itself where it was a recovery sheet."""
        typed = self.field.line.text()
        try:
            return recovery.read(typed)
        except BadInput:
            return typed

    def _take(self) -> None:
        if self.field.line.text():
            self.accept()
        else:
            self.field.complain("Type one of the two first")


def ask(parent: QWidget | None) -> str | bytes | None:
    """The secret of a backup's own time; None where that was left."""
    dialog = OlderSecret(parent)
    try:
        return dialog.secret if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.field.line.clear()
        dialog.deleteLater()
