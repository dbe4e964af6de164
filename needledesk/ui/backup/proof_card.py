"""What was done to prove a copy: a line for each step."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from needledesk.domain.backups import Copy
from needledesk.ui.backup import words
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class ProofCard(Card):
    """Filled with `show_copy`."""

    def show_copy(self, copy: Copy, name: str, began: datetime, ended: datetime, locked: bool) -> None:
        """The steps of a copy that was just made on the disk of that name."""
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.body.setSpacing(0)
        self.body.setContentsMargins(16, 2, 16, 2)
        seconds = max(1, round((ended - began).total_seconds()))
        how = "with its key, not from memory" if locked else "not from memory"
        read = "every page, picture and sheet" if copy.kind.whole else "every new entry, picture and sheet"
        rows = (
            (f"Written to “{name}”", f"{words.size(copy.size)}, in {seconds} s", f"{began:%H:%M}"),
            ("Opened again from there", how, f"{ended:%H:%M}"),
            ("Counted", words.counted(copy), "same as here"),
            ("Read back", read, "no error"),
        )
        for number, row in enumerate(rows):
            if number:
                self.body.addWidget(Hairline())
            self.body.addLayout(_row(*row))


def _row(done: str, more: str, result: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 11, 0, 11)
    row.setSpacing(12)
    row.addWidget(IconView("circle-check", "proceed", 22))
    row.addWidget(Text(done, "bold"))
    row.addWidget(Text(more, "body", "ink2"), 1)
    row.addWidget(Text(result, "bold"))
    return row
