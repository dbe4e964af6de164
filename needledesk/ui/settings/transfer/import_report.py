"""What would become of every row of a list, or has: sums in words, and a line for each row that needs a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from needledesk.domain.client_import import Line, Outcome
from needledesk.ui.widgets.text import Text

#: outcome: what is said of such rows, one and several
SUMS = {
    Outcome.NEW: ("1 client is new", "{} clients are new"),
    Outcome.KNOWN: ("1 is on file already and is skipped", "{} are on file already and are skipped"),
    Outcome.ALIKE: ("1 looks like somebody", "{} look like somebody"),
    Outcome.WRONG: ("1 row is not understood", "{} rows are not understood"),
}
_SAID = {
    Outcome.NEW: "Will be added",
    Outcome.KNOWN: "Will be skipped",
    Outcome.ALIKE: "Looks like somebody",
    Outcome.WRONG: "Not understood",
}
_Index = QModelIndex | QPersistentModelIndex


class ImportReport(QWidget):
    """The rows that need a look come first, then all others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sums = Text("", "h3", wrap=True)
        self.model = _Lines()
        self.rows = QListView()
        self.rows.setAccessibleName("What becomes of each row")
        self.rows.setModel(self.model)
        self.rows.setUniformItemSizes(True)
        self.rows.setMinimumHeight(180)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sums)
        column.addWidget(self.rows, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show a plan."""
        self.sums.setText(said_sums(lines))
        self.model.show_lines(lines)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: (_rank(line), line.line))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or role not in roles:
            return None
        return said_line(self._lines[index.row()])


def said_sums(lines: Sequence[Line]) -> str:
    """`431 clients are new, 12 are on file already and are skipped.`"""
    counts = Counter(line.outcome for line in lines)
    parts = [
        one if counts[outcome] == 1 else many.format(counts[outcome])
        for outcome, (one, many) in SUMS.items()
        if counts[outcome]
    ]
    return f"{', '.join(parts)}." if parts else "There is no row below the heading."


def said_line(line: Line) -> str:
    """`Line 12: Ada Ashdown. Will be skipped: The same as C-0007.`"""
    who = f"{line.details.name}. " if line.details is not None else ""
    why = " ".join(part for part in (line.why, line.note) if part)
    return f"Line {line.line}: {who}{_SAID[line.outcome]}{f': {why}' if why else '.'}"


def _rank(line: Line) -> int:
    if line.outcome is Outcome.NEW:
        return 3 if line.note else 4
    return {Outcome.WRONG: 0, Outcome.ALIKE: 1}.get(line.outcome, 2)
