"""Aftercare not given: treated clients who have no sheet yet, and the two ways to give it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.today import Line, Ungiven, ungiven_line
from needledesk.ui.today.day_card import DayCard, Rows
from needledesk.ui.today.row import LineRow
from needledesk.ui.widgets.buttons import Button

#: Rows at once: each has two buttons.
FEW = 2


class SheetRow(QWidget):
    """The client, and the buttons that give the sheet."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = LineRow(line)
        self.export, self.print = Button("Export PDF", "file-down"), Button("Print", "printer")
        self.export.setAccessibleName(f"Export PDF for {line.name}")
        self.print.setAccessibleName(f"Print for {line.name}")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 0, 12, 11)
        buttons.setSpacing(8)
        buttons.addWidget(self.export, 1)
        buttons.addWidget(self.print, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addLayout(buttons)


class SheetsCard(DayCard):
    """`opened` carries a Line; the two others the Ungiven whose sheet is to be given."""

    opened = Signal(object)
    export_requested = Signal(object)
    print_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Aftercare not given", "Everyone who was treated has a sheet.", parent)
        self.lines: tuple[Line, ...] = ()
        self._pressed: SheetRow | None = None

    def show_ungiven(self, found: tuple[Ungiven, ...], today: date) -> None:
        """Show these; nothing moves if they are the same."""
        lines = tuple(ungiven_line(one, today) for one in found)
        if lines != self.lines or not self.rows:
            self.lines, self._pressed = lines, None
            made: Rows = {one.visit: self._maker(one, line) for one, line in zip(found[:FEW], lines, strict=False)}
            self.show_rows(made, len(found), f"All {len(found):,} without a sheet")

    def show_busy(self, what: str) -> None:
        """While a sheet is given, its button shows it; the others wait."""
        for row in self.rows.values():
            if isinstance(row, SheetRow):
                for name, button in (("export", row.export), ("print", row.print)):
                    button.set_busy(what == name and row is self._pressed)
                    button.setEnabled(not what)

    def _maker(self, one: Ungiven, line: Line) -> Callable[[], QWidget]:
        def make() -> QWidget:
            row = SheetRow(line)
            row.row.clicked.connect(lambda: self.opened.emit(line))
            row.export.clicked.connect(lambda: self._give(row, self.export_requested, one))
            row.print.clicked.connect(lambda: self._give(row, self.print_requested, one))
            return row

        return make

    def _give(self, row: SheetRow, wish: SignalInstance, one: Ungiven) -> None:
        self._pressed = row
        wish.emit(one)
