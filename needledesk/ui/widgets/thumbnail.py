"""A small picture of a visit, decoded beside the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

WIDE, TALL, RADIUS = 48, 60, 6


class Thumbnail(QWidget):
    """48 by 60 px with round corners; an empty ground until its picture has come."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Its fixed size."""
        return QSize(WIDE, TALL)

    def show_image(self, image: QImage) -> None:
        """Show the picture."""
        self._picture = QPixmap.fromImage(image)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the picture, cut to its place from the middle, and the thin border."""
        painter, theme, place = QPainter(self), Theme.current(), QRectF(0, 0, WIDE, TALL)
        strokes.begin(painter)
        shape = QPainterPath()
        shape.addRoundedRect(place, RADIUS, RADIUS)
        painter.fillPath(shape, theme.colour("sunken"))
        if self._picture is not None:
            painter.setClipPath(shape)
            painter.drawPixmap(place, self._picture, _middle(self._picture))
            painter.setClipping(False)
        strokes.box(painter, place, None, theme.colour("line"), 1, RADIUS)


def decoded(data: bytes) -> QImage:
    """A thumbnail's bytes as an image twice its place, for sharp screens; null if they are none. Any thread."""
    image = QImage.fromData(data)
    if image.isNull():
        return image
    size = QSize(WIDE * 2, TALL * 2)
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)


def _middle(picture: QPixmap) -> QRectF:
    wide = min(picture.width(), picture.height() * WIDE / TALL)
    tall = wide * TALL / WIDE
    return QRectF((picture.width() - wide) / 2, (picture.height() - tall) / 2, wide, tall)
