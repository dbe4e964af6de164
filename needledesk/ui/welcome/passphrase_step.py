"""First run, last step: what the file is locked with, and the sheet that opens it without; or no lock at all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.desk.access import Lock
from needledesk.desk.aftercare import Sheet
from needledesk.desk.clock import laptop_clock
from needledesk.domain.practice import Practice
from needledesk.ui.access.lock_form import LockForm
from needledesk.ui.background import Background
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text

RISK = (
    "Whoever gets hold of this laptop, or of a stick with a copy, can then read every record. "
    "You can set a passphrase later, in Settings, Access."
)


class PassphraseStep(QWidget):
    """A proven lock, or none with the risk said once."""

    title = "Lock the records"
    lead = "The file is encrypted. Without the passphrase or the recovery sheet nobody can open it, and neither can we."
    changed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._practice, self._file = Practice("", "", ""), ""
        self.form = LockForm(background, Lock.new, self._draw, laptop_clock)
        self.without = Button("Go on without a passphrase", "", "quiet")
        self.back = Button("Lock the records after all", "lock-keyhole", "tonal", 48)
        self._open = False
        self._risk = Card("Without a passphrase")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._risk.body.addWidget(Text(RISK, "body", wrap=True))
        self._risk.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.left.addWidget(self.without, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        column.addWidget(self._risk)
        column.addStretch(1)
        self.without.clicked.connect(lambda: self._decline(True))
        self.back.clicked.connect(lambda: self._decline(False))
        self.form.changed.connect(self.changed)
        self._decline(False)

    @property
    def lock(self) -> Lock | None:
        """What the file is locked with; None for no lock."""
        return None if self._open else self.form.lock

    @property
    def ready(self) -> bool:
        """Whether one can go on."""
        return self._open or self.form.lock is not None

    def show_names(self, practice: Practice, file: str) -> None:
        """Whose sheet it is, and of which file."""
        self._practice, self._file = practice, file
        self.form.show_names(practice.name, file)

    def complaint(self) -> str:
        """What keeps one from going on; the field that is wrong says so too."""
        return "" if self._open else self.form.complain()

    def _draw(self, lock: Lock) -> Sheet:
        return lock.sheet(self._practice, self._file)

    def _decline(self, without: bool) -> None:
        self._open = without
        self.form.setVisible(not without)
        self._risk.setVisible(without)
        (self.back if without else self.form.form.again.line).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
