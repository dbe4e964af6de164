"""The rules, or the contradictions, as a list: headings and rows, narrowed by kind and by what is searched for."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from needledesk.domain.contradictions import Contradiction
from needledesk.domain.protocol import Protocol, Rule
from needledesk.ui.settings.protocol.rule_line import Heading, Row, RuleLine, SpotLine, questions_of, rows, spot_line

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
#: what of the rules is shown, or instead of them
KINDS = ("all", "source", "extra")
SPOTS = "contradictions"


class RuleModel(QAbstractListModel):
    """One row for each rule and each heading; a row's Heading or RuleLine is its LINE role."""

    LINE = int(Qt.ItemDataRole.UserRole)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._protocol: Protocol | None = None
        self._rows: list[Row] = []
        self._spots: tuple[Contradiction, ...] = ()
        self.kind, self.searched = "all", ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of the rules or contradictions that are shown, in their order."""
        return tuple(_key(row) for row in self._rows if not isinstance(row, Heading))

    def row_of(self, key: str) -> int:
        """The row of that rule or contradiction; -1 if it is not shown."""
        shown = (row for row, line in enumerate(self._rows) if not isinstance(line, Heading) and _key(line) == key)
        return next(shown, -1)

    def key(self, row: int) -> str:
        """The id of what stands in that row; empty for a heading and beyond the last one."""
        line = self._rows[row] if 0 <= row < len(self._rows) else None
        return "" if line is None or isinstance(line, Heading) else _key(line)

    def is_spot(self, key: str) -> bool:
        """Whether that is the id of a contradiction."""
        return any(spot.id == key for spot in self._spots)

    def count(self, kind: str) -> int:
        """How many rules of that kind, or contradictions, there are."""
        if kind == SPOTS:
            return len(self._spots)
        return sum(_is(rule, kind) for rule in self._protocol.rules.values()) if self._protocol else 0

    def show_protocol(self, protocol: Protocol) -> None:
        """Show the rules as that protocol has them; rows that only read differently keep their places."""
        self._protocol = protocol
        self._rebuild()

    def show_spots(self, spots: tuple[Contradiction, ...]) -> None:
        """The contradictions of the source."""
        self._spots = spots
        self._rebuild()

    def narrow(self, kind: str, searched: str) -> None:
        """Only rules of that kind (see KINDS), or the contradictions (SPOTS), in which every searched word stands."""
        self.kind, self.searched = kind, searched
        self._rebuild()

    # -- what Qt asks -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by keys and pointer."""
        if isinstance(index.data(self.LINE), Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The line, its words, or the sentence a screen reader says."""
        if not 0 <= index.row() < len(self._rows):
            return None
        line = self._rows[index.row()]
        if role == self.LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text if isinstance(line, Heading) else line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.text if isinstance(line, Heading) else line.spoken
        return None

    # -- internals ----------------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        new = self._new_rows()
        if [_key(row) for row in new] == [_key(row) for row in self._rows]:
            self._repaint(new)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def _new_rows(self) -> list[Row]:
        if self.kind == SPOTS:
            return self._spot_rows()
        return list(rows(self._protocol, self._wanted(self._protocol))) if self._protocol else []

    def _spot_rows(self) -> list[Row]:
        words = self.searched.casefold().split()
        found = [spot for spot in self._spots if all(word in _words(spot) for word in words)]
        count = f"{len(found)} place{'s' * (len(found) != 1)} in the source, each once"
        return [Heading(count), *map(spot_line, found)] if found else []

    def _repaint(self, new: list[Row]) -> None:
        """The same rules in the same places: only what changed is painted anew, and the selection stays."""
        old, self._rows = self._rows, new
        for row, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _wanted(self, protocol: Protocol) -> list[str]:
        words = self.searched.casefold().split()
        return [
            rule.id
            for rule in protocol.rules.values()
            if _is(rule, self.kind) and all(word in _text(protocol, rule) for word in words)
        ]


def _is(rule: Rule, kind: str) -> bool:
    return kind == "all" or rule.extension == (kind == "extra")


def _key(row: Row) -> str:
    if isinstance(row, RuleLine):
        return row.rule
    return row.spot if isinstance(row, SpotLine) else row.text


def _words(spot: Contradiction) -> str:
    """Everything in which a search for a contradiction looks."""
    return "\n".join((spot.id, spot.title, spot.source, spot.default, spot.other, *spot.rules)).casefold()


def _text(protocol: Protocol, rule: Rule) -> str:
    """Everything in which a search looks."""
    asked = questions_of(protocol, rule.id)
    parts = [rule.id, rule.title, rule.says, rule.does, rule.why]
    parts += [word for question in asked for word in (question.key, question.title, question.text, question.help)]
    return "\n".join(parts).casefold()
