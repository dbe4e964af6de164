"""The one long job on copies that is under way: told how far it is, and stopped on request."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from needledesk.desk.desk import Desk
from needledesk.domain.backups import Copy, Target
from needledesk.domain.progress import Watch
from needledesk.domain.verification import Report
from needledesk.errors import DeskError
from needledesk.ui.background import Background

_TOLD_EACH = 0.1  # seconds
#: The words while a copy takes the place of today's file: nobody may ask it anything.
RESTORING = "Restoring"
Then = Callable[[Any], object]
Failed = Callable[[DeskError], object]


class BackupRuns(QObject):
    """Beside the desk's own work, so that saves go on; a restore takes its turn among them. One at a time."""

    began = Signal(str)
    progressed = Signal(str, float)  # what is being done, and the share of it; below 0: nobody knows
    ended = Signal()
    _step = Signal(str, float)
    _finished = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._cancelled, self._told = False, 0.0
        self.running = ""  # the words for what is under way
        self._step.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def back_up(self, target: Target, then: Then, failed: Failed) -> bool:
        """Bring a stick or disk up to date. False while something else is under way."""
        return self._start("Backing up", lambda watch: self._desk.backups.back_up(target, watch), then, failed)

    def full(self, then: Then, failed: Failed) -> bool:
        """Make a full copy on this laptop."""
        return self._start("Copying on this laptop", self._desk.backups.full, then, failed)

    def notes(self, then: Then, failed: Failed) -> bool:
        """Keep the notes on this laptop."""
        return self._start("Keeping the notes", self._desk.backups.notes, then, failed)

    def drill(self, folders: list[Path], then: Then, failed: Failed) -> bool:
        """The monthly trial of the newest copy."""
        return self._start("Trying a copy", lambda watch: self._desk.backups.drill(folders, watch), then, failed)

    def check(self, then: Then, failed: Failed) -> bool:
        """The weekly check of everything, in steps between which work goes on."""

        def call(watch: Watch) -> Report:
            words = "Checking the records"
            return self._desk.history.verify(lambda share: self._tell(words, int(1000 * share), 1000), watch.cancelled)

        return self._start("Checking the records", call, then, failed)

    def prove(self, copy: Copy, then: Then, failed: Failed, secret: str | bytes | None = None) -> bool:
        """Try one copy. `secret`: what opens it, where it has another key than the file today."""
        call = self._desk.backups.prove
        return self._start("Trying the copy", lambda watch: call(copy, watch, secret), then, failed)

    def restore(self, copy: Copy, then: Then, failed: Failed, secret: str | bytes | None = None) -> bool:
        """Go back to a copy; nothing else is asked of the desk meanwhile. `secret`: as for `prove`."""
        call = self._desk.backups.restore
        return self._start(RESTORING, lambda watch: call(copy, watch, secret), then, failed, alone=True)

    def cancel(self) -> None:
        """Stop at the next step. What was there before stays as it was."""
        self._cancelled = True

    def _start(self, words: str, call: Callable[[Watch], Any], then: Then, failed: Failed, alone: bool = False) -> bool:
        if self.running or self._background.ended:
            return False
        self.running, self._cancelled = words, False
        watch = Watch(self._tell, lambda: self._cancelled or self._background.ended)

        def work() -> Any:
            try:
                return call(watch)
            finally:
                self._finished.emit()

        self.began.emit(words)
        run = self._background.ask if alone else self._background.aside
        run(work, then=then, failed=failed, owner=self)
        return True

    def _tell(self, words: str, done: int, whole: int) -> None:
        """Called on the worker's thread, thousands of times."""
        now = time.monotonic()
        if now - self._told >= _TOLD_EACH:
            self._told = now
            self._step.emit(words, done / whole if whole else -1.0)

    @Slot(str, float)
    def _show_step(self, words: str, share: float) -> None:
        self.progressed.emit(words, share)

    @Slot()
    def _end(self) -> None:
        self.running = ""
        self.ended.emit()
