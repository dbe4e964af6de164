"""One client: the head, and every visit along a timeline, newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Client
from needledesk.ui.background import Background
from needledesk.ui.clients import overview as told
from needledesk.ui.clients.client_header import ClientHeader
from needledesk.ui.clients.client_menu import ClientMenu
from needledesk.ui.clients.overview import Overview
from needledesk.ui.clients.visit_card import TimelineRow
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.empty_state import EmptyState
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.thumbnail import Thumbnail, decoded

#: Visits that are drawn at once; older ones on request.
AT_ONCE = 20


class Workspace(QWidget):
    """The page of one client. `shown` carries the Overview each time it has been read."""

    shown = Signal(object)
    visit_requested = Signal(int)  # a visit to open
    begin_requested = Signal(int)  # a client who is here for a new visit
    list_requested = Signal()
    edit_requested = Signal(object)  # a Client whose details are to be corrected

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.more = ClientMenu(desk, background, self)
        self._wanted = 0
        self.folded = False  # whether the list of clients is away for want of room
        self._header: ClientHeader | None = None
        self.overview: Overview | None = None
        self._page = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

    @property
    def client(self) -> int:
        """The client who is shown or about to be; 0 for none."""
        return self._wanted

    def show_client(self, client: int) -> None:
        """Read a client and show the page."""
        self._wanted = client
        self._background.ask(told.read, self._desk, client, then=self._show, owner=self)

    def reload(self) -> None:
        """Read the same client again."""
        if self._wanted:
            self.show_client(self._wanted)

    def clear(self) -> None:
        """Show nobody."""
        self._wanted, self.overview, self._header = 0, None, None
        self._put(QWidget())

    def show_folded(self, folded: bool) -> None:
        """Whether the list of clients is folded away, so that a button must bring it back."""
        self.folded = folded
        if self._header is not None:
            self._header.panel.setVisible(folded)

    def take_focus(self) -> None:
        """The button that leads on: a visit to begin or to go on with, else the first one there is."""
        there = [one for one in self._page.findChildren(Button) if one.isVisibleTo(self._page) and one.isEnabled()]
        first = next((button for button in there if button.kind == "primary"), next(iter(there), None))
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """A new visit for the client who is shown, or the one that is still open."""
        if self.overview is not None:
            self.begin_requested.emit(self.overview.client.id)

    def give_before(self, client: Client) -> None:
        """The sheet that a client gets before a treatment. Imported here: it is not needed for the first picture."""
        from needledesk.ui.visit.before_dialog import give_before

        give_before(self._desk, self._background, client, self)

    def _show(self, overview: Overview) -> None:
        if overview.client.id != self._wanted:
            return
        self.overview = overview
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._header = ClientHeader(overview, self.folded)
        self._header.list_requested.connect(self.list_requested)
        column.addWidget(self._header)
        column.addLayout(self._heading(overview))
        column.addWidget(self._timeline(overview) if overview.entries else self._no_visits(), 1)
        self._put(page)
        self.shown.emit(overview)

    def _put(self, page: QWidget) -> None:
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._page, page)
        self._page.deleteLater()
        self._page.hide()
        self._page = page

    def _heading(self, overview: Overview) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(Text("Visits", "h2"), 1)
        edit = Button("Edit client", "user")
        edit.clicked.connect(lambda: self.edit_requested.emit(overview.client))
        row.addWidget(edit)
        before = Button("Before-treatment sheet", "file-text")
        before.clicked.connect(lambda: self.give_before(overview.client))
        row.addWidget(before)
        row.addWidget(self.more.button(overview.client))
        if overview.entries and overview.unfinished is None:
            begin = Button("New visit", "plus")
            begin.setAccessibleDescription("Key Ctrl+Shift+N")
            begin.clicked.connect(self.begin)
            row.addWidget(begin)
        return row

    def _no_visits(self) -> EmptyState:
        text = "Screening comes first, then treatment, photos and the aftercare sheet."
        empty = EmptyState("clipboard-check", "No visits yet", text)
        empty.add_action("New visit", "plus", "primary", "Ctrl Shift N").clicked.connect(self.begin)
        return empty

    def _timeline(self, overview: Overview) -> ScrollColumn:
        scroll = ScrollColumn()
        scroll.setAccessibleName("Visits, newest first")
        scroll.body.setContentsMargins(8, 0, 24, 0)
        scroll.body.setSpacing(0)
        self._fill(scroll, overview, 0, AT_ONCE)
        return scroll

    def _fill(self, scroll: ScrollColumn, overview: Overview, start: int, end: int) -> None:
        """Draw the visits from `start` on up to `end`, and offer the older ones."""
        entries = overview.entries
        for number, entry in enumerate(entries[start:end], start):
            steps = told.steps(overview) if number == 0 else ()
            row = TimelineRow(entry, steps, number == 0, number == len(entries) - 1)
            row.opened.connect(self.visit_requested)
            scroll.body.addWidget(row)
            for photo, thumbnail in row.card.thumbnails.items():
                self._load(photo, thumbnail)
        older = len(entries) - end
        if older > 0:
            self._offer_older(scroll, older, lambda: self._fill(scroll, overview, end, end + AT_ONCE))
        else:
            scroll.body.addStretch(1)

    def _offer_older(self, scroll: ScrollColumn, count: int, then: Callable[[], None]) -> None:
        more = Button(f"Show older visits ({count})", "history", "quiet")
        scroll.body.addWidget(more)

        def fill() -> None:
            scroll.body.removeWidget(more)
            more.deleteLater()
            then()

        more.clicked.connect(fill)

    def _load(self, photo: int, thumbnail: Thumbnail) -> None:
        """Read a picture on the desk's thread, decode it beside, show it if the card is still there."""

        def show(image: QImage) -> None:
            thumbnail.show_image(image)

        def decode(data: bytes) -> None:
            self._background.aside(decoded, data, then=show, owner=thumbnail)

        self._background.ask(self._desk.photos.thumbnail, photo, then=decode, owner=thumbnail)
