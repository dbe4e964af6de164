"""The disk refuses: what happened, what is kept in memory, and what can be done. It goes once all is saved."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.protocol import Status
from needledesk.errors import FileTrouble
from needledesk.ui.background import Background
from needledesk.ui.rescue_card import RescueCard
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.tinted import Tinted
from needledesk.ui.widgets.way_button import WayButton

WIDE = 720


class NotSavedDialog(QDialog):
    """Shown over the window while the background keeps changes in memory and tries again every ten seconds."""

    print_requested = Signal()

    def __init__(
        self,
        error: FileTrouble,
        desk: Desk,
        background: Background,
        text: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """It counts from now. `text` gives what is on the screen as text, for the clipboard."""
        super().__init__(parent)
        self._desk, self._background, self._text = desk, background, text
        since = desk.now()
        self.setWindowTitle("Not saved")
        self.setFixedWidth(WIDE)
        title = f"{error.happened.split(':')[0].rstrip('.')}: not saved since {since:%H:%M}"
        kept = f"Everything up to {since:%H:%M} is saved. Nothing that you typed is lost."
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{kept} {error.do}")
        self.waiting = Text("", "body", wrap=True)
        self._free, self._bar = Text(""), Progress("Space on the disk")
        self.rescue = RescueCard(desk, background)
        self.space = WayButton("Free up space", "folder-open", note="shows your exported sheets")
        self.again = WayButton("Try again", "refresh-cw", note="tries by itself every 10 s")
        self.print = Button("Print this visit", "printer", "quiet")
        self.copy = Button("Copy the text", "copy", "quiet")
        self.go_on = Button("Go on, unsaved", kind="quiet")
        self._lay_out(_head(title, kept), error.do)
        self.again.clicked.connect(background.try_again)
        self.space.clicked.connect(self._show_exports)
        self.print.clicked.connect(self.print_requested)
        self.copy.clicked.connect(self.copy_text)
        self.go_on.clicked.connect(self.reject)
        background.saved.connect(self.accept)
        background.not_saved.connect(self._show_state)
        background.saving.connect(self._show_state)
        self._show_state()
        layout = self.layout()
        assert layout is not None
        self.resize(WIDE, layout.totalHeightForWidth(WIDE))

    def copy_text(self) -> None:
        """Put what is on the screen into the clipboard."""
        QGuiApplication.clipboard().setText(self._text())
        self.copy.set_caption("Copied", "check")

    def _show_exports(self) -> None:
        """Sheets that were given stay in the record too: what lies in their folder may go."""

        def show(folder: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._background.ask(self._desk.practice.export_folder, then=show, owner=self)

    def _lay_out(self, head: QWidget, do: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 18, 24, 16)
        inside.setSpacing(12)
        inside.addLayout(self._cards())
        inside.addWidget(Text(do, "body", "ink2", wrap=True))
        for way in (self.rescue, self.space, self.again):
            inside.addWidget(way)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on)
        inside.addLayout(buttons)
        inside.addStretch(1)
        column.addLayout(inside, 1)
        self.rescue.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cards(self) -> QHBoxLayout:
        memory, laptop = Card(), Card()
        memory.body.addWidget(Text("Waiting in memory", "lab"))
        memory.body.addWidget(self.waiting)
        memory.body.addStretch(1)
        laptop.body.addWidget(Text("This laptop", "lab"))
        laptop.body.addWidget(self._free)
        laptop.body.addWidget(self._bar)
        laptop.setFixedWidth(216)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(memory, 1)
        row.addWidget(laptop)
        return row

    def _show_state(self, _: object = None) -> None:
        count = max(1, self._background.unsaved)
        self.waiting.setText("1 change" if count == 1 else f"{count} changes")
        try:
            disk = shutil.disk_usage(self._desk.path.parent)
        except OSError:
            self._free.setText("The disk is not there")
            self._bar.hide()
            return
        self._free.setText(f"{_size(disk.free)} free")
        self._bar.show_share(disk.used / disk.total if disk.total else 1.0)
        self._bar.set_tone("stop")


def _head(title: str, kept: str) -> QWidget:
    head = Tinted("stop_soft")
    head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    row = QHBoxLayout(head)
    row.setContentsMargins(24, 18, 24, 18)
    row.setSpacing(16)
    row.addWidget(MarkView(Status.DO_NOT_TREAT, 44), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Text(title, "title", "stop", wrap=True))
    words.addWidget(Text(kept, "body", "ink2", wrap=True))
    row.addLayout(words, 1)
    return head


def _size(free: int) -> str:
    megabytes = free / 1e6
    return f"{megabytes / 1000:.1f} GB" if megabytes >= 1000 else f"{int(megabytes)} MB"
