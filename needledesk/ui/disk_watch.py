"""When the disk refuses: said once, and asked again before the window closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from needledesk.errors import DeskError
from needledesk.ui import messages
from needledesk.ui.background import Background


class DiskWatch(QObject):
    """Speaks for the background in front of a window; the visit's header shows the state all the while."""

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._background, self._window = background, window
        self._told = False
        background.not_saved.connect(self._tell)
        background.saved.connect(self._well_again)

    def may_close(self) -> bool:
        """Let everything get to disk; False if the disk refuses and the user stays."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        self._background.wait()
        QApplication.restoreOverrideCursor()
        if not self._background.unsaved:
            return True
        text = "The disk did not take the latest changes. They are lost if you close now."
        title = "Not everything is saved"
        return messages.ask(self._window, title, text, "Close anyway", "Keep open", "danger")

    def _tell(self, error: DeskError) -> None:
        if not self._told:
            self._told = True
            messages.explain(self._window, error, self._background.try_again)

    def _well_again(self) -> None:
        self._told = False
