"""The round picture of a client, or the initials."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes


def paint(painter: QPainter, rect: QRectF, initials: str, picture: QPixmap | None = None) -> None:
    """Draw a round picture, cut from the middle, or the initials."""
    theme = Theme.current()
    circle = QPainterPath()
    circle.addEllipse(rect)
    painter.fillPath(circle, theme.colour("sunken"))
    if picture is not None and not picture.isNull():
        painter.save()
        painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
        side = min(picture.width(), picture.height())
        middle = QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
        painter.drawPixmap(rect, picture, middle)
        painter.restore()
    else:
        font = theme.font("small" if rect.width() < 44 else "body", 600)
        painter.setFont(font)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class Avatar(QWidget):
    """A round of `px`. Decoration: the name stands beside it."""

    def __init__(self, initials: str = "", px: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials, self._px = initials, px
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_initials(self, initials: str) -> None:
        """Other initials."""
        self._initials = initials
        self.update()

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show a picture instead of the initials, or the initials again for None."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """The square around it."""
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it."""
        painter = QPainter(self)
        strokes.begin(painter)
        paint(painter, QRectF(0, 0, self._px, self._px), self._initials, self._picture)
