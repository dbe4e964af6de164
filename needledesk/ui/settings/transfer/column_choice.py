"""What each column of a list holds: its heading, two of its cells, and a choice of meanings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.client_columns import SAID, Columns, Meaning
from needledesk.domain.csv_table import Table
from needledesk.domain.written_dates import SAID as ORDERS
from needledesk.domain.written_dates import Order
from needledesk.ui.widgets.drop_down import DropDown
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

_SAMPLES = 2
_NAMES = 360  # px that headings and samples take at least


class ColumnChoice(QWidget):
    """`changed` at each choice; `columns` is what is chosen."""

    changed = Signal()

    def __init__(self, table: Table, guessed: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.heading = Switch("The first row is a heading")
        self.heading.setChecked(guessed.heading)
        self.order = DropDown("Order of a birth date")
        for order, said in ORDERS.items():
            self.order.addItem(said, order)
        self.order.setCurrentIndex(list(ORDERS).index(guessed.order))
        self.choices = [self._choice(at, meaning) for at, meaning in enumerate(guessed.meanings)]
        self._names = [Text("", "lab") for _ in self.choices]
        self._samples = [Text("", "small", "ink2") for _ in self.choices]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.heading)
        row.addSpacing(24)
        row.addWidget(Text("Birth dates are", "lab"))
        row.addWidget(self.order)
        row.addStretch(1)
        column.addLayout(row)
        column.addLayout(self._grid())
        self.heading.toggled.connect(self._heading_changed)
        self.order.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._show_rows()

    @property
    def columns(self) -> Columns:
        """As chosen."""
        meanings = tuple(Meaning(choice.currentData()) for choice in self.choices)
        return Columns(meanings, self.heading.isChecked(), Order(self.order.currentData()))

    def _choice(self, at: int, meaning: Meaning) -> DropDown:
        choice = DropDown(f"Column {at + 1} holds")
        for one, said in SAID.items():
            choice.addItem(said, one)
        choice.setCurrentIndex(list(SAID).index(meaning))
        choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        return choice

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for row, (name, samples, choice) in enumerate(zip(self._names, self._samples, self.choices, strict=True)):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(name)
            words.addWidget(samples)
            grid.addLayout(words, row, 0)
            grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(2, 1)
        return grid

    def _heading_changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        """The names of the columns, and what stands in the first rows below."""
        rows = [row.cells for row in self._table.rows if not row.wrong]
        first, below = (rows[:1], rows[1:]) if self.heading.isChecked() else ([], rows)
        for at, choice in enumerate(self.choices):
            name = first[0][at].strip()[:40] if first and at < len(first[0]) else ""
            said = name or f"Column {at + 1}"
            self._names[at].setText(said)
            choice.setAccessibleName(f"{said} holds")
            cells = (cells[at].strip()[:40] for cells in below[:_SAMPLES] if at < len(cells))
            self._samples[at].setText(" · ".join(filter(None, cells)) or "empty")
