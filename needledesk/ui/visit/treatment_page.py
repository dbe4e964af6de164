"""The treatment: zones on the left, everything else that belongs to the record on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from needledesk.domain.practice import Country
from needledesk.domain.repeating import repeated, taken_back
from needledesk.domain.treatment import Product, Treatment
from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme
from needledesk.ui.visit.cartridge_card import CartridgeCard
from needledesk.ui.visit.endpoint_card import EndpointCard
from needledesk.ui.visit.entry_history import EntryHistory
from needledesk.ui.visit.notes_card import NotesCard
from needledesk.ui.visit.numbing_card import NumbingCard
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.products_card import ProductsCard
from needledesk.ui.visit.start_bar import StartBar
from needledesk.ui.visit.zones_card import ZonesCard
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.fitting_column import FittingColumn

NARROW = 900  # px: less does not hold both columns


class TreatmentPage(QWidget):
    """Shows and keeps the treatment of the open visit. `flush()` hands over what still waits for its pause."""

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_visit = open_visit
        self._visit = 0
        self._last: Treatment | None = None
        self.setAccessibleName("Treatment")
        self.start_bar = StartBar(open_visit)
        self.zones = ZonesCard(open_visit)
        self.numbing = NumbingCard(open_visit)
        self.cartridge = CartridgeCard(open_visit)
        self.products = ProductsCard(open_visit)
        self.endpoint = EndpointCard(open_visit)
        self.notes = NotesCard(open_visit)
        self.toasts = Toasts(self)
        self.history = EntryHistory(open_visit, self)
        self._lay_out()
        self._connect()
        open_visit.background.ask(open_visit.desk.practice.country, then=self._take_country, owner=self)
        if open_visit.shown:
            self._show_visit()

    def flush(self) -> None:
        """Hand over now what was typed a moment ago."""
        for card in (self.zones, self.numbing, self.cartridge, self.products):
            card.flush()
        self._open_visit.keep_note()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed."""
        self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the columns stand below each other, and the page scrolls."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._used.show_whole(narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick a depth, plus and minus change the passes, Delete erases; text fields take their own keys."""
        text = event.text()
        if text.isdigit() and text != "0":
            self.zones.pick_digit(int(text))
        elif text in ("+", "-"):
            self.zones.step_passes(1 if text == "+" else -1)
        elif event.key() == Qt.Key.Key_Delete:
            self.zones.erase()
        else:
            super().keyPressEvent(event)

    def _reveal_entry(self) -> None:
        """What a tap on a zone opens comes into view, once it has its height."""
        QTimer.singleShot(0, self, lambda: self.whole.ensureWidgetVisible(self.zones.entry, 0, 8))

    def undo(self) -> None:
        """Take the last entry back; a text field that has the focus undoes its own typing instead."""
        self.flush()
        if self.history.undo():
            announce(self, "Last entry undone")

    def repeat_last(self) -> None:
        """Take over from the last session what is not yet written, with a way back."""
        if self._last is None:
            return
        self.flush()
        before = self._open_visit.visit.treatment
        after = repeated(before, self._last, tuple(self.zones.left_out()), zones=before.started is not None)
        self._open_visit.change(after)
        visit = self._open_visit.visit.id
        self.toasts.say(
            "Taken over from the last session", action="Undo", then=lambda: self._take_back(visit, before, after)
        )

    def _take_back(self, visit: int, before: Treatment, after: Treatment) -> None:
        if self._still(visit):
            self.flush()
            self._open_visit.change(taken_back(self._open_visit.visit.treatment, before, after))

    def _product_removed(self, place: int, product: Product) -> None:
        visit = self._open_visit.visit.id

        def put_back() -> None:
            if self._still(visit):
                self.products.put_back(place, product)

        self.toasts.say(f"{product.name} removed", "trash-2", action="Undo", then=put_back)

    def _still(self, visit: int) -> bool:
        return self._open_visit.shown and self._open_visit.editable and self._open_visit.visit.id == visit

    def _show_visit(self) -> None:
        """For a page made after the visit was opened: show it now."""
        for card in (self.zones, self.numbing, self.cartridge, self.products, self.endpoint):
            card.show_visit()
        self.history.follow()
        self.notes.fill()
        self.start_bar.fill()
        self._opened()

    def _opened(self) -> None:
        visit = self._open_visit.visit.id

        def take(last: Treatment | None) -> None:
            if self._open_visit.shown and self._open_visit.visit.id == visit:
                self._offer(last)

        if visit != self._visit:
            self._visit = visit
            self.toasts.dismiss()
            self._offer(None)
        self._open_visit.background.ask(self._open_visit.desk.treatment.last, visit, then=take, owner=self)

    def _offer(self, last: Treatment | None) -> None:
        self._last = last
        self.zones.offer_repeat(last is not None and bool(last.zones))
        self.cartridge.offer_repeat(last is not None)

    def _take_country(self, country: Country) -> None:
        self.cartridge.set_date_order(country.date_order)
        self.products.set_date_order(country.date_order)

    def _connect(self) -> None:
        self._open_visit.opened.connect(self._opened)
        self.zones.entry_shown.connect(self._reveal_entry)
        self.zones.repeat_requested.connect(self.repeat_last)
        self.cartridge.repeat_requested.connect(self.repeat_last)
        self.products.removed.connect(self._product_removed)
        self.endpoint.note_requested.connect(self.write_note)
        QShortcut(QKeySequence("Ctrl+T"), self, self.write_note)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)

    def write_note(self) -> None:
        """Begin a line of the notes with the time, where it can be seen."""
        self.notes.add_stamp()
        self.whole.ensureWidgetVisible(self.notes, 0, 0)

    def _lay_out(self) -> None:
        used = self._used = FittingColumn()
        used.body.setSpacing(10)
        for card in (self.numbing, self.cartridge, self.products):
            used.body.addWidget(card)
        used.body.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        for part in (used, self.endpoint, self.notes):
            right.addWidget(part)
        inside = QWidget()
        inside.setProperty("cls", "clear")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self._columns.addWidget(self.zones, 456)
        self._columns.addLayout(right, 466)
        whole = self.whole = QScrollArea()
        whole.setFrameShape(QFrame.Shape.NoFrame)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setWidgetResizable(True)
        whole.setWidget(inside)
        whole.viewport().setProperty("cls", "clear")
        page = QVBoxLayout(self)
        edge = 10 if Theme.current().short else 16
        page.setContentsMargins(24, edge, 24, edge)
        page.setSpacing(10)
        page.addWidget(self.start_bar)
        page.addWidget(whole, 1)
