"""What lies over the window from the moment of the lock until the process ends: nothing of a client shows through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from needledesk.errors import DeskError
from needledesk.ui.theme import Theme
from needledesk.ui.welcome.failed_unlocks import PAUSES
from needledesk.ui.welcome.panel import TealPanel
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.text import Text

WAITS = "It stays in memory, and is tried again every 10 seconds. Your passphrase brings you back to it."


class Cover(QWidget):
    """Lies over a window and takes its keys. `again_requested`: the disk should be asked once more.

    While the disk refuses, the passphrase lifts it: `passphrase_given` carries what was typed.
    """

    again_requested = Signal()
    passphrase_given = Signal(str)

    def __init__(self, window: QMainWindow, words: str) -> None:
        super().__init__(window)
        self._window = window
        self._keys = [key for key in window.findChildren(QShortcut) if key.isEnabled()]
        self.title, self.words = Text("Locking", "screen", wrap=True), Text(words, "body", "ink2", wrap=True)
        self.trouble = Text("", "body", wrap=True)
        self.again = Button("Try again", "refresh-cw", "plain", 48)
        self.passphrase = LineField("Passphrase", secret=True)
        self.unlock = Button("Unlock", "lock-keyhole", "primary", 56)
        self.unlock.clicked.connect(self._give)
        self.passphrase.line.returnPressed.connect(self._give)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(lambda: self.unlock.setEnabled(True))
        self._failed = 0
        self.again.clicked.connect(self.again_requested)
        self._lay_out()
        self._troubled = (self.trouble, self.passphrase, self.unlock, self.again)
        for part in self._troubled:
            part.hide()
        for key in self._keys:
            key.setEnabled(False)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: DeskError) -> None:
        """Why it is not locked yet."""
        if self.again.isVisible():
            return
        self.title.setText("Not everything is saved yet")
        self.trouble.setText(f"{error.happened} {error.do} {WAITS}")
        for part in self._troubled:
            part.show()
        announce(self, f"{self.title.text()}. {self.trouble.text()}", urgent=True)
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self) -> None:
        """It was not the passphrase: said, and the next try waits longer each time."""
        self.passphrase.complain("The passphrase does not open this file.")
        self.passphrase.line.selectAll()
        self._pause.start(1000 * PAUSES[min(self._failed, len(PAUSES) - 1)])
        self._failed += 1

    def _give(self) -> None:
        if self.unlock.isEnabled():
            self.unlock.setEnabled(False)
            self.passphrase_given.emit(self.passphrase.line.text())

    def uncover(self) -> None:
        """Give the window back."""
        self._window.removeEventFilter(self)
        for key in self._keys:
            key.setEnabled(True)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The ground: nothing shines through."""
        QPainter(self).fillRect(self.rect(), Theme.current().colour("bg"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(TealPanel(), 2)
        inside = QWidget()
        inside.setFixedWidth(400)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addStretch(1)
        for words in (self.title, self.words, self.trouble):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        for part in (self.passphrase, self.unlock, self.again):
            column.addWidget(part)
        column.addStretch(1)
        row.addWidget(inside, 3, Qt.AlignmentFlag.AlignHCenter)
