"""What giving any document needs: one thing under way at a time, a word when it is done, an offer when it failed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from needledesk.errors import DeskError
from needledesk.ui import printing
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.printing import Printing


class Giving(QObject):
    """`busy_changed` carries "export", "print" or nothing."""

    busy_changed = Signal(str)

    def __init__(self, background: Background, toasts: Callable[[], Toasts], parent: QWidget) -> None:
        """`toasts` gives the place for short words; `parent` is the window that dialogs belong to."""
        super().__init__(parent)
        self._background, self._toasts, self._window = background, toasts, parent
        self._printing = Printing(background, self)
        self._busy = ""

    @property
    def busy(self) -> str:
        """What is under way: "export", "print" or nothing."""
        return self._busy

    def _say_exported(self, said: str, path: Path | None) -> None:
        """Let go, and say so with a button that shows the file."""
        self._set_busy("")
        self._toasts().say(said, "file-check", "Show", lambda: _show_file(path) if path else None, "folder-open")

    def _say_printed(self) -> None:
        """Let go, and say so."""
        self._set_busy("")
        self._toasts().say("Sent to the printer", "printer-check")

    def _refused(
        self, again: Callable[[], None], export: Callable[[], None] | None = None
    ) -> Callable[[DeskError], None]:
        """What to do when it fails: let go, tell why, offer it again. `export`: offered where no printer is."""

        def refused(error: DeskError) -> None:
            self._set_busy("")
            printing.told(self._window, error, again, export)

        return refused

    def _set_busy(self, what: str) -> None:
        if what != self._busy:
            self._busy = what
            self.busy_changed.emit(what)


def _show_file(path: Path) -> None:
    """Open the document in whatever shows PDFs here."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
