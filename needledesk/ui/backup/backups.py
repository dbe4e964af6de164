"""All about copies that belongs to one window: what looks after them, the foot of the rail, the dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from needledesk.desk.desk import Desk
from needledesk.domain.backups import Copy
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.backup import words
from needledesk.ui.backup.backup_dialog import BackupDialog
from needledesk.ui.backup.backup_watch import BackupWatch, Standing
from needledesk.ui.backup.mark import BackupMark
from needledesk.ui.backup.runs import BackupRuns
from needledesk.ui.messages import Toasts


class Backups(QObject):
    """`restored`: the desk works with another file now."""

    restored = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        mark: BackupMark,
        toasts: Callable[[], Toasts],
        training: bool,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._background, self._mark, self._toasts, self._window = desk, background, mark, toasts, window
        self.runs = BackupRuns(desk, background, self)
        self.watch = BackupWatch(desk, background, self.runs, training, self)
        self.dialog: BackupDialog | None = None
        mark.clicked.connect(self.show)
        self.watch.stands.connect(self._stand)
        self.watch.backed_up.connect(self._backed_up)
        self.watch.failed.connect(self._failed)
        self.runs.began.connect(lambda _: mark.set_busy(True))
        self.runs.ended.connect(lambda: mark.set_busy(False))

    def show(self) -> BackupDialog:
        """The dialog, once."""
        if self.dialog is None or not isValid(self.dialog):
            self.dialog = BackupDialog(self._desk, self._background, self.runs, self.watch, self._window)
            self.dialog.restored.connect(self._restored)
            self.dialog.open()
        return self.dialog

    def back_up(self) -> None:
        """Ctrl+B: at once, where a stick is there."""
        self.show().back_up()

    def _show_more(self) -> None:
        self.show()

    def _restored(self) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.close()
        self.restored.emit()

    def _stand(self, standing: Standing) -> None:
        state = standing.state
        made = [one for one in (state.off_laptop, state.full, state.notes) if one is not None]
        newest = max(made, key=lambda one: one.at, default=None)
        self._mark.show_standing(*words.mark(newest, standing.due, self._desk.now()))

    def _backed_up(self, copy: Copy) -> None:
        self._toasts().say(f"Backed up, {words.size(copy.size)} new. It opens.", "circle-check")

    def _failed(self, error: DeskError) -> None:
        self._toasts().say(error.happened, "triangle-alert", "More", self._show_more)
