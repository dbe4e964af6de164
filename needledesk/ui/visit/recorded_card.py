"""What was recorded, as it was: the zone map with the facts beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain import zones
from needledesk.domain.seals import SealedVisit
from needledesk.domain.visits import Visit
from needledesk.ui.visit.recorded_facts import Fact, facts
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.zone_map import ZoneMap

MAP = 196  # px wide
NAMED = 4  # amendments that are named at a fact


class RecordedCard(Card):
    """Read only. A fact that was corrected says by which amendment; the original stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("As recorded")
        self.map = ZoneMap()
        self.map.setFixedWidth(MAP)
        self.map.setMinimumHeight(120)
        self.facts = ScrollColumn()
        self.facts.body.setSpacing(0)
        self.facts.body.setContentsMargins(0, 0, 8, 0)
        self._rows: list[QWidget] = []
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(Text("As recorded", "lab"))
        side.addWidget(self.facts, 1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.map)
        row.addLayout(side, 1)
        self.body.addLayout(row, 1)
        self.facts.body.addStretch(1)

    def show_visit(self, visit: Visit, sealed: SealedVisit) -> None:
        """Show what stands in the record."""
        self.map.setVisible(visit.treatment.started is not None)
        self.map.show_side(_side(visit))
        self.map.show_work({work.zone: work for work in visit.treatment.zones})
        excluded = visit.verdict.excluded_zones if visit.verdict is not None else ()
        self.map.show_left_out(dict.fromkeys(excluded, "left out that day"))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_row(fact) for fact in facts(visit, sealed)]
        for at, row in enumerate(self._rows):
            self.facts.body.insertWidget(at, row)


def _side(visit: Visit) -> str:
    """The face where any of it was treated, else the side of the body."""
    done = {work.zone for work in visit.treatment.zones}
    if not done or done & set(zones.FACE):
        return "face"
    return "back" if done == {"back"} else "front"


def _row(fact: Fact) -> QWidget:
    row = QWidget()
    row.setAccessibleName(f"{fact.name}: {fact.value}{_amended(fact)}")
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(0)
    name, value = Text(fact.name, "body", "ink2"), Text(fact.value, "bold" if not fact.long else "body", wrap=True)
    if fact.long:
        column.addWidget(name)
        column.addWidget(value)
    else:
        line = QHBoxLayout()
        line.setSpacing(12)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(value, 1)
        column.addLayout(line)
    if fact.amended:
        note = Text(_amended(fact).removeprefix(", "), "smallbold", "primary", wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(note)
    return row


def _amended(fact: Fact) -> str:
    """`, corrected: amendments 1, 2 and 3 more`."""
    if not fact.amended:
        return ""
    many, rest = "s" if len(fact.amended) > 1 else "", len(fact.amended) - NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return f", corrected: amendment{many} {', '.join(map(str, fact.amended[:NAMED]))}{more}"
