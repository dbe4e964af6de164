"""A column that scrolls up and down when it is longer than its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollColumn(QScrollArea):
    """Fill `body`. It has no frame, never scrolls sideways, and follows the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = self._inside = QWidget()
        inside.setProperty("cls", "clear")
        self.viewport().setProperty("cls", "clear")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never narrower than what is inside, and the bar beside it."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            wanted = self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
            if wanted != self.minimumWidth():
                self.setMinimumWidth(wanted)
        return super().eventFilter(watched, event)
