"""How many questions still need an answer, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.screening import Verdict
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text


class OpenCard(Card):
    """`jump_requested` carries the key of the next open question, one after another."""

    jump_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._keys: tuple[str, ...] = ()
        self._last = ""
        self.count = Text("", "h3", wrap=True)
        self.next = Button("Next", kind="tonal", key="F8")
        self.next.setAccessibleName("Next question without an answer")
        self.next.clicked.connect(self._go)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count, 1)
        row.addWidget(self.next)
        self.body.setContentsMargins(12, 5, 5, 5)
        self.body.addLayout(row)

    def show_open(self, verdict: Verdict) -> None:
        """Show how many questions are open."""
        self._keys = verdict.open_questions
        blank, unsure = len(verdict.blank), len(verdict.unsure)
        text = f"{blank} not answered" if blank else f"{unsure} still open"
        self.count.setText(text)
        self.setAccessibleName(text)

    def _go(self) -> None:
        """On from the one it went to last, so that pressing it again skips."""
        place = self._keys.index(self._last) + 1 if self._last in self._keys else 0
        self._last = self._keys[place % len(self._keys)]
        self.jump_requested.emit(self._last)
