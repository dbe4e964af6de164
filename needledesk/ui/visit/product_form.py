"""The form for one product: what is typed in it is a product of the record as soon as it has a name or a lot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.domain.treatment import Caution, Product, Severity
from needledesk.ui.visit.caution_lines import CautionLines
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.expiry_field import ExpiryField
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice

PLAIN = "Sterile hyaluronic acid, nothing else"
NAMELESS = "Product without a name"


class ProductForm(QWidget):
    """`closed` when the user is done with it; `ticked` when the tick was changed."""

    closed = Signal()
    ticked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineField("Product")
        self.lot = LineField("Lot")
        self.expires = ExpiryField("Product expiry", today)
        self.expires_field = Field("Expiry", self.expires)
        self.plain = PillChoices([Choice("plain", PLAIN)], "Product", many=True)
        self.reason = LineField("Why is it put on needled skin?")
        self.done = Button("Done", "check")
        self._cautions = CautionLines()
        self.plain.toggled.connect(lambda *_: self._tick())
        self.done.clicked.connect(self.closed)
        self._lay_out()

    @property
    def lines(self) -> tuple[QLineEdit, ...]:
        """The fields to keep an eye on."""
        return (self.name.line, self.lot.line, self.expires, self.reason.line)

    def begin(self, product: Product | None) -> None:
        """Show a product to change, or an empty form for a new one. Unticked until somebody ticks it."""
        shown = product or Product("", plain_ha=False)
        self.name.set_text("" if shown.name == NAMELESS else shown.name)
        self.lot.set_text(shown.lot)
        self.expires.clear()
        self.expires.show_expires(shown.expires)
        self.reason.set_text(shown.reason)
        self.plain.set_values(("plain",) if shown.plain_ha else ())
        self.reason.setVisible(not shown.plain_ha)
        self.complain()
        self.show()
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def product(self) -> Product | None:
        """What the form says; None while nothing is typed."""
        plain = bool(self.plain.values)
        reason = "" if plain else self.reason.text
        if not any((self.name.text, self.lot.text, self.expires.expires, reason)):
            return None
        return Product(self.name.text or NAMELESS, self.lot.text, self.expires.expires, plain, reason)

    def complain(self) -> None:
        """Say under the expiry date why it cannot be read."""
        self.expires_field.complain(self.expires.problem)

    def show_cautions(self, cautions: Sequence[Caution]) -> None:
        """Say what about this product needs a look; that a reason is missing, the field says itself."""
        self._cautions.show_cautions([one for one in cautions if one.severity is not Severity.REASON])

    def _tick(self) -> None:
        self.reason.setVisible(not self.plain.values)
        self.ticked.emit()

    def _lay_out(self) -> None:
        self.lot.setFixedWidth(104)
        self.expires_field.setFixedWidth(116)
        self.reason.line.setProperty("cls", "amber")
        first, last = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.lot)
        first.addWidget(self.expires_field)
        last.setSpacing(8)
        last.addWidget(self.reason, 1)
        last.addWidget(self.done, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.plain)
        column.addLayout(last)
        column.addWidget(self._cautions)
