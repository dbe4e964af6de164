"""What any window of the program does by itself: short variants, full screen, its first picture, a new day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from needledesk.errors import DeskError
from needledesk.settings import Settings
from needledesk.ui import window_place
from needledesk.ui.theme import Theme

SMALLEST = QSize(1024, 640)


class TopWindow(QMainWindow):
    """A window that wears the settings' looks."""

    painted = Signal()  # the first picture is on the screen
    dressed = Signal()  # it wears other looks now
    new_day = Signal()  # the user is back, and it is another day

    def __init__(self, settings: Settings, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._today = settings, today
        self._day: date | None = None  # known from the first picture on
        self._was_painted = False
        self.setMinimumSize(SMALLEST)

    def dress(self) -> None:
        """Put on the looks that the settings hold, and remember them."""
        self._wear(self.height())
        self._settings.save()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def name(self, training: bool) -> None:
        """The title: which program, never whose record."""
        self.setWindowTitle("NeedleDesk – training" if training else "NeedleDesk")

    def tell(self, error: DeskError) -> None:
        """Explain what could not be done."""
        from needledesk.ui import messages

        messages.explain(self, error)

    def show_keys(self) -> None:
        """List the keys."""
        from needledesk.ui.key_list import KeyList

        KeyList(self).exec()

    def busy_while(self, wait: Callable[[], None]) -> None:
        """Show that it takes a moment."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            wait()
        finally:
            QApplication.restoreOverrideCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A short window takes the short variants."""
        super().resizeEvent(event)
        if window_place.is_short(event.size().height()) != Theme.current().short:
            self._wear(event.size().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the window has been painted."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._is_painted)

    def changeEvent(self, event: QEvent) -> None:
        """Coming back on another day, what is written about days has changed."""
        super().changeEvent(event)
        back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if back and self._day is not None and self._today() != self._day:
            self._day = self._today()
            self.new_day.emit()

    def _is_painted(self) -> None:
        self.painted.emit()
        self._day = self._today()

    def _wear(self, height: int) -> None:
        window_place.dress(self._settings, height)
        self.dressed.emit()
