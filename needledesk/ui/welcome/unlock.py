"""The lock: one passphrase, one button, and no hint of any client."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.errors import Damaged, DeskError, NotSaved, WrongPassphrase
from needledesk.ui import messages
from needledesk.ui.access.sheet_field import SheetField
from needledesk.ui.background import Background
from needledesk.ui.place import Place
from needledesk.ui.welcome.failed_unlocks import FailedUnlocks
from needledesk.ui.welcome.file_step import FILTER
from needledesk.ui.welcome.panel import TealPanel
from needledesk.ui.welcome.still_running import StillRunning
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

TITLE, TITLE_SHEET = "Enter your passphrase", "Type the recovery sheet"
BY_SHEET, BY_PASSPHRASE = "Use the recovery sheet", "Use the passphrase"
OTHER_SHEET = "This sheet is of another key: compare the key id, or take the newest sheet"


class Unlock(QWidget):
    """`opened` carries the Desk; `damaged` what was said of the file and what opens it; `open_requested` another path.

    `place`: where a lock came from, if one did.
    """

    opened = Signal(object)
    damaged = Signal(object, object)
    open_requested = Signal(object)

    def __init__(
        self,
        background: Background,
        path: Path,
        place: Place | None = None,
        practice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._path, self._place = background, path, place or Place()
        self._failed = FailedUnlocks(path)
        self._left = 0
        self.passphrase = LineField("Passphrase", secret=True)
        self.sheet = SheetField()
        self.other_way = Button(BY_SHEET, "key-round", "quiet", 48)
        self._title = Text(TITLE, "screen", wrap=True)
        self.unlock = Button("Unlock", "lock-keyhole", "primary", 56)
        self.another = Button("Open another record file", "folder-open", "plain", 48)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self._arrange(practice)
        self.unlock.clicked.connect(self._try)
        self.passphrase.line.returnPressed.connect(self._try)
        self.sheet.line.returnPressed.connect(self._try)
        self.other_way.clicked.connect(self._turn)
        self.another.clicked.connect(self._choose)
        self._begin_pause()

    def showEvent(self, event: object) -> None:
        """Start where one types."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self, practice: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(TealPanel(practice=practice), 2)
        inside = QWidget()
        inside.setFixedWidth(400)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        title = self._title
        file = Text(self._place.locked_words or self._path.name, "body", "ink2", wrap=True)
        for words in (title, file):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.show_typed = Switch("Show what I type")
        self.show_typed.toggled.connect(self._show_typed)
        self.sheet.hide()
        column.addStretch(1)
        for part in (
            title,
            file,
            self.passphrase,
            self.sheet,
            self.show_typed,
            self.unlock,
            self.other_way,
            self.another,
        ):
            column.addWidget(part)
        if self._place.visit:
            column.addWidget(StillRunning(self._place))
        column.addStretch(1)
        row.addWidget(inside, 3, Qt.AlignmentFlag.AlignHCenter)

    def _show_typed(self, shown: bool) -> None:
        self.passphrase.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    @property
    def by_sheet(self) -> bool:
        """Whether the recovery sheet is asked for, and not the passphrase."""
        return not self.sheet.isHidden()

    def _turn(self) -> None:
        """From the passphrase to the recovery sheet, and back."""
        by_sheet = not self.by_sheet
        self.sheet.setVisible(by_sheet)
        self.passphrase.setVisible(not by_sheet)
        self.show_typed.setVisible(not by_sheet)
        self._title.setText(TITLE_SHEET if by_sheet else TITLE)
        self.other_way.set_caption(BY_PASSPHRASE if by_sheet else BY_SHEET)
        (self.sheet if by_sheet else self.passphrase).line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _secret(self) -> str | bytes | None:
        """What was typed; None where that is nothing yet, which is said."""
        if self.by_sheet:
            return self.sheet.key()
        typed = self.passphrase.line.text()
        if not typed:
            self.passphrase.complain("Type the passphrase first")
        return typed or None

    def _try(self) -> None:
        if not self.unlock.isEnabled() or self._left:
            return
        typed = self._secret()
        if typed is None:
            return
        self.unlock.set_busy(True)
        self.unlock.set_caption("Unlocking")
        self.another.setEnabled(False)
        self._background.ask(open_desk, self._path, typed, self._failed, then=self._opened, failed=self._refused)

    def _opened(self, desk: Desk) -> None:
        self.passphrase.line.clear()
        self.sheet.line.clear()
        self._rest()
        self.opened.emit(desk)

    def _refused(self, error: DeskError) -> None:
        self._rest()
        if isinstance(error, WrongPassphrase):
            self._failed.add()
            field = self.sheet if self.by_sheet else self.passphrase
            field.complain(OTHER_SHEET if self.by_sheet else error.happened)
            field.line.selectAll()
            field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._begin_pause()
        elif isinstance(error, Damaged):
            self.damaged.emit(error, self._secret())
        else:
            messages.explain(self, error)

    def _rest(self) -> None:
        self.unlock.set_busy(False)
        self.unlock.set_caption("Unlock")
        self.another.setEnabled(True)

    def _begin_pause(self) -> None:
        """Wait after a wrong passphrase, also one that was typed before the program was started again."""
        self._left = self._failed.wait
        if self._left:
            self._second.start()
            self._show_pause()

    def _count_down(self) -> None:
        self._left -= 1
        if not self._left:
            self._second.stop()
        self._show_pause()

    def _show_pause(self) -> None:
        self.unlock.setEnabled(not self._left)
        self.unlock.set_caption(f"Try again in {self._left} s" if self._left else "Unlock")

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a record file", str(self._path.parent), FILTER)
        if chosen:
            self.open_requested.emit(Path(chosen))


def open_desk(path: Path, secret: str | bytes, failed: FailedUnlocks) -> Desk:
    """Open the file, and hand its history the wrong passphrases of before. Raises FileTrouble kinds."""
    desk = Desk.open(path, secret)
    with contextlib.suppress(NotSaved):  # no room on the disk keeps nobody out; they are told another time
        desk.history.note_failed_unlocks(failed.moments)
        failed.take()
    return desk
