"""A record file that is damaged: the newest backup first, then what can still be read of it. It is kept in any case."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk import restoring
from needledesk.desk.desk import Desk
from needledesk.domain.backups import Copy, Restored
from needledesk.domain.calendar import say_moment
from needledesk.domain.progress import Watch
from needledesk.errors import DeskError, WrongPassphrase
from needledesk.ui.background import Background
from needledesk.ui.backup import volumes
from needledesk.ui.backup.old_key import OldKey
from needledesk.ui.welcome.panel import TealPanel
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.text import Text


class DamagedFile(QWidget):
    """`opened` carries the Desk, on the restored file or on what is left; `another_requested`: a file to choose."""

    opened = Signal(object)
    another_requested = Signal()
    _progressed = Signal(float, str)  # from the worker's thread

    def __init__(
        self,
        background: Background,
        path: Path,
        error: DeskError,
        secret: str | bytes | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._path, self._secret = background, path, secret
        self._copy: Copy | None = None
        self._stopped = False
        self.asked: OldKey | None = None  # for a backup with an earlier passphrase
        self.title, self.words = Text(error.happened, "screen", wrap=True), Text("", "lead", wrap=True)
        self.restore = Button("Restore the newest backup", "archive-restore", "primary", 56)
        self.stop = Button("Stop", "x", "quiet")
        self.progress = Progress("Restoring")
        self.read = Button("Read what is left", "eye", "plain", 48)
        self.another = Button("Another file", "folder-open", "plain", 48)
        self.restore.clicked.connect(self._restore)
        self.stop.clicked.connect(self._stop)
        self.read.clicked.connect(self._read)
        self.another.clicked.connect(self.another_requested)
        self._progressed.connect(self.progress.show_share)
        self._arrange()
        self.restore.setEnabled(False)
        self._tell("Looking for the newest backup …")
        background.aside(_newest, path, then=self._show_copy, failed=self._failed, owner=self)

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
        parts = (self.title, Text(self._path.name, "body", "ink2", wrap=True), self.words, self.restore)
        for part in (*parts, self.progress, self.stop, self.read, self.another):
            column.addWidget(part)
        column.addStretch(1)
        self.progress.hide()
        self.stop.hide()
        row.addWidget(inside, 3, Qt.AlignmentFlag.AlignHCenter)

    def _show_copy(self, copy: Copy | None) -> None:
        self._copy = copy
        self.restore.setEnabled(copy is not None)
        if copy is None:
            self._tell("No backup was found on this laptop or on a stick. The damaged file was not changed.")
            self.read.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.restore.set_caption(f"Restore the backup of {say_moment(copy.made)}")
        self._tell("The damaged file was not changed. It is kept beside the restored one.")
        self.restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        assert self._copy is not None
        self._stopped = False
        self._working(True)
        watch = Watch(self._step, lambda: self._stopped or self._background.ended)
        call = (restoring.restore_to, Path(self._copy.path), self._secret, self._path, watch)
        self._background.aside(*call, then=self._restored, failed=self._not_restored, owner=self)

    def _step(self, words: str, done: int, whole: int) -> None:
        """Called on the worker's thread."""
        self._progressed.emit(done / whole if whole else 0.0, words)

    def _stop(self) -> None:
        self._stopped = True

    def _restored(self, came_to: Restored) -> None:
        kept = f" The damaged file is kept as “{Path(came_to.aside).name}”." if came_to.aside else ""
        missing = f" In no copy, and so missing: {came_to.words}." if came_to.words else ""
        self._tell(f"Restored.{kept}{missing}")
        self._background.ask(
            Desk.open, self._path, self._secret, then=self.opened.emit, failed=self._failed, owner=self
        )

    def _not_restored(self, error: DeskError) -> None:
        self._failed(error)
        if isinstance(error, WrongPassphrase):  # the passphrase was changed since that backup
            self.asked = OldKey(self)
            self.asked.given.connect(self._restore_with)
            self.asked.open()

    def _restore_with(self, secret: str | bytes) -> None:
        self._secret = secret
        self._restore()

    def _read(self) -> None:
        self.read.set_busy(True)
        call = (Desk.open_damaged, self._path, self._secret)
        self._background.ask(*call, then=self.opened.emit, failed=self._failed, owner=self)

    def _failed(self, error: DeskError) -> None:
        self._working(False)
        self.read.set_busy(False)
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self.words.setText(words)
        announce(self, words, urgent=True)

    def _working(self, on: bool) -> None:
        self.restore.set_busy(on)
        self.progress.setVisible(on)
        self.stop.setVisible(on)
        for other in (self.read, self.another):
            other.setEnabled(not on)


def _newest(path: Path) -> Copy | None:
    return restoring.newest_of(path, [volume.path for volume in volumes.present()])
