"""First run, step 1: where the records live."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk import settings
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.choice_card import ChoiceCard
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

SUFFIX = ".needledesk"
FILTER = f"Record files (*{SUFFIX})"


class FileStep(QWidget):
    """A new file in Documents or elsewhere, or one that is there already."""

    title = "Where should the records live?"
    lead = "One file on this laptop holds clients, notes and photos. Nothing is sent anywhere."
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = self._usual = _free(settings.documents() / f"studio{SUFFIX}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.start = ChoiceCard("Start a new record file", "")
        self.open = ChoiceCard("Open a record file", "From this laptop or a USB drive")
        self._room = Text("", "lab", "proceed")
        self._lay_out_place()
        column.addWidget(self.start)
        column.addWidget(self.open)
        column.addStretch(1)
        self.open.toggled.connect(lambda _: self.changed.emit())
        self.start.setChecked(True)
        self.show_path(self.path)

    @property
    def opens(self) -> bool:
        """Whether an existing file is to be opened."""
        return self.open.isChecked()

    def complaint(self) -> str:
        """What keeps one from going on: nothing."""
        return ""

    def show_path(self, path: Path) -> None:
        """The place of the new file."""
        self.path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self.start.set_text(_said(self.path))
        self._room.setText(_room(self.path))

    def show_better(self, path: Path) -> None:
        """Another place than the usual one, which does not suit; a place that was chosen meanwhile stays."""
        if self.path == self._usual:
            self.show_path(_free(path))

    def choose_file(self) -> Path | None:
        """Ask which file to open; None if the user thought better of it."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a record file", str(self.path.parent), FILTER)
        return Path(chosen) if chosen else None

    def _lay_out_place(self) -> None:
        row = QHBoxLayout(self.start.more)
        row.setContentsMargins(0, 10, 0, 0)
        row.setSpacing(8)
        another = Button("Another place", "folder-open")
        another.clicked.connect(self._choose_place)
        row.addWidget(another)
        row.addWidget(IconView("circle-check", "proceed", 18))
        row.addWidget(self._room)
        row.addStretch(1)

    def _choose_place(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Where the new record file goes", str(self.path), FILTER)
        if chosen:
            self.show_path(Path(chosen))


def _free(path: Path) -> Path:
    """The path, or with a number where a file of that name is there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free


def _said(path: Path) -> str:
    """The path as people read it: from the home folder on, with spaces around the slashes."""
    with contextlib.suppress(ValueError):
        path = path.relative_to(Path.home())
    return " / ".join(part for part in path.parts if part not in ("/", "\\"))


def _room(path: Path) -> str:
    for folder in path.parents:
        with contextlib.suppress(OSError):
            return f"{shutil.disk_usage(folder).free / 1e9:.0f} GB free"
    return ""
