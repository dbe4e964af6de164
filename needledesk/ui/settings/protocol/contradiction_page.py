"""One spot where the source contradicts itself: both readings, and the switch where there is one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.contradictions import Contradiction
from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.settings.protocol.practice_choice import READINGS, PracticeChoice
from needledesk.ui.settings.protocol.rule_line import spot_line
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text


class ContradictionPage(QWidget):
    """Made once and filled anew for each. `rule_requested` leads to one of its rules."""

    rule_requested = Signal(str)
    chosen = Signal(str, bool)  # a field of Practice and whether it is set

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.spot = ""
        self.title, self.where = Text("", "verdict_long", wrap=True), Text("", "small", wrap=True)
        self.source, self.default = _Reading("What stands where"), _Reading("What the program does, to be cautious")
        self.other = _Reading("The other reading")
        self.choices = [PracticeChoice(reading) for reading in READINGS]
        self._ways = QWidget()
        readings = Card()
        readings.body.setSpacing(12)
        for reading in (self.source, self.default, self.other):
            readings.body.addWidget(reading)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.title)
        head.addWidget(self.where)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addWidget(readings)
        for choice in self.choices:
            self._column.addWidget(choice)
            choice.chosen.connect(self.chosen)
        self._column.addWidget(self._ways)
        self._column.addStretch(1)

    def show_spot(self, spot: str) -> None:
        """Show that one."""
        found = next(each for each in self._keeper.contradictions if each.id == spot)
        self.spot = spot
        self.title.setText(found.title)
        self.where.setText(f"{found.id} · {spot_line(found).short}")
        for reading, words in ((self.source, found.source), (self.default, found.default), (self.other, found.other)):
            reading.show_words(words)
        for choice in self.choices:
            choice.setVisible(choice.reading.setting == found.setting)
        self._show_ways(found)
        self.refresh()

    def refresh(self) -> None:
        """Show the switches as the practice has them now."""
        for choice in self.choices:
            choice.show_choice(getattr(self._keeper.practice, choice.reading.setting), self._keeper.protocol)

    def _show_ways(self, spot: Contradiction) -> None:
        """A button to each rule that it concerns."""
        ways = Card("Rules that it concerns")
        ways.body.setSpacing(0)
        for rule in spot.rules:
            if rule in self._keeper.protocol.rules:
                button = Button(f"{rule}  {self._keeper.protocol.rules[rule].title}", "arrow-right", "quiet")
                button.clicked.connect(lambda _=False, rule=rule: self.rule_requested.emit(rule))
                ways.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.replaceWidget(self._ways, ways)
        self._ways.hide()
        self._ways.deleteLater()
        self._ways = ways


class _Reading(QWidget):
    """A label and a sentence."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label, self.text = label, Text("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(label, "lab"))
        column.addWidget(self.text)

    def show_words(self, words: str) -> None:
        """Show that sentence."""
        self.text.setText(words)
        self.text.setAccessibleName(f"{self._label}: {words}")
