"""Settings, Record file: where it lies, how large it is, whether it is locked, and a check on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.notices import Notice
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.settings.damage_card import DamageCard
from needledesk.ui.sizes import said_size
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

#: table of the record file: what is counted, in the practitioner's words
COUNTED = {"client": "client", "visit": "visit", "photo": "photo", "handout": "aftercare sheet"}
LOCKED = "Encrypted, opened by your passphrase or the recovery sheet. Key {key}"
OPEN = "Not encrypted: whoever has the file can read it"


class RecordFilePage(QWidget):
    """Facts about the one file that everything lies in."""

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.check = Button("Check the file", "clipboard-check", "tonal", 48)
        self.lock = Text("", "body", wrap=True)
        self._mark = IconView("", "proceed", 24)
        self.result, self.details = Text("", "h3", "", wrap=True), Text("", "body", "ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("Record file", "client"))
        self.notices = QVBoxLayout()
        self.notices.setSpacing(12)
        column.addLayout(self.notices)
        self.damage = DamageCard(desk, background)
        column.addWidget(self.damage)
        column.addWidget(self._facts())
        column.addWidget(self._checks())
        self.check.clicked.connect(self._start_check)
        self._show_lock()

    def _show_lock(self) -> None:
        locked, key = self._desk.encrypted, self._desk.access.key_id
        self.lock.setText(LOCKED.format(key=key) if locked else OPEN)

    def showEvent(self, event: QShowEvent) -> None:
        """What there is to know may have changed, the passphrase too."""
        super().showEvent(event)
        self._show_lock()
        self.damage.setVisible(self._desk.damage.found)
        self._background.aside(self._desk.notices, then=self.show_notices, owner=self)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """A card for each thing there is to know, in full."""
        while (item := self.notices.takeAt(0)) is not None:
            card = item.widget()
            if card is not None:
                card.hide()
                card.deleteLater()
        for notice in notices:
            self.notices.addWidget(_card(notice))

    def _facts(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        path = Text(str(self._desk.path), "body", wrap=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        size = Text(said_size(self._desk.path.stat().st_size), "body")
        for row, (name, value) in enumerate((("Where", path), ("Size", size), ("Lock", self.lock))):
            grid.addWidget(Text(name, "lab"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        return card

    def _checks(self) -> Card:
        card = Card("Is everything in order?")
        card.body.addWidget(Text("Reads the whole file and changes nothing.", "small", "ink2"))
        card.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.result)
        words.addWidget(self.details)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        for part in (self._mark, self.result, self.details):
            part.hide()
        return card

    def _start_check(self) -> None:
        self.check.set_busy(True)
        self._background.ask(self._desk.facts, then=self._show_facts, failed=self._failed, owner=self)

    def _show_facts(self, facts: dict[str, object]) -> None:
        sound = bool(facts.get("sound"))
        title = "The file is in order" if sound else "The file is damaged"
        rows = facts.get("rows")
        counts = (
            ", ".join(_counted(rows.get(table), word) for table, word in COUNTED.items())
            if isinstance(rows, dict)
            else ""
        )
        do = "" if sound else "Make a copy of the file now, before anything else. "
        self.damage.setVisible(self._desk.damage.found)
        self._tell(sound, title, f"{do}{counts}. Record format {facts.get('schema')}.")

    def _failed(self, error: DeskError) -> None:
        self._tell(False, error.happened, f"{error.safe} {error.do}".strip())

    def _tell(self, sound: bool, title: str, details: str) -> None:
        self.check.set_busy(False)
        self._mark.show_icon("circle-check" if sound else "octagon-alert", "proceed" if sound else "stop")
        self.result.setText(title)
        self.details.setText(details)
        for part in (self._mark, self.result, self.details):
            part.show()
        announce(self, title, urgent=not sound)


def _card(notice: Notice) -> Card:
    card = Card()
    card.setAccessibleName(notice.title)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(IconView("triangle-alert", "decide", 24), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Text(notice.title, "h3", "decide", wrap=True))
    text = Text(notice.text, "body", wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.addWidget(text)
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card


def _counted(count: object, word: str) -> str:
    return f"{count or 0} {word}{'' if count == 1 else 's'}"
