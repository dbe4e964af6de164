"""A picture to read closely: the whole of it at first, larger by button, key or wheel, moved by the scroll bars."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.announce import announce

STEP, LARGEST = 1.25, 6.0


class _Sheet(QWidget):
    """The picture at its present size."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it over the whole place."""
        if not self.picture.isNull():
            painter = QPainter(self)
            strokes.begin(painter)
            painter.drawPixmap(self.rect(), self.picture)


class ZoomPicture(QScrollArea):
    """Plus and minus change the size, 0 shows all of it, arrows move it. `zoom` 1: as large as fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Picture")

    def show_picture(self, picture: QPixmap, name: str) -> None:
        """Show another picture, all of it; an empty one shows nothing."""
        self._sheet.picture, self.zoom = picture, 1.0
        self.setAccessibleName(name)
        self._fit()

    @property
    def picture(self) -> QPixmap:
        """The picture that is shown."""
        return self._sheet.picture

    def closer(self) -> None:
        """Larger, around the middle of what is seen."""
        self._zoom_to(self.zoom * STEP)

    def farther(self) -> None:
        """Smaller, down to all of it."""
        self._zoom_to(self.zoom / STEP)

    def whole(self) -> None:
        """All of it."""
        self._zoom_to(1.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+, - and 0; the arrows are the scroll bars'."""
        calls = {"+": self.closer, "=": self.closer, "-": self.farther, "0": self.whole}
        if event.text() in calls and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            calls[event.text()]()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl held the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.closer if event.angleDelta().y() > 0 else self.farther)()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another place: the picture follows."""
        super().resizeEvent(event)
        self._fit()

    def _zoom_to(self, zoom: float) -> None:
        zoom = min(max(zoom, 1.0), LARGEST)
        if zoom == self.zoom or self.picture.isNull():
            return
        factor, self.zoom = zoom / self.zoom, zoom
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        middles = [(bar.value() + bar.pageStep() / 2) * factor for bar in bars]
        self._fit()
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle - bar.pageStep() / 2))
        announce(self, f"{round(zoom * 100)} percent")

    def _fit(self) -> None:
        """The picture's size from the place and the zoom."""
        room = self.maximumViewportSize()
        size = self.picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        self._sheet.resize(QSize(round(size.width() * self.zoom), round(size.height() * self.zoom)))
        self._sheet.update()
