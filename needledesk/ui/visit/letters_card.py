"""A client's letters, beside the client's page: each with what it covers and until when, and a way to add one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol
from needledesk.ui.visit.letter_box import LetterBox
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card


class LettersCard(Card):
    """Those in force first, the newest of them on top; then those that are over, and those withdrawn."""

    add_requested = Signal()
    open_requested = Signal(object)  # Letter
    withdraw_requested = Signal(object)

    def __init__(
        self, letters: Iterable[Letter], protocol: Protocol, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("Letters", parent=parent)
        self.add = Button("Add a letter", "mail", "quiet")
        self.add.clicked.connect(self.add_requested)
        self.head.setContentsMargins(14, 2, 4, 0)
        self.head.addWidget(self.add)
        self.body.setContentsMargins(10, 0, 10, 0)
        self.boxes = [self._box(letter, protocol, today) for letter in in_order(letters, today)]
        self.body.setContentsMargins(10, 2 if self.boxes else 0, 10, 10 if self.boxes else 4)
        for box in self.boxes:
            self.body.addWidget(box)

    def _box(self, letter: Letter, protocol: Protocol, today: date) -> LetterBox:
        box = LetterBox(narrow=True)
        box.show_letter(letter, protocol, today, may_withdraw=True)
        box.open_requested.connect(self.open_requested)
        box.withdraw_requested.connect(self.withdraw_requested)
        return box


def in_order(letters: Iterable[Letter], today: date) -> list[Letter]:
    """In force, over, withdrawn; the newest first."""
    newest = sorted(letters, key=lambda letter: (letter.dated, letter.id), reverse=True)
    return sorted(newest, key=lambda letter: (letter.withdrawn is not None, not letter.holds(today)))
