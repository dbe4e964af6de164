"""One photo, large: the thumbnail at once, the sharp picture as soon as it is there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import IconButton

#: Milliseconds without a change of size before a picture of the new size is asked for.
SETTLED = 150


class PhotoView(QWidget):
    """`resized` once the place has a new size; `stepped` -1 or 1 for the shot before or after."""

    resized = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._caption = ""
        self._steps = False
        self.back = IconButton("chevron-left", "Earlier shot", parent=self)
        self.on = IconButton("chevron-right", "Later shot", parent=self)
        self.back.repeats = self.on.repeats = True
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(self.resized)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 200)

    @property
    def caption(self) -> str:
        """What is shown: `Front, taken 14:34, shot 2 of 3`."""
        return self._caption

    @property
    def picture(self) -> QPixmap | None:
        """The picture that is drawn."""
        return self._picture

    def box(self) -> QSize:
        """The room for the picture, in device pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def show_photo(self, picture: QPixmap | None, caption: str, shot: int, shots: int) -> None:
        """Show a picture; `shot` of `shots`, counted from 1."""
        self._picture = picture
        self._caption = caption + (f", shot {shot} of {shots}" if shots > 1 else "")
        self._steps = shots > 1
        self.setAccessibleName(f"Photo: {self._caption}")
        for button, able in ((self.back, shot > 1), (self.on, shot < shots)):
            button.setVisible(self._steps)
            button.setEnabled(able)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right page through the shots."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._steps:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stay at the sides; a picture of the new size is asked for once it settles."""
        super().resizeEvent(event)
        middle = (self.height() - 44) // 2
        self.back.setGeometry(12, middle, 44, 44)
        self.on.setGeometry(self.width() - 56, middle, 44, 44)
        self._settled.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw ground, picture, caption and ring."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(rect, strokes.RADIUS, strokes.RADIUS)
        painter.fillPath(shape, theme.colour("sunken"))
        painter.setClipPath(shape)
        if self._picture is not None and not self._picture.isNull():
            painter.drawPixmap(self._place(self._picture), self._picture, QRectF(self._picture.rect()))
        painter.setClipping(False)
        strokes.box(painter, rect, None, theme.colour("line"))
        self._paint_caption(painter)
        if self.hasFocus():
            strokes.focus_ring(painter, rect)

    def _place(self, picture: QPixmap) -> QRectF:
        """In the middle, as large as fits."""
        size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _paint_caption(self, painter: QPainter) -> None:
        if not self._caption:
            return
        theme = Theme.current()
        font = theme.font("body", 600)
        wide = strokes.caption_width(self._caption, 0, font) + 24
        plate = QRectF(12, 12, min(wide, self.width() - 24), theme.scaled(20) + 12)
        strokes.box(painter, plate, theme.colour("toast"), None)
        strokes.caption(painter, plate, self._caption, "", 0, "toast_ink", font)
