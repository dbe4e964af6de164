"""A doctor's letter on file, as a box: who wrote it, what it covers, until when it holds, and the way to its pages."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.calendar import say_day
from needledesk.domain.letters import Letter, covers
from needledesk.domain.protocol import Protocol
from needledesk.ui.visit.row_outcome import RowOutcome
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

#: Signs of a note that a box shows; the letter itself opens to all of it.
NOTE_ROOM = 120


class LetterBox(QFrame):
    """Plum while the letter holds. `narrow`: for the right column, with the buttons below the words."""

    open_requested = Signal(object)  # Letter
    withdraw_requested = Signal(object)

    def __init__(self, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letter: Letter | None = None
        self.icon = IconView("file-check", "letter", 26)
        self.state, self.author = Text("", "bold", "letter", wrap=narrow), Text("", "body", "ink2", wrap=True)
        self.facts = Text("", "small", "ink2", wrap=True)
        self.open = Button("Open", "eye")
        self.withdraw = Button("Withdraw", "undo-2", "quiet")
        self._result_icon, self._result = IconView("", px=20), Text("", "h3")
        self.open.clicked.connect(lambda: self.open_requested.emit(self.letter))
        self.withdraw.clicked.connect(lambda: self.withdraw_requested.emit(self.letter))
        if narrow:
            self._lay_out_narrow()
        else:
            self._lay_out_wide()
        self.show_outcome(RowOutcome())

    def show_letter(self, letter: Letter, protocol: Protocol, today: date, may_withdraw: bool) -> None:
        """Show a letter as it stands today."""
        self.letter = letter
        holds, state = letter.holds(today), state_words(letter, today)
        self.state.setText(state)
        self.state.set_tone("letter" if holds else "ink")
        self.icon.show_icon("file-check" if holds else "file-warning", "letter" if holds else "ink2")
        self.author.setText(f"{letter.by}, {say_day(letter.dated, year=True)}")
        self.facts.setText(facts(letter, protocol, today) + _noted(letter))
        name = f"{state}: {self.author.text()}. {self.facts.text()}"
        self.setAccessibleName(name)
        self.open.setAccessibleName(f"Open the letter of {letter.by}")
        self.withdraw.setAccessibleName(f"Withdraw the letter of {letter.by}")
        self.withdraw.setVisible(may_withdraw and letter.withdrawn is None)
        look = "card_letter" if holds else "card"
        if self.property("cls") != look:
            self.setProperty("cls", look)
            self.style().unpolish(self)
            self.style().polish(self)

    def show_outcome(self, outcome: RowOutcome) -> None:
        """What the answer comes to with the letter, at the right end; nothing for an empty one."""
        for part in (self._result_icon, self._result):
            part.setVisible(bool(outcome.text))
        self._result_icon.show_icon(outcome.icon, outcome.tone)
        self._result.setText(outcome.text)
        self._result.set_tone(outcome.tone)

    def _lay_out_wide(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.state)
        first.addWidget(self.author, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addWidget(self.facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addSpacing(4)
        row.addLayout(words, 1)
        for part in (self.withdraw, self.open, self._result_icon, self._result):
            row.addWidget(part)

    def _lay_out_narrow(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.state, self.author, self.facts):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open, 1)
        buttons.addWidget(self.withdraw, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(buttons)


def state_words(letter: Letter, today: date) -> str:
    """How the letter stands, in words."""
    if letter.withdrawn is not None:
        return "Letter withdrawn"
    if today < letter.dated:
        return "Letter not valid yet"
    return "Letter on file" if letter.holds(today) else "Letter expired"


def facts(letter: Letter, protocol: Protocol, today: date) -> str:
    """`For diabetes · valid to Wed 4 Aug 2027`, or since when it no longer counts, and why."""
    what = f"For {covers(letter, protocol)}"
    if letter.withdrawn is not None:
        return f"{what} · withdrawn {say_day(letter.withdrawn.date(), year=True)}: {letter.withdrawn_reason}"
    until = "was valid to" if letter.last_day < today else "valid to"
    return f"{what} · {until} {say_day(letter.last_day, year=True)}"


def _noted(letter: Letter) -> str:
    """What the letter is noted to say, as far as a box has room: an answer about asthma is one about asthma only."""
    return f" · “{shorten(letter.note, NOTE_ROOM, placeholder=' …')}”" if letter.note else ""
