"""From the desk to the lock: what is typed is kept, the last save awaited, the file closed, the process ended.

While the disk refuses a save, what was typed is in memory only, and the end of the process would lose it. Then the
window stays covered with nothing of a client on it, the save is tried again, and the process ends once all is on the
disk. The text stays in memory that long: losing a treatment's record is the greater harm. Whoever has the passphrase
can lift the cover meanwhile, to read the text or to write it down.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from needledesk.errors import DeskError
from needledesk.ui.lock.cover import Cover
from needledesk.ui.lock.way_back import WayBack, place_of
from needledesk.ui.place import Place

if TYPE_CHECKING:
    from needledesk.desk.desk import Desk
    from needledesk.ui.background import Background
    from needledesk.ui.main_window import MainWindow

LOOK_MS = 10
#: Milliseconds that anything but a save is waited for: a check or a copy of the file may be cut off, a save may not.
PATIENCE_MS = 8_000


class Locking(QObject):
    """Locks one window's desk. `locked` carries the Place once nothing holds the process any more."""

    locked = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, background: Background) -> None:
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._place: Place | None = None
        self._cover: Cover | None = None
        self._refusal: DeskError | None = None
        self._waited = 0
        self._closing = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._go_on)
        background.not_saved.connect(self._refused)

    @property
    def begun(self) -> bool:
        """Whether the window is covered."""
        return self._cover is not None

    def lock(self, why: str, minutes: int = 0) -> None:
        """Cover the window and end the process as soon as nothing is lost by it. `why`: a key of `place.WHY`.

        Does nothing without a passphrase, as nothing would be asked for, nor the second time.
        """
        if self.begun or not self._desk.encrypted:
            return
        at = self._desk.now().isoformat(timespec="seconds")
        self._place = replace(place_of(self._window), locked=at, why=why, minutes=minutes)
        self._cover = Cover(self._window, self._place.locked_words)
        self._cover.again_requested.connect(self._background.try_again)
        self._cover.passphrase_given.connect(self._try)
        hide_others(self._window)
        self._window.keep_typed()
        self._window.backups.runs.cancel()  # a copy that is being made is taken up again another time
        self._background.hurry()
        forget_clipboard()
        self._look.start()
        self._go_on()

    def _try(self, passphrase: str) -> None:
        """Off the desk's thread, which may be waiting for the disk."""
        self._background.aside(self._desk.fits, passphrase, then=self._tried, owner=self)

    def _tried(self, fits: bool) -> None:
        """Lift the cover, and go back to where it fell."""
        if self._cover is None or self._place is None or self._closing:
            return
        if not fits:
            self._cover.refuse()
            return
        self._look.stop()
        self._cover.uncover()
        place, self._cover, self._place, self._waited = self._place, None, None, 0
        WayBack(self._window, place).go()

    def _refused(self, error: DeskError) -> None:
        self._refusal = error

    def _go_on(self) -> None:
        """Look how far it is: saves first, then whatever else is going on, then the file."""
        self._waited += LOOK_MS
        if self._background.unsaved:
            if self._cover is not None and self._refusal is not None:
                self._cover.tell(self._refusal)
            return
        if self._background.saving_now or (self._background.busy and self._waited < PATIENCE_MS):
            return
        if not self._closing and not self._background.busy:
            self._closing = True
            self._background.ask(self._desk.leave, self._place.locked_words if self._place else "", owner=self)
            return
        self._look.stop()
        self.locked.emit(self._place)


def hide_others(window: QWidget) -> None:
    """Take every other window off the screen: a dialog that waited for an answer gets none."""
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.hide()


def forget_clipboard() -> None:
    """Empty what this program put there; what another one did is none of ours."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
