"""Settings, History: the head to be written down, the check of everything, and what happened, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.settings.everything_card import EverythingCard
from needledesk.ui.settings.history_model import HistoryModel
from needledesk.ui.settings.history_rows import HistoryRows
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text

_WHY = "Every paper that you print bears one. What happened before it cannot be changed without changing it."


class HistoryPage(QWidget):
    """Read anew each time it is shown."""

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.model = HistoryModel(desk, background, self)
        self.rows = HistoryRows(self.model)
        self.everything = EverythingCard(desk, background)
        self.head = Text("", "h3", wrap=True)
        self.copy = Button("Copy", "copy")
        self.copy.setAccessibleName("Copy the head")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("History", "client"))
        column.addWidget(self._head_card())
        column.addWidget(self.everything)
        column.addWidget(self._list(), 1)
        self.copy.clicked.connect(self._copy)
        self.everything.done.connect(self.reread)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened since it was shown last."""
        super().showEvent(event)
        self.reread()

    def reread(self) -> None:
        """Read the head and the newest entries again."""
        self.model.reread()
        self._background.ask(self._desk.history.head, then=self.head.setText, owner=self)

    def _head_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.head.setAccessibleName("Head of the history")
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(Text("Head", "lab"))
        words.addWidget(self.head)
        words.addWidget(Text(_WHY, "small", "ink2", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return card

    def _list(self) -> Card:
        card = Card("What happened", "newest first")
        card.body.setContentsMargins(1, 8, 1, 1)
        card.body.addWidget(self.rows, 1)
        return card

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.head.text())
        self.copy.set_caption("Copied", "check")
        announce(self, "Head copied")
