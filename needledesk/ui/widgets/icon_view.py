"""An icon or a status mark on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui import icons

if TYPE_CHECKING:
    from needledesk.domain.protocol import Status


class IconView(QWidget):
    """An icon of `px` in a colour token. Decoration unless given a name."""

    def __init__(
        self, icon: str, colour: str = "ink2", px: int = 20, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._colour, self._px = icon, colour, px
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, colour: str) -> None:
        """Another icon, another colour."""
        self._icon, self._colour = icon, colour
        self.update()

    def sizeHint(self) -> QSize:
        """The square of the icon."""
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the icon."""
        if self._icon:
            icons.paint(QPainter(self), self._icon, self._colour, QRectF(0, 0, self._px, self._px))


class MarkView(QWidget):
    """The mark of a status, named for the screen reader."""

    def __init__(self, status: Status | str = "", px: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status)

    def set_px(self, px: int) -> None:
        """Another size."""
        if px != self._px:
            self._px = px
            self.updateGeometry()
            self.update()

    def show_status(self, status: Status | str) -> None:
        """Show the mark of that status; none if empty."""
        self._status = str(status)
        self.setAccessibleName(f"Status: {icons.tone(status)['word']}" if status else "")
        self.update()

    def sizeHint(self) -> QSize:
        """The square of the mark."""
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the mark."""
        if self._status:
            QPainter(self).drawPixmap(0, 0, icons.mark(self._status, self._px, self.devicePixelRatioF()))
