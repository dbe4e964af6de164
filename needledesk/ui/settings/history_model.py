"""The history as a list of any length, newest first: the first page at once, older ones as they are scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import say_moment
from needledesk.domain.history import Entry
from needledesk.ui.background import Background

#: Rows of one page: a few screens.
PAGE = 60
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """One row for each entry; a row's Entry is its ENTRY role."""

    ENTRY = int(Qt.ItemDataRole.UserRole)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._entries: list[Entry] = []
        self._complete = self._growing = False
        self._round = 0

    def reread(self) -> None:
        """Read from the newest entry on."""
        self._round += 1
        self._growing = True
        self._background.ask(self._read, self._round, 0, then=self._show, owner=self)

    # -- what Qt asks -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many entries have been read."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The entry, its title, or the sentence a screen reader says."""
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == self.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.title, entry.more) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([entry.title, *below(entry), when(entry)])
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be older entries."""
        return not parent.isValid() and not self._complete and not self._growing

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if self.canFetchMore(parent) and self._entries:
            self._growing = True
            self._background.ask(self._read, self._round, self._entries[-1].seq, then=self._grow, owner=self)

    def _read(self, of: int, before: int) -> tuple[int, tuple[Entry, ...]]:
        return of, self._desk.history.page(PAGE, before)

    def _show(self, answer: tuple[int, tuple[Entry, ...]]) -> None:
        of, entries = answer
        if of == self._round:
            self.beginResetModel()
            self._entries = list(entries)
            self._complete, self._growing = len(entries) < PAGE, False
            self.endResetModel()

    def _grow(self, answer: tuple[int, tuple[Entry, ...]]) -> None:
        of, entries = answer
        if of != self._round:
            return
        self._complete, self._growing = len(entries) < PAGE, False
        if entries:
            last = len(self._entries)
            self.beginInsertRows(_NOWHERE, last, last + len(entries) - 1)
            self._entries.extend(entries)
            self.endInsertRows()


def when(entry: Entry) -> str:
    """`Sun 22 Nov 2026, 14:21`, as the clock showed it then."""
    return say_moment(entry.at, year=True)


def below(entry: Entry) -> tuple[str, ...]:
    """What stands under the title: whom it was about, and what was said."""
    about = " · ".join(part for part in (entry.number, f"visit {entry.visit}" if entry.visit else "") if part)
    return tuple(part for part in (about, entry.more) if part)
