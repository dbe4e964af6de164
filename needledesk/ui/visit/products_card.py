"""The products put on the needled skin, each with its lot."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.treatment import Product, Treatment
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.product_form import ProductForm
from needledesk.ui.visit.product_row import ProductRow
from needledesk.ui.visit.record_card import RecordCard
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text

NONE_OPEN = -1


class ProductsCard(RecordCard):
    """Rows to read, and a form in place for the one that is being written. `removed` carries its place and the
    product, so that it can be put back.
    """

    removed = Signal(int, object)

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(open_visit, "Products on the skin", parent=parent)
        self._open = NONE_OPEN  # the place of the product in the form
        self._rows_show: object = None
        self.add = Button("Add product", "plus", "quiet")
        self.nothing = Text("Nothing written down yet.", "small")
        self.form = ProductForm(open_visit.desk.now().date())
        self.rows: list[ProductRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.head.setContentsMargins(14, 4, 8, 0)
        self.title.setMinimumHeight(44)
        self.body.setContentsMargins(14, 0, 14, 10)
        self.head.addWidget(self.add)
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._column)
        self.body.addWidget(self.form)
        self.form.hide()
        self.fields.watch(*self.form.lines)
        self.add.clicked.connect(lambda: self.open_form(len(self.treatment.products)))
        self.form.closed.connect(self.close_form)
        self.form.ticked.connect(self.keep)

    def set_date_order(self, order: str) -> None:
        """How 03/04/2028 is read: dmy or mdy."""
        self.form.expires.set_today(self.open_visit.desk.now().date(), order)

    def fill(self) -> None:
        """Show the products; the one in the form stays as it is being typed."""
        products, editable = self.treatment.products, self.open_visit.editable
        showing = (products, editable, self._open, self.day())
        if showing != self._rows_show:
            self._rows_show = showing
            self._fill_rows(products)
        self.nothing.setVisible(not products and self._open == NONE_OPEN)
        self.add.setVisible(editable and self._open == NONE_OPEN)
        self.form.show_cautions(self.cautions_at(f"product {self._open + 1}") if self._open != NONE_OPEN else ())

    def typed(self, treatment: Treatment) -> Treatment:
        """The treatment with the product in the form as typed; an emptied form is no product."""
        if self._open == NONE_OPEN:
            return treatment
        products = list(treatment.products)
        products[self._open : self._open + 1] = [product] if (product := self.form.product()) else []
        return _with(treatment, products)

    def keep(self) -> None:
        """Hand over what was typed, and say what cannot be read."""
        super().keep()
        self.form.complain()

    def open_form(self, place: int) -> None:
        """Write the product at that place; one past the last is a new one."""
        self.flush()
        self._open = place
        products = self.treatment.products
        self.form.begin(products[place] if place < len(products) else None)
        self.fill()

    def close_form(self) -> None:
        """Keep what is typed and show the row again."""
        self.flush()
        if self._open != NONE_OPEN:
            self.keep()
        self._open = NONE_OPEN
        self.form.hide()
        self.fill()

    def remove(self, place: int) -> None:
        """Take a product off the list."""
        self.close_form()
        products = list(self.treatment.products)
        product = products.pop(place)
        self.change(_with(self.treatment, products))
        self.removed.emit(place, product)

    def put_back(self, place: int, product: Product) -> None:
        """Put a removed product back where it was."""
        self.close_form()
        products = list(self.treatment.products)
        products.insert(place, product)
        self.change(_with(self.treatment, products))

    def cleared(self) -> None:
        """Nothing of another visit stays."""
        self._open = NONE_OPEN
        self.form.hide()

    def _fill_rows(self, products: tuple[Product, ...]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        before: QWidget = self.add
        for place, product in enumerate(products):
            row = ProductRow(product, self.cautions_at(f"product {place + 1}"), self.open_visit.editable)
            row.edit_requested.connect(lambda place=place: self.open_form(place))
            row.remove_requested.connect(lambda place=place: self.remove(place))
            self._column.addWidget(row)
            if place == self._open:
                row.hide()
            for button in row.buttons:
                self.setTabOrder(before, button)
                before = button
            self.rows.append(row)


def _with(treatment: Treatment, products: list[Product]) -> Treatment:
    return replace(treatment, products=tuple(products))
