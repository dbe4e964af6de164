"""A text field for one sentence, as high as the sentence needs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

#: px above and below the lines: padding, border and the document's own margin
_AROUND = 22


class GrowingText(QPlainTextEdit):
    """Wraps instead of scrolling; Enter and leaving it end the editing, Tab goes on."""

    edited = Signal()  # by the user
    finished = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)

    @property
    def text(self) -> str:
        """What is typed, in one line."""
        return " ".join(self.toPlainText().split())

    def set_text(self, text: str) -> None:
        """Show a text that was not typed."""
        if text != self.toPlainText():
            self._setting = True
            self.setPlainText(text)
            self._setting = False

    def sizeHint(self) -> QSize:
        """44 for one line, more for more."""
        lines = max(1, round(self.document().size().height()))
        return QSize(200, max(44, lines * self.fontMetrics().lineSpacing() + _AROUND))

    def minimumSizeHint(self) -> QSize:
        """Never less than the lines."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the end of the sentence, not a new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving is the end as well."""
        super().focusOutEvent(event)
        self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines; all of them are seen from the first one on."""
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def _changed(self) -> None:
        self.updateGeometry()
        if not self._setting:
            self.edited.emit()
