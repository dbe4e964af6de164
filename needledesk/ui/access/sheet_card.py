"""The recovery sheet beside the form: small on the screen, whole on paper or where the user says, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk import access
from needledesk.desk.access import Lock
from needledesk.desk.aftercare import Sheet
from needledesk.domain import recovery
from needledesk.domain.calendar import say_day
from needledesk.errors import DeskError
from needledesk.ui import messages, printing
from needledesk.ui.access.paper import Paper, Written
from needledesk.ui.background import Background
from needledesk.ui.printing import Printing
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button

TITLE = "Recovery sheet"
Draw = Callable[[Lock], Sheet]


class SheetCard(QWidget):
    """`given`: the sheet was printed or saved. `draw` makes the PDF, off the window's thread."""

    given = Signal()

    def __init__(self, background: Background, draw: Draw, now: Callable[[], datetime], parent: QWidget | None = None):
        super().__init__(parent)
        self._background, self._draw, self._now = background, draw, now
        self._printing = Printing(background, self)
        self._lock: Lock | None = None
        self._file = "studio.needledesk"
        self.paper = Paper()
        self.print = Button("Print", "printer", "tonal", 48)
        self.save = Button("Save PDF", "file-down", "plain", 48)
        self._arrange()
        self.print.clicked.connect(lambda: self._get(self._print))
        self.save.clicked.connect(self._choose)
        self.show_lock(None, "", self._file)

    def show_lock(self, lock: Lock | None, practice: str, file: str, covered: bool = True) -> None:
        """Show the sheet of that lock; for none, an empty one. `covered`: two groups will be asked for."""
        self._lock, self._file = lock, file
        groups = recovery.groups(lock.key.raw) if lock else ("",) * recovery.GROUPS
        day = f"{file}, {say_day(self._now().date(), year=True)}"
        self.paper.show_written(Written(practice, day, groups, lock.places if lock and covered else ()))
        self.print.set_caption("Print", "printer")
        for button in (self.print, self.save):
            button.setEnabled(lock is not None)

    def _get(self, then: Callable[[Sheet], object]) -> None:
        assert self._lock is not None
        self._background.aside(self._draw, self._lock, then=then, failed=self._refused, owner=self)

    def _print(self, sheet: Sheet) -> None:
        self.print.set_busy(True)
        self._printing.print_sheet(
            sheet.data, TITLE, False, self, self._printed, self._not_printed, lambda: self.print.set_busy(False)
        )

    def _printed(self) -> None:
        self.print.set_busy(False)
        self.print.set_caption(f"Printed {self._now():%H:%M}", "printer-check")
        announce(self, "The recovery sheet is printed")
        self.given.emit()

    def _not_printed(self, error: DeskError) -> None:
        self.print.set_busy(False)
        printing.told(self, error, lambda: self._get(self._print), self._choose)

    def _choose(self) -> None:
        name = f"Recovery sheet - {Path(self._file).stem}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Where the recovery sheet goes", name, "PDF (*.pdf)")
        if chosen:
            self._get(lambda sheet: self._keep(sheet, Path(chosen)))

    def _keep(self, sheet: Sheet, path: Path) -> None:
        self._background.aside(
            access.keep_sheet, sheet, path.with_suffix(".pdf"), then=self._kept, failed=self._refused, owner=self
        )

    def _kept(self, path: Path) -> None:
        self.save.set_caption("Saved", "circle-check")
        announce(self, f"The recovery sheet is saved as {path.name}")
        self.given.emit()

    def _refused(self, error: DeskError) -> None:
        messages.explain(self, error)

    def _arrange(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row.setSpacing(8)
        row.addWidget(self.print, 1)
        row.addWidget(self.save, 1)
        column.addWidget(self.paper)
        column.addLayout(row)
        column.addStretch(1)
        self.setFixedWidth(self.paper.width())
