"""A dialog that tells or asks: what happened, what is kept, what to do, and a button for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Status
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.text import Text

WIDE = 560


class _Head(QWidget):
    """The title, on red ground where something failed."""

    def __init__(self, title: str, safe: str, status: str) -> None:
        super().__init__()
        self._failed = bool(status)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 18, 24, 18)
        row.setSpacing(16)
        if status:
            row.addWidget(MarkView(status, 44), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(title, "title", "stop" if status else "", wrap=True))
        if safe:
            words.addWidget(Text(safe, "body", "ink2", wrap=True))
        row.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fill the ground."""
        if self._failed:
            QPainter(self).fillRect(QRectF(self.rect()), Theme.current().colour("stop_soft"))


class MessageBox(QDialog):
    """`status` DO_NOT_TREAT gives the red head of an error, empty a plain question. Esc is no."""

    def __init__(
        self, parent: QWidget | None, title: str, safe: str = "", do: str = "", status: str = Status.DO_NOT_TREAT
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("NeedleDesk")
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(part for part in (safe, do) if part))
        self.setFixedWidth(WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Head(title, safe, status))
        if do:
            column.addWidget(_padded(Text(do, "body", wrap=True)))
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(24, 8, 24, 20)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)

    def add_action(self, text: str, icon: str, kind: str, accept: bool) -> Button:
        """A button; `accept` is what `run` then gives. The first one stands at the right and takes Enter."""
        button = Button(text, icon, kind, 48)
        button.clicked.connect(self.accept if accept else self.reject)
        first = self._buttons.count() == 1
        self._buttons.insertWidget(1, button)
        if first:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def run(self) -> bool:
        """Show it and wait. True if an accepting button was pressed."""
        return self.exec() == QDialog.DialogCode.Accepted


def _padded(text: Text) -> QWidget:
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(24, 16, 24, 8)
    row.addWidget(text)
    return frame
