"""Fields that are kept without a Save button: when one is left, and shortly after the last key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from needledesk.ui.typing_pause import TypingPause


class TypedFields(QObject):
    """Watches line edits. `settled` says that what they read now is to be kept."""

    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fields: list[QLineEdit] = []
        self._typed: set[QLineEdit] = set()
        self._pause = TypingPause(self)
        self._pause.over.connect(self.settle)

    def watch(self, *fields: QLineEdit) -> None:
        """Keep an eye on these fields as well."""
        for field in fields:
            self._fields.append(field)
            field.textEdited.connect(lambda _, field=field: self._touched(field))
            field.editingFinished.connect(self.settle)

    def settle(self) -> None:
        """Say now that what was typed is to be kept, if anything was."""
        self._pause.stop()
        if self._typed:
            self._typed.clear()
            self.settled.emit()

    def show(self, field: QLineEdit, text: str) -> None:
        """Show a kept text, unless the field holds something newer, or is being typed in and says the same."""
        if field in self._typed or (field.hasFocus() and field.text().strip() == text):
            return
        if field.text() != text:
            field.setText(text)

    def touched(self, field: QLineEdit) -> bool:
        """Whether something in that field still waits to be kept."""
        return field in self._typed

    def forget(self) -> None:
        """What the fields hold belongs to something that is no longer shown."""
        self._pause.stop()
        self._typed.clear()

    def set_editable(self, editable: bool) -> None:
        """Whether they take typing."""
        for field in self._fields:
            field.setReadOnly(not editable)

    def _touched(self, field: QLineEdit) -> None:
        self._typed.add(field)
        self._pause.touch()
