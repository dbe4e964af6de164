"""A passphrase, its recovery sheet, and the proof that the sheet is on paper: all three, or no lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.access import Lock
from needledesk.errors import DeskError
from needledesk.ui import messages
from needledesk.ui.access.passphrase_form import PassphraseForm
from needledesk.ui.access.proof_box import ProofBox
from needledesk.ui.access.sheet_card import Draw, SheetCard
from needledesk.ui.background import Background

#: The key is derived when nothing was typed for so long, in ms.
REST = 250
#: px that the form takes beside the sheet.
ROOM = 380


class LockForm(QWidget):
    """`changed`: whether there is a proven lock may be another now. `derive` makes a lock, off the window's thread."""

    changed = Signal()

    def __init__(
        self,
        background: Background,
        derive: Callable[[str], Lock],
        draw: Draw,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._derive = background, derive
        self._lock: Lock | None = None
        self._of = ""  # the passphrase that the lock is of
        self._practice, self._file = "", "studio.needledesk"
        self.form, self.proof = PassphraseForm(), ProofBox()
        self.sheet = SheetCard(background, draw, now)
        self._row = QHBoxLayout(self)
        self.left = QVBoxLayout()  # room for one more button below
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.derive_now)
        self._arrange()
        self.form.changed.connect(self._passphrase_changed)
        self.proof.changed.connect(self.changed)
        self._passphrase_changed()

    @property
    def lock(self) -> Lock | None:
        """The lock, once its sheet was proven."""
        return self._lock if self.proof.proven else None

    def show_names(self, practice: str, file: str) -> None:
        """Whose sheet it is, and of which file."""
        self._practice, self._file = practice, file
        self.sheet.show_lock(self._lock, practice, file)

    def minimumSizeHint(self) -> QSize:
        """The wider of the two: in a narrow window the sheet stands below."""
        least = self.left.minimumSize().width()
        return QSize(max(least, self.sheet.width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where both have room."""
        super().resizeEvent(event)
        wide = event.size().width() >= ROOM + self.sheet.width()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._row.direction():
            self._row.setDirection(direction)

    def derive_now(self) -> None:
        """Make the lock of what stands in the form, if that will do."""
        self._rest.stop()
        wanted = self.form.passphrase
        if self.form.complete and wanted != self._of:
            self._of = wanted
            self._background.aside(self._derive, wanted, then=self._derived, failed=self._refused, owner=self)

    def complain(self) -> str:
        """Say what is missing, where it is missing; empty if nothing is."""
        missing = self.form.complain()
        if missing:
            return missing
        if self.lock is None:
            self.proof.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return "Print or save the sheet, then type two groups of it"
        return ""

    def _passphrase_changed(self) -> None:
        if self.form.passphrase != self._of or not self.form.complete:
            self._take(None, "")
        self._rest.start()

    def _derived(self, lock: Lock) -> None:
        if self.form.complete and self.form.passphrase == self._of:
            self._take(lock, self._of)

    def _refused(self, error: DeskError) -> None:
        self._of = ""
        messages.explain(self, error)

    def _take(self, lock: Lock | None, of: str) -> None:
        self._lock, self._of = lock, of
        self.sheet.show_lock(lock, self._practice, self._file)
        self.proof.ask(lock)

    def _arrange(self) -> None:
        row, left = self._row, self.left
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        left.setSpacing(14)
        left.addWidget(self.form)
        left.addWidget(self.proof)
        left.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addLayout(left, 1)
        row.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignTop)
