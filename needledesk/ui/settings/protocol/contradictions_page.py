"""Where the source contradicts itself: each spot once, with both readings, and the switch where there is one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.contradictions import Contradiction
from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.settings.protocol.practice_choice import PracticeChoice, reading_for
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.flow import Flow
from needledesk.ui.widgets.text import Text

_LEAD = (
    "Where the source document is at odds with itself or leaves a choice open. The program takes the cautious reading."
)


class ContradictionsPage(QWidget):
    """A card for each. `rule_requested` leads to one of its rules."""

    rule_requested = Signal(str)
    chosen = Signal(str, bool)  # a field of Practice and whether it is set

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.choices: list[PracticeChoice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Text("Contradictions", "verdict_long"))
        self._column.addWidget(Text(_LEAD, "body", "ink2", wrap=True))
        for contradiction in keeper.contradictions:
            self._column.addWidget(self._card(contradiction))
        self._column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the switches as the practice has them now."""
        for choice in self.choices:
            choice.show_choice(getattr(self._keeper.practice, choice.reading.setting), self._keeper.protocol)

    def _card(self, spot: Contradiction) -> Card:
        lines = f"source line{'s' * (',' in spot.lines)} {spot.lines}" if spot.lines else "the source is silent"
        card = Card(spot.title, f"{spot.id}, {lines}")
        for label, words in (
            ("What stands where", spot.source),
            ("The program, cautiously", spot.default),
            ("The other reading", spot.other),
        ):
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(Text(label, "lab"))
            text = Text(words, "body", wrap=True)
            text.setAccessibleName(f"{label}: {words}")
            both.addWidget(text)
            card.body.addLayout(both)
        reading = reading_for(spot.setting) if spot.setting else None
        if reading is not None:
            choice = PracticeChoice(reading)
            choice.chosen.connect(self.chosen)
            self.choices.append(choice)
            card.body.addWidget(choice)
        if spot.rules:
            card.body.addWidget(self._ways(spot), 0, Qt.AlignmentFlag(0))
        return card

    def _ways(self, spot: Contradiction) -> QWidget:
        ways = QWidget()
        row = Flow(4, ways)
        for rule in spot.rules:
            if rule in self._keeper.protocol.rules:
                button = Button(rule, "arrow-right", "quiet")
                button.setAccessibleName(f"Go to rule {rule}, {self._keeper.protocol.rules[rule].title}")
                button.clicked.connect(lambda _=False, rule=rule: self.rule_requested.emit(rule))
                row.addWidget(button)
        return ways
