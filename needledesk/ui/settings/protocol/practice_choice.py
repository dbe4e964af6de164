"""A choice of the practice that belongs to a rule: the cautious reading, or the other one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from needledesk.domain.protocol import Protocol
from needledesk.ui.settings.protocol.filled_row import FilledRow
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one choice. `setting` is the field of Practice that is set for the other reading."""

    setting: str
    rules: tuple[str, ...]
    title: str
    about: str
    cautious: str
    other: str


READINGS = (
    Reading(
        "source_advil",
        ("S-AFT-04", "S-MED-02", "S-RES-01"),
        "Sheet after treatment",
        "Ibuprofen-type painkillers (such as Advil)",
        "not before +3 days",
        "as line 44 says",
    ),
    Reading(
        "source_hydrocortisone",
        ("S-AFT-02",),
        "Sheet after treatment",
        "Hydrocortisone for sensitive skin",
        "only if agreed",
        "as line 44 says",
    ),
    Reading(
        "sunscreen_after_24h",
        ("S-AFT-07", "X-34"),
        "Sheet after treatment",
        "Sun block; shade and a hat from the start either way",
        "from the first day",
        "after 24 hours",
    ),
)


def reading_of(rule: str) -> Reading | None:
    """The choice that belongs to that rule."""
    return next((reading for reading in READINGS if rule in reading.rules), None)


def reading_for(setting: str) -> Reading | None:
    """The choice that sets that field of Practice."""
    return next((reading for reading in READINGS if reading.setting == setting), None)


class PracticeChoice(Card):
    """A segment of two. `chosen` says the field of Practice and whether it is set."""

    chosen = Signal(str, bool)

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.reading = reading
        self.segment = Segment(
            [Choice("cautious", reading.cautious, width=176), Choice("other", reading.other, width=130)],
            f"{reading.title}, {reading.about}",
        )
        self.body.setContentsMargins(14, 8, 8, 8)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(reading.title, "h3", wrap=True))
        column.addWidget(Text(reading.about, "small", wrap=True))
        words.setMinimumWidth(200)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = FilledRow(12)
        row.addWidget(words)
        row.addWidget(self.segment)
        self.body.addLayout(row)
        self.segment.chosen.connect(lambda key: self.chosen.emit(self.reading.setting, key == "other"))

    def show_choice(self, other: bool, protocol: Protocol) -> None:
        """Show which reading holds; the days are those of the draft."""
        self.segment.set_value("other" if other else "cautious")
        restart = protocol.rules.get("S-RES-01")
        if self.reading.setting == "source_advil" and restart and restart.window:
            self.segment.set_label("cautious", f"not before +{restart.window}")
