"""What was added to a closed visit: numbered, with author, moment, reason and seal; the new value beside the old."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.calendar import say_day
from needledesk.domain.recorded_values import RecordedValue, correction, label
from needledesk.domain.seals import Amendment
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text

NONE = "None so far. What is added later stands here, and the original stays as it is."
BROKEN = "This amendment’s seal is broken: it was changed after it was added. Compare it with an older print or backup."
DATE = 100  # px for the moment at the left


class AmendmentsCard(Card):
    """Read only; it scrolls where there are many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Amendments", "added below, the original stays", parent=parent)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.list = ScrollColumn()
        self.list.body.setSpacing(0)
        self.list.body.setContentsMargins(0, 0, 8, 0)
        self.list.body.addStretch(1)
        self._rows: list[QWidget] = []
        self.body.setSpacing(2)
        self.body.setContentsMargins(14, 4, 8, 8)
        self.body.addWidget(self.list, 1)

    def show_amendments(self, added: tuple[Amendment, ...], values: tuple[RecordedValue, ...], year: int) -> None:
        """Show them, oldest first; days of that year without the year."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_row(number, each, values, year) for number, each in enumerate(added, 1)]
        if not self._rows:
            self._rows = [Text(NONE, "small", wrap=True)]
        for at, row in enumerate(self._rows):
            self.list.body.insertWidget(at, row)


def _row(number: int, added: Amendment, values: tuple[RecordedValue, ...], year: int) -> QWidget:
    row = QWidget()
    row.setAccessibleName(_spoken(number, added, values))
    whole = QVBoxLayout(row)
    whole.setContentsMargins(0, 0, 0, 8)
    whole.setSpacing(6)
    whole.addWidget(Hairline())
    line = QHBoxLayout()
    line.setSpacing(8)
    day = f"{added.at.day} {added.at:%b}" + (f" {added.at.year}" if added.at.year != year else "")
    at = Text(f"{day}, {added.at:%H:%M}", "small", "ink3", wrap=True)
    at.setFixedWidth(Theme.current().scaled(DATE))
    line.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(_words(number, added, values), 1)
    whole.addLayout(line)
    return row


def _words(number: int, added: Amendment, values: tuple[RecordedValue, ...]) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(Text(f"{number}. {added.title}", "bold", wrap=True))
    if not added.unbroken:
        words.addWidget(Text(BROKEN, "error", wrap=True))
    if added.becomes:
        words.addWidget(_change(added, label(added, values)))
    words.addWidget(Text(added.text, "small", "ink2", wrap=True))
    words.addWidget(Text(f"Reason: {added.reason}", "small", "ink2", wrap=True))
    who = added.author or "author not noted"
    words.addWidget(Text(f"{who} · seal {added.code}", "small", "ink3", wrap=True))
    return words


def _change(added: Amendment, name: str) -> Text:
    """`Serum lot: HA-5104 (struck out) HA-5140 (bold)`; a screen reader hears was and becomes."""
    line = Text("", "small", "ink2", wrap=True)
    line.setTextFormat(Qt.TextFormat.RichText)
    was = f"<s>{_markup(added.was)}</s>" if added.was else "not noted"
    line.setText(f"{_markup(name)}{': ' if name else ''}{was} → <b>{_markup(added.becomes)}</b>")
    return line


def _markup(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _spoken(number: int, added: Amendment, values: tuple[RecordedValue, ...]) -> str:
    parts = (f"Amendment {number}. {added.title}", correction(added, values), added.text, f"Reason: {added.reason}")
    who = f"{added.author}, {say_day(added.at.date(), year=True)}, seal {added.code}"
    return ". ".join(part for part in (*parts, who, "" if added.unbroken else BROKEN) if part)
