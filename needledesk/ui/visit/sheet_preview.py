"""The sheet as it will be printed: the real PDF, drawn page by page beside the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.desk.aftercare import AftercareDesk, Sheet
from needledesk.ui.background import Background
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text

#: Widest page in logical pixels, and what stays free at its sides.
WIDEST, MARGIN = 520, 24
#: Milliseconds after the last change of size before the page is drawn anew.
SETTLED = 120


class PagePicture(QWidget):
    """One page, as wide as its place allows, sharp at any screen density. `widened`: it is shown in another width."""

    widened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage) -> None:
        """Show another page."""
        self._picture = picture
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()

    @property
    def page_width(self) -> int:
        """How wide the page is here, in logical pixels."""
        return max(120, min(WIDEST, self.width() - 2 * MARGIN))

    def heightForWidth(self, width: int) -> int:
        """The page with a little air."""
        if self._picture.isNull():
            return 200
        page = max(120, min(WIDEST, width - 2 * MARGIN))
        return round(page * self._picture.height() / self._picture.width()) + 2 * MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page's shape."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(self.heightForWidth(event.size().width()))
            self.widened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw shadow, page and border."""
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = self.page_width
        tall = round(wide * self._picture.height() / self._picture.width())
        page = QRectF((self.width() - wide) / 2, 4, wide, tall)
        for spread in range(6, 0, -2):
            painter.fillRect(page.adjusted(-spread / 2, 2, spread / 2, spread), QColor(40, 34, 24, 16))
        painter.drawImage(page, self._picture)
        painter.setPen(Theme.current().colour("line_strong"))
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))


class SheetPreview(QFrame):
    """Page arrows above, the page below. Each page is drawn for the very width it is shown in."""

    def __init__(self, background: Background, name: str = "Aftercare sheet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background, self._name = background, name
        self._sheet: Sheet | None = None
        self._page = 0
        self._asked = 0
        self.setProperty("cls", "preview")
        self.back, self.on = (
            IconButton("chevron-left", "Page before", "quiet"),
            IconButton("chevron-right", "Next page", "quiet"),
        )
        self.back.repeats = self.on.repeats = True
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.label, self.picture = Text("", "smallbold", "ink"), PagePicture()
        self._scroll = ScrollColumn()
        # Always: a bar that comes and goes changes the width, thereby the height, thereby the bar, without end.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED)
        self._settle.timeout.connect(self._draw)
        self.picture.widened.connect(self._draw_soon)
        self._lay_out()

    @property
    def page(self) -> int:
        """The page shown, from 1."""
        return self._page + 1

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet, at the same page if it has it."""
        self._sheet = sheet
        self._page = min(self._page, sheet.pages - 1)
        self._draw()

    def turn(self, step: int) -> None:
        """Another page."""
        if self._sheet is not None and 0 <= self._page + step < self._sheet.pages:
            self._page += step
            self._scroll.verticalScrollBar().setValue(0)
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw for the size it now has."""
        super().showEvent(event)
        self._settle.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is drawn."""
        super().hideEvent(event)
        self._settle.stop()

    def sizeHint(self) -> QSize:
        """It takes what is left."""
        return QSize(546, 600)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The sunken ground that the page lies on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Theme.current().colour("sunken"))
        painter.setPen(Theme.current().colour("line"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _draw_soon(self) -> None:
        """Draw anew once the size has settled."""
        if self.isVisible():
            self._settle.start()

    def _lay_out(self) -> None:
        arrows = QHBoxLayout()
        arrows.setSpacing(8)
        arrows.addStretch(1)
        for part in (self.back, self.label, self.on):
            arrows.addWidget(part)
        arrows.addStretch(1)
        self._scroll.body.addWidget(self.picture)
        self._scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 8, 2, 2)
        column.setSpacing(4)
        column.addLayout(arrows)
        column.addWidget(self._scroll, 1, Qt.AlignmentFlag(0))

    def _draw(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        words = f"Page {self.page} of {sheet.pages}"
        self.label.setText(words)
        self.picture.setAccessibleName(f"{self._name}, {words.lower()}")
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page + 1 < sheet.pages)
        self._asked += 1
        asked, width = self._asked, round(self.picture.page_width * self.devicePixelRatioF())

        def drawn(page: tuple[int, int, bytes]) -> None:
            if asked == self._asked:
                wide, tall, pixels = page
                image = QImage(pixels, wide, tall, 3 * wide, QImage.Format.Format_RGB888)
                self.picture.show_picture(image.copy())  # the image only borrows the bytes

        self._background.aside(AftercareDesk.picture, sheet.data, self._page, width, then=drawn, owner=self)
