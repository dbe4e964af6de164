"""A switch: on or off, at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

WIDE, TALL = 52, 30


class Switch(QAbstractButton):
    """A text with a switch at its right. Listen to `toggled`; a screen reader finds a check box."""

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """44 high, text and switch wide."""
        text = QFontMetrics(Theme.current().font("body")).horizontalAdvance(self.text())
        return QSize(WIDE + 2 + (text + 12 if text else 0), 44)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the text, the track and the knob."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, on = Theme.current(), self.isChecked()
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink3"))
        painter.drawText(self.rect().adjusted(0, 0, -WIDE - 8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        track = QRectF(self.width() - WIDE - 1, (self.height() - TALL) / 2, WIDE, TALL)
        fill, line = ("primary", "primary") if on else ("surface", "line_strong")
        if not self.isEnabled():
            fill, line = ("line", "line") if on else ("sunken", "line")
        strokes.box(painter, track, theme.colour(fill), theme.colour(line), 2, TALL / 2)
        knob = QRectF(track.right() - 27 if on else track.left() + 5, track.top() + 4, 22, 22)
        strokes.box(painter, knob, theme.colour("on_primary" if on else "line_strong"), None, 0, 11)
        if self.hasFocus():
            strokes.focus_ring(painter, QRectF(self.rect()))
