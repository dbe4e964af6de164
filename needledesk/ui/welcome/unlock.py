"""The lock: one passphrase, one button, and no hint of whose records these are."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError, WrongPassphrase
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.welcome.file_step import FILTER
from needledesk.ui.welcome.panel import TealPanel
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

#: Seconds to wait after the first, second and every further wrong passphrase.
PAUSES = (1, 2, 4)


class Unlock(QWidget):
    """`opened` carries the Desk; `open_requested` another file's path."""

    opened = Signal(object)
    open_requested = Signal(object)

    def __init__(self, background: Background, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background, self._path = background, path
        self._wrong, self._left = 0, 0
        self.passphrase = LineField("Passphrase", secret=True)
        self.unlock = Button("Unlock", "lock-keyhole", "primary", 56)
        self.another = Button("Open another record file", "folder-open", "plain", 48)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self._arrange()
        self.unlock.clicked.connect(self._try)
        self.passphrase.line.returnPressed.connect(self._try)
        self.another.clicked.connect(self._choose)

    def showEvent(self, event: object) -> None:
        """Start where one types."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(TealPanel(), 2)
        inside = QWidget()
        inside.setFixedWidth(400)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        title = Text("Enter your passphrase", "screen", wrap=True)
        file = Text(self._path.name, "body", "ink2", wrap=True)
        for words in (title, file):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        show = Switch("Show what I type")
        show.toggled.connect(self._show_typed)
        column.addStretch(1)
        for part in (title, file, self.passphrase, show, self.unlock, self.another):
            column.addWidget(part)
        column.addStretch(1)
        row.addWidget(inside, 3, Qt.AlignmentFlag.AlignHCenter)

    def _show_typed(self, shown: bool) -> None:
        self.passphrase.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _try(self) -> None:
        typed = self.passphrase.line.text()
        if not self.unlock.isEnabled() or self._left:
            return
        if not typed:
            self.passphrase.complain("Type the passphrase first")
            return
        self.unlock.set_busy(True)
        self.unlock.set_caption("Unlocking")
        self.another.setEnabled(False)
        opening = partial(Desk.open, self._path, typed, wrong=self._wrong)
        self._background.ask(opening, then=self._opened, failed=self._refused)

    def _opened(self, desk: Desk) -> None:
        self.passphrase.line.clear()
        self._rest()
        self.opened.emit(desk)

    def _refused(self, error: DeskError) -> None:
        self._rest()
        if isinstance(error, WrongPassphrase):
            self._left = PAUSES[min(self._wrong, len(PAUSES) - 1)]
            self._wrong += 1
            self.passphrase.complain(error.happened)
            self.passphrase.line.selectAll()
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._second.start()
            self._show_pause()
        else:
            messages.explain(self, error)

    def _rest(self) -> None:
        self.unlock.set_busy(False)
        self.unlock.set_caption("Unlock")
        self.another.setEnabled(True)

    def _count_down(self) -> None:
        self._left -= 1
        if not self._left:
            self._second.stop()
        self._show_pause()

    def _show_pause(self) -> None:
        self.unlock.setEnabled(not self._left)
        self.unlock.set_caption(f"Try again in {self._left} s" if self._left else "Unlock")

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a record file", str(self._path.parent), FILTER)
        if chosen:
            self.open_requested.emit(Path(chosen))
