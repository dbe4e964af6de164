"""The window before there is a desk: the first run, or the lock."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from needledesk.errors import Damaged, DeskError
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.place import Place


class WelcomeWindow(QMainWindow):
    """`opened` carries the Desk once there is one; `open_requested` the path of a file that was chosen."""

    opened = Signal(object)
    open_requested = Signal(object)
    closed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.setWindowTitle("NeedleDesk")
        self.setMinimumSize(1024, 640)

    def show_first_run(self) -> None:
        """Three steps to a record file. What was typed there already stays."""
        from needledesk.ui.welcome.first_run import FirstRun

        if not isinstance(self.centralWidget(), FirstRun):
            page = FirstRun(self._background)
            page.made.connect(self.opened)
            page.open_requested.connect(self.open_requested)
            self.setCentralWidget(page)

    def show_lock(self, path: Path, place: Place | None = None, practice: str = "") -> None:
        """Ask for the passphrase of a file; `place`: where the lock came from, if one did."""
        from needledesk.ui.welcome.unlock import Unlock

        page = Unlock(self._background, path, place, practice)
        page.opened.connect(self.opened)
        page.damaged.connect(lambda error, secret: self.show_damaged(path, error, secret))
        page.open_requested.connect(self.open_requested)
        self.setCentralWidget(page)

    def show_damaged(self, path: Path, error: DeskError, secret: str | bytes | None = None) -> None:
        """A damaged file: restore the newest backup, or read what is left. `secret`: what opens the file."""
        from needledesk.ui.welcome.damaged_file import DamagedFile

        page = DamagedFile(self._background, path, error, secret)
        page.opened.connect(self.opened)
        page.another_requested.connect(self._choose)
        self.setCentralWidget(page)

    def show_refused(self, path: Path, error: DeskError) -> None:
        """Say why a file did not open. What was typed at the first run stays on the screen."""
        from needledesk.ui.welcome.file_refused import FileRefused
        from needledesk.ui.welcome.first_run import FirstRun

        if isinstance(self.centralWidget(), FirstRun):
            self.explain(error)
            return
        if isinstance(error, Damaged):
            self.show_damaged(path, error)
            return
        page = FileRefused(path, error)
        page.again_requested.connect(lambda: self.open_requested.emit(path))
        page.another_requested.connect(self._choose)
        page.new_requested.connect(self.show_first_run)
        self.setCentralWidget(page)

    def explain(self, error: DeskError) -> None:
        """Say why a file did not open, and offer another one."""
        messages.explain(self, error, self._choose, "Open another file")

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from needledesk.ui.welcome.file_step import FILTER

        chosen, _ = QFileDialog.getOpenFileName(self, "Open a record file", "", FILTER)
        if chosen:
            self.open_requested.emit(Path(chosen))

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the threads."""
        self._background.close()
        event.accept()
        self.closed.emit()
