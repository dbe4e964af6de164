"""The rules as a list: headings and rows, narrowed by kind and by what is searched for."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from needledesk.domain.protocol import Protocol, Rule
from needledesk.ui.settings.protocol.rule_line import Door, Heading, Row, RuleLine, questions_of, rows

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
#: what of the rules is shown
KINDS = ("all", "source", "extra")


class RuleModel(QAbstractListModel):
    """One row for each rule and each heading; a row's Heading or RuleLine is its LINE role."""

    LINE = int(Qt.ItemDataRole.UserRole)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._protocol: Protocol | None = None
        self._rows: list[Row] = []
        self._contradictions = 0
        self.kind, self.searched = "all", ""

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that are shown, in their order."""
        return tuple(row.rule for row in self._rows if isinstance(row, RuleLine))

    def row_of(self, rule: str) -> int:
        """The row of that rule; -1 if it is not shown."""
        shown = (row for row, line in enumerate(self._rows) if isinstance(line, RuleLine) and line.rule == rule)
        return next(shown, -1)

    @property
    def door(self) -> int:
        """The row that leads to the contradictions; -1 if it is not shown."""
        return 0 if self._rows and isinstance(self._rows[0], Door) else -1

    def count(self, kind: str) -> int:
        """How many rules of that kind the protocol has."""
        return sum(_is(rule, kind) for rule in self._protocol.rules.values()) if self._protocol else 0

    def show_protocol(self, protocol: Protocol) -> None:
        """Show the rules as that protocol has them; rows that only read differently keep their places."""
        self._protocol = protocol
        self._rebuild()

    def show_contradictions(self, count: int) -> None:
        """How many contradictions the door leads to."""
        self._contradictions = count
        self._rebuild()

    def narrow(self, kind: str, searched: str) -> None:
        """Only rules of that kind (see KINDS) in which every searched word stands."""
        self.kind, self.searched = kind, searched
        self._rebuild()

    # -- what Qt asks -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rules, headings and the door."""
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
        if self._protocol is None:
            return []
        doors = [Door(self._contradictions)] if self._contradictions and self._leads_there() else []
        return [*doors, *rows(self._protocol, self._wanted(self._protocol))]

    def _leads_there(self) -> bool:
        """Whether the contradictions are among what is looked for."""
        return self.kind != "extra" and self.searched.strip().casefold() in Door(0).title.casefold()

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
    return row.rule if isinstance(row, RuleLine) else row.text if isinstance(row, Heading) else ""


def _text(protocol: Protocol, rule: Rule) -> str:
    """Everything in which a search looks."""
    asked = questions_of(protocol, rule.id)
    parts = [rule.id, rule.title, rule.says, rule.does, rule.why]
    parts += [word for question in asked for word in (question.key, question.title, question.text, question.help)]
    return "\n".join(parts).casefold()
