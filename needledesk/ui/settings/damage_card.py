"""Settings, Record file, of a damaged one: what is hit, found on demand, as it reads the whole file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.damage import Hit
from needledesk.domain.progress import Watch
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.text import Text

SHOWN = 200  # lines; whoever has lost more restores a backup


class DamageCard(Card):
    """Looks for what cannot be read, beside other work; can be stopped."""

    _progressed = Signal(float)  # from the worker's thread

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__("What is damaged?", parent=parent)
        self._desk, self._background = desk, background
        self._stopped = False
        self.look = Button("See what is hit", "search", "tonal", 48)
        self.stop = Button("Stop", "x", "quiet")
        self.progress = Progress("Looking for what is hit")
        self.found = Text("", "body", wrap=True)
        self.found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        for part in (self.look, self.stop):
            row.addWidget(part)
        row.addStretch(1)
        self.body.addWidget(Text("Reads the whole file, a piece at a time, and writes nothing.", "small", "ink2"))
        self.body.addLayout(row)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.found)
        for hidden in (self.stop, self.progress, self.found):
            hidden.hide()
        self.look.clicked.connect(self._start)
        self.stop.clicked.connect(self._stop)
        self._progressed.connect(self.progress.show_share)

    def _start(self) -> None:
        self._stopped = False
        self._working(True)
        self.progress.show_share(0.0)
        watch = Watch(self._step, lambda: self._stopped or self._background.ended)
        self._background.aside(self._desk.damage.hit, watch, then=self._show, failed=self._failed, owner=self)

    def _step(self, _words: str, done: int, whole: int) -> None:
        """Called on the worker's thread, for each of thousands of reads."""
        if done % 50 == 0:
            self._progressed.emit(done / whole)

    def _stop(self) -> None:
        self._stopped = True

    def _show(self, hits: tuple[Hit, ...]) -> None:
        lines = [hit.words for hit in hits[:SHOWN]]
        if len(hits) > SHOWN:
            lines.append(f"… and {len(hits) - SHOWN} more")
        if self._stopped:
            lines.append("Stopped: there may be more.")
        self._tell("\n".join(lines) or "Nothing was found.")

    def _failed(self, error: DeskError) -> None:
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self._working(False)
        self.found.setText(words)
        self.found.show()
        announce(self, words, urgent=True)

    def _working(self, on: bool) -> None:
        self.look.set_busy(on)
        self.stop.setVisible(on)
        self.progress.setVisible(on)
