"""Work that takes its time: a bar that follows it, a button that ends it, and a word when it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.progress import Watch
from needledesk.errors import DeskError, Stopped
from needledesk.ui.background import Background
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.progress import Progress

LOOK_EVERY_MS = 100


class LongJob(QWidget):
    """Hidden until a job runs. One at a time; it ends at its next step where the window is closed meanwhile."""

    running_changed = Signal(bool)

    def __init__(self, background: Background, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.running = False
        self._wanted, self._share = True, 0.0
        self.bar, self.cancel = Progress(name), Button("Cancel", "x", height=44)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._show)
        self.cancel.clicked.connect(self.stop)
        self.hide()

    def run(
        self,
        call: Callable[[Watch], Any],
        then: Callable[[Any], object],
        failed: Callable[[DeskError], object],
        stopped: Callable[[], object] = lambda: None,
    ) -> None:
        """Start `call` beside everything else. `stopped`: after Cancel, once everything was taken back."""
        if self.running:
            return

        def done(result: Any) -> None:
            self._end()
            then(result)

        def ended(error: DeskError) -> None:
            self._end()
            if isinstance(error, Stopped):
                announce(self, "Stopped")
                stopped()
            else:
                failed(error)

        self.running, self._wanted, self._share = True, True, 0.0
        self.cancel.set_busy(False)
        self._show()
        self.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.start()
        self.window().installEventFilter(self)
        self.running_changed.emit(True)
        watch = Watch(self._tell, lambda: not self._wanted)
        self._background.aside(call, watch, then=done, failed=ended, owner=self)

    def stop(self) -> None:
        """End it at its next step."""
        if self.running:
            self._wanted = False
            self.cancel.set_busy(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that is closed does not wait for the rest."""
        if event.type() == QEvent.Type.Close:
            self.stop()
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        self.running = False
        self._look.stop()
        self.window().removeEventFilter(self)
        self.hide()
        self.running_changed.emit(False)

    def _tell(self, _words: str, done: int, whole: int) -> None:
        """Called on the worker's thread; `_show` looks ten times a second."""
        self._share = done / whole if whole else 0.0

    def _show(self) -> None:
        self.bar.show_share(self._share, f"{round(100 * self._share)} %")
