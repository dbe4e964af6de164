"""Settings, Export and import."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.export_form import ExportForm
from needledesk.ui.settings.transfer.import_card import ImportCard
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.text import Text

_OUT = (
    "Everything as plain files that other programs read: JSON, CSV, SQLite, photos, letters and PDF sheets, with a "
    "README that describes each. NeedleDesk reads them back."
)
_YEARS = "Counted from the last visit; of a minor also from the 18th birthday. A hint, not the law: check your own."


class TransferPage(QWidget):
    """`clients_changed` once clients were added or taken back."""

    clients_changed = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.export = ExportForm(desk, background)
        self.take_in = ImportCard(desk, background)
        self.years = LineField("Years that a client's record is kept", "7")
        self.years.line.setAccessibleDescription(_YEARS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("Export and import", "client"))
        out = Card("Everything out")
        out.body.addWidget(Text(_OUT, "body", "ink2", wrap=True))
        out.body.addWidget(self.export)
        column.addWidget(out)
        column.addWidget(self.take_in)
        keeping = Card("Before a client may be erased")
        self.years.line.setFixedWidth(120)
        keeping.body.addWidget(self.years)
        keeping.body.addWidget(Text(_YEARS, "small", "ink2", wrap=True))
        column.addWidget(keeping)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.take_in.clients_changed.connect(self.clients_changed)
        self.years.line.editingFinished.connect(self._keep_years)
        background.ask(desk.erasing.years, then=lambda years: self.years.set_text(str(years)), owner=self)

    def _keep_years(self) -> None:
        typed = self.years.text
        if not typed.isdecimal():
            self.years.complain("Type a number of years.")
            return

        def refused(error: DeskError) -> None:
            self.years.complain(f"{error.happened} {error.do}".strip())

        self._background.save(self._desk.erasing.keep_for, int(typed), failed=refused, owner=self)
