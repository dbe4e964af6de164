"""A record file did not open: why, and the ways on. A new file comes last: the records are elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.errors import DeskError
from needledesk.ui.welcome.panel import TealPanel
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text


class FileRefused(QWidget):
    """`again_requested`: the same file; `another_requested`: one to choose; `new_requested`: one to make."""

    again_requested = Signal()
    another_requested = Signal()
    new_requested = Signal()

    def __init__(self, path: Path, error: DeskError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.file = Text("", "screen", wrap=True), Text(path.name, "body", "ink2", wrap=True)
        self.words = Text("", "lead", wrap=True)
        self.again = Button("Try again", "refresh-cw", "primary", 56)
        self.another = Button("Another file", "folder-open", "plain", 48)
        self.new = Button("Start a new record file", "plus", "quiet", 48)
        self.again.clicked.connect(self._try)
        self.another.clicked.connect(self.another_requested)
        self.new.clicked.connect(self.new_requested)
        self._arrange()
        self.show_error(error)

    def show_error(self, error: DeskError) -> None:
        """Say what happened, what is kept and what to do."""
        self.again.set_busy(False)
        self.title.setText(error.happened)
        self.words.setText(" ".join(part for part in (error.safe, error.do) if part))
        announce(self, str(error), urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        """The same file again is the first way on."""
        super().showEvent(event)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        self.again.set_busy(True)
        self.again_requested.emit()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(TealPanel(), 2)
        inside = QWidget()
        inside.setFixedWidth(440)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addStretch(1)
        for part in (self.title, self.file, self.words, self.again, self.another, self.new):
            column.addWidget(part)
        column.addStretch(1)
        row.addWidget(inside, 3, Qt.AlignmentFlag.AlignHCenter)
