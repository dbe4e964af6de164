"""The history of a closed visit: everything that happened to it, the newest first."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from needledesk.domain.calendar import say_moment
from needledesk.domain.history import Entry
from needledesk.ui.visit.history_rows import ENTRY, WHEN, HistoryRow, said, when
from needledesk.ui.widgets.card import Card


class _List(QListView):
    """Rows are as high as their words need, so another width makes other heights."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class HistoryCard(Card):
    """Read with the arrow keys; nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("History", parent=parent)
        self.list = _List()
        self.list.setAccessibleName("History of this visit")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("cls", "clear")
        self.list.viewport().setProperty("cls", "clear")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(HistoryRow(self.list))
        self.model = QStandardItemModel(self.list)
        self.list.setModel(self.model)
        self.body.setContentsMargins(14, 8, 8, 8)
        self.body.addWidget(self.list, 1)

    def show_entries(self, entries: tuple[Entry, ...], now: datetime) -> None:
        """Show them, the newest first."""
        self.model.clear()
        above: datetime | None = None
        for entry in entries:
            item, at = QStandardItem(said(entry)), when(entry, above, now)
            item.setEditable(False)
            item.setData(entry, ENTRY)
            item.setData(at, WHEN)
            spoken = (say_moment(entry.at, year=True), said(entry), entry.more)
            item.setData(". ".join(part for part in spoken if part), Qt.ItemDataRole.AccessibleTextRole)
            self.model.appendRow(item)
            above = entry.at
