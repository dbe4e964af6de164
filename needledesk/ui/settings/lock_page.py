"""Settings, Lock: after how long without a touch the records lock themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.settings import Settings
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

MINUTES = (1, 2, 5, 10, 15)
USUAL = 5
WITH = "They also lock with the screen, when the laptop goes to sleep, and by Ctrl L. Timers run on."
WITHOUT = "These records have no passphrase: there is nothing to lock them with."


class LockPage(QWidget):
    """Writes into the Settings and says so."""

    changed = Signal()

    def __init__(self, settings: Settings, encrypted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.itself = Switch("Lock by itself")
        self.minutes = Segment(
            [Choice(str(one), f"{one} min", width=96) for one in MINUTES], "Minutes without a touch until it locks"
        )
        self._possible = encrypted
        self.itself.setChecked(encrypted and settings.lock_after > 0)
        self.minutes.set_value(str(nearest(settings.lock_after or USUAL)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("Lock", "client"))
        column.addWidget(self._card(encrypted))
        self._show_minutes()
        self.itself.toggled.connect(self._change)
        self.minutes.chosen.connect(self._change)

    def _card(self, encrypted: bool) -> Card:
        card = Card("When nobody touches the program")
        card.body.addWidget(self.itself)
        card.body.addWidget(self.minutes, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Text(WITH if encrypted else WITHOUT, "small", "ink2", wrap=True))
        self.itself.setEnabled(encrypted)
        return card

    def _change(self) -> None:
        self._settings.lock_after = int(self.minutes.value or USUAL) if self.itself.isChecked() else 0
        self._show_minutes()
        self.changed.emit()

    def _show_minutes(self) -> None:
        self.minutes.setVisible(self._possible and self.itself.isChecked())


def nearest(minutes: int) -> int:
    """The choice that a number of minutes comes closest to."""
    return min(MINUTES, key=lambda one: abs(one - minutes))
