"""Clients from another program: choose a file, say what its columns hold, look, add, take back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk import settings
from needledesk.desk.desk import Desk
from needledesk.desk.imports import LatestImport, TakenBack
from needledesk.domain.calendar import say_moment
from needledesk.domain.client_columns import Columns, why_not
from needledesk.domain.client_import import Line, Outcome
from needledesk.domain.csv_table import DELIMITERS, Table
from needledesk.errors import DeskError
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.export_form import warning
from needledesk.ui.long_job import LongJob
from needledesk.ui.settings.transfer.column_choice import ColumnChoice
from needledesk.ui.settings.transfer.import_report import ImportReport
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

_KINDS = "Lists (*.csv *.tsv *.txt);;All files (*)"
_ABOUT = "From a CSV file, as most programs write one. Nothing is added before you have seen what would happen."
_UNSURE = "The birth dates can be read in two orders. Check what is chosen above."


class ImportCard(Card):
    """`clients_changed` once clients were added or taken back."""

    clients_changed = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__("Clients from another program", parent=parent)
        self._desk, self._background = desk, background
        self._table: Table | None = None
        self._lines: Sequence[Line] = ()
        self.choice: ColumnChoice | None = None
        self.open, self.back = Button("Choose a file…", "file-spreadsheet", "tonal", 48), Button("", "undo-2")
        self.file, self.trouble = Text("", "small", "ink2", wrap=True), Text("", "error", wrap=True)
        self.said, self.report, self.alike = Text("", "h3", wrap=True), ImportReport(), Switch("")
        self.unsure = warning(_UNSURE)
        self.add, self.leave = Button("Add the clients", "user-plus", "primary", 48), Button("Leave it", height=48)
        self.job = LongJob(background, "Import")
        self._place = QVBoxLayout()
        self._lay_out()
        self.open.clicked.connect(self._choose)
        self.back.clicked.connect(self._take_back)
        self.add.clicked.connect(self._add)
        self.leave.clicked.connect(self.put_away)
        self.alike.toggled.connect(lambda _: self._show_sum())
        self.job.running_changed.connect(self._show_running)
        self.put_away()
        self._read_latest()

    def look(self, path: Path) -> None:
        """Read a file and show what its columns seem to hold."""
        self.put_away()
        self.file.setText(path.name)
        self._background.aside(
            self._desk.imports.look, path, then=partial(self._show_table, path), failed=self._refused, owner=self
        )

    def put_away(self) -> None:
        """Forget the file."""
        self._table, self._lines = None, ()
        if self.choice is not None:
            self._place.removeWidget(self.choice)
            self.choice.hide()
            self.choice.deleteLater()
            self.choice = None
        for part in (self.file, self.trouble, self.report, self.alike, self.unsure, self.add, self.leave):
            part.hide()

    def _lay_out(self) -> None:
        self.body.addWidget(Text(_ABOUT, "body", "ink2", wrap=True))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.open)
        top.addWidget(self.back)
        top.addStretch(1)
        self.body.addLayout(top)
        self.body.addWidget(self.said)
        self.body.addWidget(self.file)
        self.body.addLayout(self._place)
        for part in (self.unsure, self.trouble, self.report):
            self.body.addWidget(part)
        self.body.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.job)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.add)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.said.hide()
        self.back.hide()

    def _choose(self) -> None:
        start = str(settings.documents())
        chosen, _ = QFileDialog.getOpenFileName(self, "A list of clients", start, _KINDS)
        if chosen:
            self.look(Path(chosen))

    # -- the dry run ------------------------------------------------------------------------------------------

    def _show_table(self, path: Path, found: tuple[Table, Columns]) -> None:
        self._table, guessed = found
        parted = DELIMITERS.get(self._table.delimiter, "another mark")
        self.file.setText(f"{path.name}: {len(self._table.rows)} rows, {self._table.encoding}, parted by {parted}")
        self.file.show()
        self.choice = ColumnChoice(self._table, guessed)
        self.choice.changed.connect(self._plan)
        self._place.addWidget(self.choice)
        self.unsure.setVisible(guessed.unsure_of_order)
        self.said.hide()
        self.leave.show()
        self._plan()

    def _plan(self) -> None:
        """Ask what would become of every row, as the columns are said to be now."""
        if self.choice is None or self._table is None:
            return
        columns = self.choice.columns
        wrong = why_not(columns.meanings)
        self._complain(wrong)
        if wrong:
            return

        def planned(lines: Sequence[Line]) -> None:
            if self.choice is not None and columns == self.choice.columns:
                self._show_lines(lines)

        self._background.aside(
            self._desk.imports.plan, self._table, columns, then=planned, failed=self._refused, owner=self
        )

    def _show_lines(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self.report.show_lines(lines)
        alike = sum(line.outcome is Outcome.ALIKE for line in lines)
        self.alike.setText(f"Add the {alike} who look like somebody too")
        self.alike.setAccessibleName(self.alike.text())
        self.alike.setVisible(bool(alike))
        self.report.show()
        self.add.show()
        self._show_sum()
        announce(self.report, self.report.sums.text())

    def _show_sum(self) -> None:
        wanted = {Outcome.NEW, Outcome.ALIKE} if self.alike.isChecked() else {Outcome.NEW}
        count = sum(line.outcome in wanted for line in self._lines)
        self.add.set_caption(f"Add {count} client{'' if count == 1 else 's'}")
        self.add.setEnabled(bool(count))

    def _complain(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        for part in (self.report, self.add, self.alike):
            part.setVisible(False)
        if text:
            announce(self.trouble, text, urgent=True)

    def _refused(self, error: DeskError) -> None:
        self._complain(str(error))

    # -- adding, and taking back ------------------------------------------------------------------------------

    def _add(self) -> None:
        call = partial(self._desk.imports.add, self._lines, self.alike.isChecked())
        self.job.run(
            lambda watch: call(watch=watch),
            self._added,
            self._failed,
            lambda: self._tell("Stopped. No client was added."),
        )

    def _added(self, count: int) -> None:
        self.put_away()
        self._tell(f"{count} client{'' if count == 1 else 's'} added.")
        self.clients_changed.emit()
        self._read_latest()

    def _take_back(self) -> None:
        self.job.run(self._desk.imports.take_back, self._taken_back, self._failed)

    def _taken_back(self, taken: TakenBack) -> None:
        stays = ", ".join(f"{client.details.name} ({client.number})" for client in taken.stays[:20])
        more = f" and {len(taken.stays) - 20} more" if len(taken.stays) > 20 else ""
        kept = f" Stays, as something was added since: {stays}{more}." if stays else ""
        self._tell(f"{taken.gone} client{'' if taken.gone == 1 else 's'} taken back.{kept}")
        self.clients_changed.emit()
        self._read_latest()

    def _failed(self, error: DeskError) -> None:
        messages.explain(self.window(), error)
        self.clients_changed.emit()
        self._read_latest()

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self.said, text)

    def _read_latest(self) -> None:
        self._background.ask(self._desk.imports.latest, then=self._show_latest, owner=self)

    def _show_latest(self, latest: LatestImport | None) -> None:
        if latest is not None:
            self.back.set_caption(f"Take back the {latest.count} added {say_moment(latest.at)}")
        self.back.setVisible(latest is not None)

    def _show_running(self, running: bool) -> None:
        for part in (self.open, self.back, self.leave, self.alike):
            part.setEnabled(not running)
        if self.choice is not None:
            self.choice.setEnabled(not running)
        self.add.set_busy(running)
