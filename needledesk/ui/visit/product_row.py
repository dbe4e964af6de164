"""One product on the skin, read only: name, lot, expiry, and what about it needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.treatment import Caution, Product
from needledesk.ui.visit.caution_lines import CautionLines
from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.expiry_field import show_expiry
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class ProductRow(QFrame):
    """`edit_requested` and `remove_requested` are offered while the visit takes changes."""

    edit_requested = Signal()
    remove_requested = Signal()

    def __init__(
        self, product: Product, cautions: Sequence[Caution], editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(product.name)
        self.buttons: tuple[IconButton, ...] = ()
        self.cautions = CautionLines(self)
        self.cautions.setContentsMargins(26, 0, 0, 4)
        self.cautions.show_cautions(cautions)
        row = QHBoxLayout()
        row.setSpacing(8)
        icon, tone = ("droplets", "primary") if product.plain_ha else ("triangle-alert", "decide")
        row.addWidget(IconView(icon, tone, 18))
        row.addLayout(_words(product), 1)
        if editable:
            self._add_buttons(row, product.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.cautions)

    def _add_buttons(self, row: QHBoxLayout, name: str) -> None:
        edit = IconButton("pencil", f"Change {name}", "quiet")
        remove = IconButton("trash-2", f"Remove {name}", "quiet")
        self.buttons = (edit, remove)
        edit.clicked.connect(self.edit_requested)
        remove.clicked.connect(self.remove_requested)
        row.addWidget(edit)
        row.addWidget(remove)


def _words(product: Product) -> QVBoxLayout:
    lot = f"lot {product.lot}" if product.lot else "no lot"
    expires = f"exp {show_expiry(product.expires)}" if product.expires else "no expiry date"
    column = QVBoxLayout()
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(0)
    column.addWidget(Text(product.name, "h3", wrap=True))
    column.addWidget(Text(f"{lot} · {expires}", "small", wrap=True))
    if not product.plain_ha and product.reason:
        column.addWidget(Text(f"Not plain hyaluronic acid: “{product.reason}”", "small", "decide", wrap=True))
    return column
