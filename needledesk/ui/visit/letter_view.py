"""A letter opened: what it says in a few facts, and the pictures of its pages, to be read closely."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import say_day
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.visit.letter_box import facts, state_words
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.zoom_picture import ZoomPicture

#: Pixels of a page that are kept in view: enough to read small print when zoomed.
SHARP = 2400
LARGEST = QSize(940, 900)
NO_PAGES = "No picture of this letter is kept: only what was typed."


class LetterView(QDialog):
    """Page Up and Page Down turn the pages, + and - zoom, Esc closes."""

    def __init__(
        self,
        letter: Letter,
        protocol: Protocol,
        today: date,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._letter, self._desk, self._background = letter, desk, background
        self._pictures: dict[int, QPixmap] = {}
        self._said: dict[int, str] = {}
        self._page = 0
        title = f"{letter.by}, {say_day(letter.dated, year=True)}"
        self.setWindowTitle("Letter")
        self.setAccessibleName(f"{state_words(letter, today)}: {title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.picture, self.words = ZoomPicture(), Text("", "body", "ink2", wrap=True)
        self.back = IconButton("chevron-left", "Page before")
        self.on = IconButton("chevron-right", "Next page")
        self.count = Text("", "h3")
        self.closer, self.farther = IconButton("zoom-in", "Larger"), IconButton("zoom-out", "Smaller")
        for button in (self.back, self.on, self.closer, self.farther):
            button.repeats = True
        self.whole = Button("Whole page", "image")
        self.close_it = Button("Close", "x", height=44)
        self._lay_out(title, [facts(letter, protocol, today), letter.note], today)
        self._connect()
        self._turn(0)

    def _lay_out(self, title: str, lines: list[str], today: date) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(Text(state_words(self._letter, today), "smallbold", "letter"))
        column.addWidget(Text(title, "title", wrap=True))
        for line in filter(None, lines):
            column.addWidget(Text(line, "body", "ink2", wrap=True))
        column.addWidget(self.words)
        column.addWidget(self.picture, 1)
        column.addLayout(self._buttons())
        paged = bool(self._letter.pages)
        self.picture.setVisible(paged)
        room = self._room()
        self.resize(room if paged else QSize(min(560, room.width()), 0))
        self.setMinimumWidth(420)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        several, paged = len(self._letter.pages) > 1, bool(self._letter.pages)
        for part, shown in (
            (self.back, several), (self.count, several), (self.on, several),
            (self.farther, paged), (self.closer, paged), (self.whole, paged),
        ):  # fmt: skip
            part.setVisible(shown)
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.close_it)
        return row

    def _room(self) -> QSize:
        """Within the window it belongs to."""
        parent = self.parentWidget()
        window = parent.window().size() if parent is not None else LARGEST
        return QSize(min(LARGEST.width(), window.width() - 80), min(LARGEST.height(), window.height() - 60))

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self._turn(self._page - 1))
        self.on.clicked.connect(lambda: self._turn(self._page + 1))
        self.closer.clicked.connect(self.picture.closer)
        self.farther.clicked.connect(self.picture.farther)
        self.whole.clicked.connect(self.picture.whole)
        self.close_it.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, lambda: self._turn(self._page - 1))
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, lambda: self._turn(self._page + 1))

    # -- pages --------------------------------------------------------------------------------------------

    def _turn(self, page: int) -> None:
        pages = self._letter.pages
        if not pages:
            self.words.setText(NO_PAGES)
            return
        self._page = min(max(page, 0), len(pages) - 1)
        self.count.setText(f"{self._page + 1} of {len(pages)}")
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < len(pages) - 1)
        if self._page not in self._pictures:
            self._read(self._page)
        self._show_page()

    def _read(self, page: int) -> None:
        """Read the page on the desk's thread, make it fit beside."""

        def decode(data: bytes) -> None:
            self._background.aside(self._fitted, data, then=came, failed=refused, owner=self)

        def came(image: QImage) -> None:
            self._pictures[page] = QPixmap.fromImage(image)
            self._show_page()

        def refused(error: DeskError) -> None:
            self._said[page] = str(error)
            self._show_page()

        number = self._letter.pages[page].id
        self._background.ask(self._desk.letters.page, number, then=decode, failed=refused, owner=self)

    def _fitted(self, data: bytes) -> QImage:
        return QImage.fromData(self._desk.photos.fit(data, SHARP, SHARP))

    def _show_page(self) -> None:
        name = f"Page {self._page + 1} of {len(self._letter.pages)}"
        self.picture.show_picture(self._pictures.get(self._page, QPixmap()), name)
        said = self._said.get(self._page, "")
        self.words.setText(said)
        self.words.setVisible(bool(said))
