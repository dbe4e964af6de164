"""Looks after the record file while the window is open: what there is to know about it, and the reserve on the disk."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from needledesk.desk.desk import Desk
from needledesk.domain.notices import Notice
from needledesk.ui.background import Background

FIRST_LOOK_MS, RESERVE_MS, AGAIN_MS = 1_000, 20_000, 10 * 60_000


class RecordWatch(QObject):
    """`told` carries the notices after every look: soon after the start, every ten minutes, and when the disk refuses.

    The reserve is made well after the start, and made anew at each later look. The training file has none.
    """

    told = Signal(tuple)

    def __init__(self, desk: Desk, background: Background, training: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background, self._training = desk, background, training
        QTimer.singleShot(FIRST_LOOK_MS, self, self.look)
        QTimer.singleShot(RESERVE_MS, self, self.keep_reserve)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.keep_reserve)
        self._again.start()
        background.not_saved.connect(self.look)

    def look(self) -> None:
        """Ask what there is to know."""
        if not self._background.ended:
            # A look that comes as the file is being closed has nobody left to tell.
            self._background.aside(self._desk.notices, then=self._tell, failed=lambda _: None, owner=self)

    def keep_reserve(self) -> None:
        """Make the reserve where there is none and room for it, then look."""
        if self._training:
            self.look()
        elif not self._background.ended:
            self._background.aside(self._desk.keep_reserve, then=lambda _: self.look(), owner=self)

    def _tell(self, notices: tuple[Notice, ...]) -> None:
        self.told.emit(notices)
