"""When the disk refuses: said once, and asked again before the window closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from needledesk.errors import FileTrouble
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.visit.open_visit import OpenVisit


class DiskWatch(QObject):
    """Speaks for the background in front of a window; the visit's header shows the state all the while."""

    print_requested = Signal()

    def __init__(self, background: Background, open_visit: OpenVisit, window: QWidget) -> None:
        super().__init__(window)
        self._background, self._open, self._window = background, open_visit, window
        self._told = False
        background.saved.connect(self._well_again)

    def may_close(self) -> bool:
        """Whether the user gives up what the disk refuses."""
        text = "The disk did not take the latest changes. They are lost if you close now."
        title = "Not everything is saved"
        return messages.ask(self._window, title, text, "Close anyway", "Keep open", "danger")

    def tell(self, error: FileTrouble) -> None:
        """Once for each shortage: whoever went on unsaved is not stopped every ten seconds."""
        if self._told:
            return
        self._told = True
        from needledesk.ui.not_saved_dialog import NotSavedDialog  # only here: it is seldom needed

        dialog = NotSavedDialog(error, self._open.desk, self._background, self._text, self._window)
        dialog.print.setVisible(self._open.shown)
        dialog.print_requested.connect(self.print_requested)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _text(self) -> str:
        """The visit on the screen, for the clipboard."""
        if not self._open.shown:
            return ""
        from needledesk.ui.visit.visit_text import visit_text

        return visit_text(self._open.visit, self._open.client, self._open.bench.protocol)

    def _well_again(self) -> None:
        self._told = False
