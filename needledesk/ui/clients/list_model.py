"""The clients as a list of any length: the first page at once, further pages as they are scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from needledesk.desk.desk import Desk
from needledesk.domain.clients import ClientLine
from needledesk.errors import DeskError
from needledesk.ui.background import Background

#: Rows of one page. A screen shows about ten, so that a page is a few turns of the wheel.
PAGE = 40
#: Rows that are read again at most; who had scrolled further scrolls on.
MOST_REREAD = 600
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ClientListModel(QAbstractListModel):
    """One row for each client that matches `text`; a row's ClientLine is its LINE role."""

    LINE = int(Qt.ItemDataRole.UserRole)
    found = Signal(str)  # the text whose rows are now shown, from the first one

    def __init__(
        self,
        desk: Desk,
        background: Background,
        first: tuple[ClientLine, ...] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._lines: list[ClientLine] = list(first or ())
        self._complete = first is not None and len(first) < PAGE
        self._text = ""
        self._round = 0  # which search or refresh the rows belong to
        self._searching = self._growing = False
        if first is None:
            self.search("")

    @property
    def text(self) -> str:
        """What was searched for last."""
        return self._text

    @property
    def searching(self) -> bool:
        """Whether the rows do not belong to the text yet."""
        return self._searching

    @property
    def lines(self) -> tuple[ClientLine, ...]:
        """The rows that have been read."""
        return tuple(self._lines)

    def line(self, row: int) -> ClientLine | None:
        """The client of a row; None beyond the last one that was read."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, client: int) -> int:
        """The row of a client, -1 if it has not been read."""
        return next((row for row, line in enumerate(self._lines) if line.id == client), -1)

    def search(self, text: str) -> None:
        """Show the clients that match. Keys that come faster than answers are asked for once."""
        self._text = text
        self._ask_first()

    def refresh(self, client: int) -> None:
        """Read a client's row again, after a visit has changed; all rows if it stands elsewhere now."""
        row = self.row_of(client)
        if not self.searching and row >= 0:
            self._background.ask(self._read_row, self._round, self._text, row, then=self._take_row, owner=self)

    def reread(self) -> None:
        """Read the rows again, after a client was added or has another name."""
        if not self.searching:
            self._round += 1
            self._growing = False
            wanted = min(max(len(self._lines), PAGE), MOST_REREAD)
            self._background.ask(self._read_anew, self._round, self._text, wanted, then=self._take_anew, owner=self)

    # -- what Qt asks -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows have been read."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The line, the name, or the sentence a screen reader says."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == self.LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.name}, {line.number}\n{line.text}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}, {line.text[:1].lower()}{line.text[1:]}"
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be rows that have not been read."""
        return not parent.isValid() and not self._complete and not self._growing and not self._searching

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if self.canFetchMore(parent):
            self._growing = True
            self._background.ask(self._read, self._round, self._text, len(self._lines), then=self._grow, owner=self)

    # -- internals ----------------------------------------------------------------------------------------

    def _ask_first(self) -> None:
        if not self._searching:
            self._searching = True
            self._round += 1
            self._growing = False
            self._background.ask(
                self._read, self._round, self._text, 0, then=self._show, failed=self._not_found, owner=self
            )

    def _read(self, of: int, text: str, offset: int) -> tuple[int, str, tuple[ClientLine, ...]]:
        return of, text, self._desk.clients.find(text, PAGE, offset)

    def _read_row(self, of: int, text: str, row: int) -> tuple[int, int, tuple[ClientLine, ...]]:
        return of, row, self._desk.clients.find(text, 1, row)

    def _read_anew(self, of: int, text: str, wanted: int) -> tuple[int, tuple[ClientLine, ...], bool]:
        lines = self._desk.clients.find(text, wanted, 0)
        return of, lines, len(lines) < wanted

    def _show(self, answer: tuple[int, str, tuple[ClientLine, ...]]) -> None:
        _, text, lines = answer
        self._searching = False
        if text != self._text:
            self._ask_first()
            return
        self._replace(lines, complete=len(lines) < PAGE)
        self.found.emit(text)

    def _not_found(self, error: DeskError) -> None:
        self._searching = False
        self._background.refused.emit(error)

    def _grow(self, answer: tuple[int, str, tuple[ClientLine, ...]]) -> None:
        of, _, lines = answer
        if of != self._round:
            return
        self._growing = False
        self._complete = len(lines) < PAGE
        if lines:
            last = len(self._lines)
            self.beginInsertRows(_NOWHERE, last, last + len(lines) - 1)
            self._lines.extend(lines)
            self.endInsertRows()

    def _take_row(self, answer: tuple[int, int, tuple[ClientLine, ...]]) -> None:
        of, row, lines = answer
        if of != self._round:
            return
        if not lines or lines[0].id != self._lines[row].id:
            self.reread()
        elif lines[0] != self._lines[row]:
            self._lines[row] = lines[0]
            self.dataChanged.emit(self.index(row), self.index(row))

    def _take_anew(self, answer: tuple[int, tuple[ClientLine, ...], bool]) -> None:
        of, lines, complete = answer
        if of == self._round:
            self._replace(lines, complete)
            self.found.emit(self._text)

    def _replace(self, lines: tuple[ClientLine, ...], complete: bool) -> None:
        self.beginResetModel()
        self._lines, self._complete = list(lines), complete
        self.endResetModel()
