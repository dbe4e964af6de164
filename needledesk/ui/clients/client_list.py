"""The list at the left: search as you type, one row for each client, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.clients import ClientLine
from needledesk.ui.background import Background
from needledesk.ui.clients.list_model import ClientListModel
from needledesk.ui.clients.row_delegate import RowDelegate
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.search_field import SearchField
from needledesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from needledesk.domain.notices import Notice
    from needledesk.ui.widgets.banner import Banner


class ClientList(QFrame):
    """300 px wide. `chosen` says which client was picked; `new_requested` carries what was typed in vain."""

    chosen = Signal(int)
    new_requested = Signal(str)
    emptied = Signal(bool)  # whether the practice has no client at all
    notices_requested = Signal(str)  # the page of the settings with more about what the banner tells

    def __init__(
        self,
        desk: Desk,
        background: Background,
        first: tuple[ClientLine, ...] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("cls", "list")
        self.setFixedWidth(Theme.current().size("list"))
        self.setAccessibleName("Clients")
        self.model = ClientListModel(desk, background, first, self)
        self.search = SearchField()
        self.rows = _Rows(self.model)
        self._client = 0
        self._open_first = False
        self._empty: QWidget | None = None
        self._no_match: _NoMatch | None = None
        self.banner: Banner | None = None  # made when there is something to tell
        self._noticed = "record_file"
        self._arrange()
        self._wire()
        self._show_what_there_is()

    @property
    def client(self) -> int:
        """The client that is shown, 0 for none."""
        return self._client

    def go_search(self) -> None:
        """Bring the cursor to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_client(self, client: int) -> None:
        """Mark a client as the one that is shown; 0 for none. Says nothing."""
        self._client = client
        row = self.model.row_of(client)
        if row < 0:
            self.rows.clearSelection()
            self.rows.setCurrentIndex(QModelIndex())
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.rows.selectionModel().setCurrentIndex(self.model.index(row), flags)
            self.rows.scrollTo(self.model.index(row))

    def show_new(self, client: int, name: str) -> None:
        """Show a client who was just added, or has another name now: searches for the name if need be."""
        self._client = client
        if self.search.text() and self.model.row_of(client) < 0:
            self.search.setText(name)
        self.model.reread()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Tell the most pressing thing about the record file above the list, or take the banner away."""
        if self.banner is None and notices:
            from needledesk.ui.widgets.banner import Banner

            self.banner = Banner()
            self.banner.clicked.connect(lambda: self.notices_requested.emit(self._noticed))
            self._top.addWidget(self.banner)
        if self.banner is not None:
            self.banner.setVisible(bool(notices))
        if self.banner is not None and notices:
            self._noticed = "backup" if notices[0].key == "backup" else "record_file"
            more = f" and {len(notices) - 1} more" if len(notices) > 1 else ""
            self.banner.show_words(f"{notices[0].title}{more}", " ".join(notice.text for notice in notices))

    def open_first_match(self) -> None:
        """Choose the first client that matches, once the answer is there."""
        if self.model.searching:
            self._open_first = True
        else:
            self._choose(self.model.index(0))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(16, 16, 16, 16)
        self._top.setSpacing(12)
        self._top.addWidget(self.search)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._new = Button("New client", "user-plus", "tonal", 48, "Ctrl N")
        self._foot = QFrame()
        self._foot.setProperty("cls", "bar")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Hairline())
        button = QVBoxLayout()
        button.setContentsMargins(16, 12, 16, 12)
        button.addWidget(self._new)
        foot.addLayout(button)
        column.addLayout(self._top)
        column.addWidget(Hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.open_first_match)
        self.rows.clicked.connect(self._choose)
        self.rows.activated.connect(self._choose)
        selection = self.rows.selectionModel()
        selection.selectionChanged.connect(lambda *_: QTimer.singleShot(0, self, self._opened_from_outside))
        self.model.found.connect(self._found)
        self.model.rowsInserted.connect(self._show_what_there_is)
        self._new.clicked.connect(lambda: self.new_requested.emit(""))

    def _opened_from_outside(self) -> None:
        """A screen reader opens a row by selecting it, which moves the selection but not the current row."""
        selected = self.rows.selectionModel().selectedIndexes()
        if selected and selected[-1] != self.rows.currentIndex():
            self._choose(selected[-1])

    def _search(self, text: str) -> None:
        self.model.search(text.strip())

    def _found(self, text: str) -> None:
        self.rows.searched(text)
        self._show_what_there_is()
        self.show_client(self._client)
        if self._open_first:
            self._open_first = False
            self._choose(self.model.index(0))

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None:
            self.show_client(line.id)
            self.chosen.emit(line.id)

    def _show_what_there_is(self) -> None:
        nobody, text = not self.model.rowCount(), self.model.text
        shown = self.rows if not nobody else self._for_no_match(text) if text else self._for_nobody()
        self._stack.setCurrentWidget(shown)
        empty = nobody and not text and not self.model.searching
        self._foot.setVisible(not empty)
        self.emptied.emit(empty)

    def _for_nobody(self) -> QWidget:
        if self._empty is None:
            self._empty = _nothing_yet()
            self._stack.addWidget(self._empty)
        return self._empty

    def _for_no_match(self, text: str) -> QWidget:
        if self._no_match is None:
            self._no_match = _NoMatch()
            self._no_match.wanted.connect(self.new_requested)
            self._stack.addWidget(self._no_match)
        self._no_match.show_text(text)
        return self._no_match


class _Rows(QListView):
    """The rows: one height, scrolled by the pixel, Enter opens."""

    def __init__(self, model: ClientListModel) -> None:
        super().__init__()
        self._draws = RowDelegate(self)
        self.setModel(model)
        model.modelReset.connect(self.doItemsLayout)  # else the answer to each key is painted twice
        self.setItemDelegate(self._draws)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("Clients by name")
        Theme.current().changed.connect(self._look_changed)

    def searched(self, text: str) -> None:
        """Mark these letters in the names."""
        self._draws.searched = text
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the client one stands on; everything else as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _NoMatch(QWidget):
    """Nobody is called so: offers to add the client under the name that was typed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 16)
        column.setSpacing(8)
        self._button = Button("New client", "user-plus", "tonal", 48)
        self._typed = ""
        column.addWidget(Text("No match", "h3"))
        column.addWidget(Text("No name, phone number or lot like this.", "body", "ink2", wrap=True))
        column.addSpacing(8)
        column.addWidget(self._button)
        column.addStretch(1)
        self._button.clicked.connect(lambda: self.wanted.emit(self._typed))

    def show_text(self, typed: str) -> None:
        """What was searched for."""
        self._typed = typed
        self._button.set_caption(f"New client “{typed if len(typed) <= 14 else typed[:13] + '…'}”")


def _nothing_yet() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    words = Text("The list fills as you add clients", "body", "ink2", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    column.addWidget(IconView("users", "ink3", 36), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(words)
    column.addStretch(1)
    return page
