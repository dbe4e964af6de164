"""The way out of a full disk: a whole copy on a stick, with what waits in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.backup import volumes
from needledesk.ui.backup.volumes import Volume
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.way_button import WayButton


class RescueCard(QWidget):
    """One button; where no stick is in, it asks for a folder. Below it, how it went."""

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._stick: Volume | None = None
        self.save = WayButton("Save a rescue copy elsewhere", "usb", "primary")
        self.told = Text("", "body", "ink2", wrap=True)
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.save)
        column.addWidget(self.told)
        self.save.clicked.connect(self._start)
        background.aside(_best, desk.path, then=self._show_stick, owner=self)

    def save_to(self, folder: Path) -> None:
        """Make the copy in that folder."""
        self.save.set_busy(True)

        def call(waiting: list[Callable[[], object]]) -> Path:
            return self._desk.rescue.copy_to(folder, waiting)

        self._background.ask_with_kept(call, then=self._saved, failed=self._failed, owner=self)

    def _show_stick(self, found: tuple[Volume, str] | None) -> None:
        if found is not None:
            self._stick, free = found
            self.save.set_caption(f"Save a rescue copy to “{self._stick.name}”")
            self.save.set_note(free)

    def _start(self) -> None:
        folder = self._stick.path if self._stick else self._choose()
        if folder is not None:
            self.save_to(folder)

    def _choose(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, "Where to save the rescue copy")
        return Path(chosen) if chosen else None

    def _saved(self, path: Path) -> None:
        self._tell(
            f"Saved as “{path.name}” in {path.parent}, with everything that you entered. "
            "The laptop's own disk is still tried: free some space there."
        )

    def _failed(self, error: DeskError) -> None:
        self._stick = None  # the next press asks for a folder
        self.save.set_caption("Save a rescue copy elsewhere")
        self.save.set_note("")
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self.save.set_busy(False)
        self.told.setText(words)
        self.told.show()
        announce(self, words, urgent=True)


def _best(record_file: Path) -> tuple[Volume, str] | None:
    """The disk with the most room that is not the record file's own, and how much that is."""
    own = QStorageInfo(str(record_file.parent)).rootPath()
    rooms = [
        (QStorageInfo(str(volume.path)).bytesAvailable(), volume)
        for volume in volumes.present()
        if str(volume.path) != own
    ]
    if not rooms:
        return None
    free, volume = max(rooms, key=lambda one: one[0])
    return volume, f"{free / 1e9:.0f} GB free" if free >= 1e9 else f"{free / 1e6:.0f} MB free"
