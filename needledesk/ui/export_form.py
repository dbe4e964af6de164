"""Exporting everything, or one client: folder or ZIP, what it is and is not, and how far it has come."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.long_job import LongJob
from needledesk.ui.sizes import said_size
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice
from needledesk.ui.widgets.text import Text

FOLDER, ZIP = "folder", "zip"
PLAIN = "The export is not encrypted: whoever has it can read it. Keep it where only you can open it."


class ExportForm(QWidget):
    """`client`: 0 for everything."""

    def __init__(self, desk: Desk, background: Background, client: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background, self._client = desk, background, client
        self._path: Path | None = None
        self.kind = PillChoices((Choice(FOLDER, "Folder"), Choice(ZIP, "ZIP file")), "Folder or ZIP file")
        self.kind.set_value(FOLDER)
        self.export = Button("Export this client…" if client else "Export everything…", "file-down", "primary", 48)
        self.job = LongJob(background, "Export")
        self.said, self.show_it = Text("", "body", wrap=True), Button("Show", "folder-open")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(warning(PLAIN))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.kind)
        row.addWidget(self.export)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.job)
        column.addLayout(self._result())
        self.export.clicked.connect(self._choose_place)
        self.show_it.clicked.connect(self._show_place)
        self.job.running_changed.connect(self._show_running)

    def start(self, path: Path) -> None:
        """Export to a new folder or file of that name."""
        self._tell("", None)
        zipped = self.kind.value == ZIP
        call = partial(self._desk.exports.export, path, self._client, zipped)
        self.job.run(
            lambda watch: call(watch=watch),
            lambda written: self._tell(f"Exported: {written.files} files, {said_size(written.size)}.", path),
            partial(self._failed, path),
            lambda: self._tell("Stopped. Nothing was left behind.", None),
        )

    def _choose_place(self) -> None:
        """The folder first; the name follows from what is exported and when."""

        def named(place: Path) -> None:
            chosen = QFileDialog.getExistingDirectory(self, "Where the export goes", str(_there(place.parent)))
            if chosen:
                self._background.ask(self._desk.exports.place, self._client, zipped, Path(chosen), then=self.start)

        zipped = self.kind.value == ZIP
        self._background.ask(self._desk.exports.place, self._client, zipped, then=named, owner=self)

    def _failed(self, path: Path, error: DeskError) -> None:
        self._tell(error.happened, None)
        messages.explain(self.window(), error, lambda: self.start(path))

    def _result(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.show_it)
        self.said.hide()
        self.show_it.hide()
        return row

    def _tell(self, text: str, path: Path | None) -> None:
        self._path = path
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.show_it.setVisible(path is not None)
        if text:
            announce(self.said, text)

    def _show_running(self, running: bool) -> None:
        self.kind.setEnabled(not running)
        self.export.set_busy(running)

    def _show_place(self) -> None:
        if self._path is not None:
            where = self._path if self._path.is_dir() else self._path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(where)))


def warning(text: str, tone: str = "decide") -> QWidget:
    """A line that must be read, with an icon, so that it does not hang on colour."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconView("triangle-alert", tone, 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(text, "body", tone, wrap=True), 1)
    return line


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next((path for path in (folder, *folder.parents) if path.is_dir()), folder)
