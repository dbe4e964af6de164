"""How far a course of sessions is: one short bar per session."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes


class CourseBar(QWidget):
    """Filled bars for sessions done, half a bar for the one under way, empty ones for those planned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._total, self._under_way = 0, 0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_course(self, done: int, total: int, under_way: bool = False) -> None:
        """Show `done` of `total` sessions; `under_way`: the next one has begun."""
        self._done, self._total, self._under_way = done, max(total, done + under_way), under_way
        self.setAccessibleName(
            f"Course: {done} of {self._total} sessions done" + (", one under way" if under_way else "")
        )
        self.update()

    def sizeHint(self) -> QSize:
        """8 px high, as wide as there is room."""
        return QSize(40 * max(1, self._total), 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the bars."""
        if not self._total:
            return
        painter = QPainter(self)
        strokes.begin(painter)
        theme = Theme.current()
        wide = (self.width() - 6 * (self._total - 1)) / self._total
        for number in range(self._total):
            bar = QRectF(number * (wide + 6), 0, wide, 8)
            planned = number >= self._done
            strokes.box(painter, bar, theme.colour("surface" if planned else "primary"), theme.colour("primary"), 1, 4)
            if number == self._done and self._under_way:
                half = QRectF(bar.left(), 0, wide / 2, 8)
                strokes.box(painter, half, theme.colour("primary"), None, 0, 4)
