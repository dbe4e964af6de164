"""The contradictions that concern a rule, each a press away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.contradictions import Contradiction
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text


class SpotLinks(QWidget):
    """`spot_requested` carries the id of the one that was pressed."""

    spot_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: list[Button] = []
        self._ids: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Text("Contradictions of the source that concern it", "lab"))

    def show_spots(self, spots: Iterable[Contradiction]) -> None:
        """Show a link for each; nothing where there is none."""
        found = list(spots)
        self._ids = [spot.id for spot in found]
        while len(self.links) < len(found):
            self._add(len(self.links))
        for place, link in enumerate(self.links):
            link.setVisible(place < len(found))
            if place < len(found):
                link.set_caption(f"{found[place].id}  {found[place].title}")
        self.setVisible(bool(found))

    def _add(self, place: int) -> None:
        link = Button("", "arrow-right", "quiet")
        link.clicked.connect(lambda: self.spot_requested.emit(self._ids[place]))
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.links.append(link)
