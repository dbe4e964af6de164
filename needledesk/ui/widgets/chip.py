"""Chips: short facts with an icon. They only display."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.domain.clients import Alert, AlertKind
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

#: tone: (icon, ground, line, text)
TONES = {
    "stop": ("octagon-alert", "stop_soft", "stop_line", "stop"),
    "letter": ("shield-plus", "letter_soft", "letter_line", "letter"),
    "decide": ("triangle-alert", "decide_soft", "decide_line", "decide"),
    "limited": ("ban", "limited_soft", "limited_line", "limited"),
    "wait": ("calendar-clock", "wait_soft", "wait_line", "wait"),
    "proceed": ("check", "proceed_soft", "proceed_line", "proceed"),
    "primary": ("info", "primary_soft", "primary_line", "primary"),
    "plain": ("", "surface", "line", "ink2"),
    "dashed": ("", "", "line_strong", "ink2"),
}
_BY_KIND = {AlertKind.ALLERGY: "stop", AlertKind.LETTER: "letter", AlertKind.CAUTION: "decide"}
ICON_PX = 16


class Chip(QWidget):
    """A chip. `tone`: a key of TONES, such as stop, letter or dashed; `icon` replaces its own."""

    def __init__(self, text: str, tone: str = "plain", icon: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = TONES[tone][0] if icon is None else icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @classmethod
    def for_alert(cls, alert: Alert, parent: QWidget | None = None) -> Chip:
        """The chip of a client's alert."""
        return cls(alert.text, _BY_KIND[alert.kind], parent=parent)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """28 px high, 24 if dashed, more with larger text."""
        wide = strokes.caption_width(self._text, ICON_PX if self._icon else 0, self._font()) + 18
        tall = max(24 if self._tone == "dashed" else 28, Theme.current().scaled(18) + 6)
        return QSize(wide, tall)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the chip."""
        painter = QPainter(self)
        strokes.begin(painter)
        _, ground, line, ink = TONES[self._tone]
        theme, rect = Theme.current(), QRectF(self.rect())
        if self._tone == "dashed":
            self._dashes(painter, rect, theme.colour(line))
        else:
            strokes.box(painter, rect, theme.colour(ground), theme.colour(line))
        strokes.caption(painter, rect, self._text, self._icon, ICON_PX, ink, self._font())

    def _dashes(self, painter: QPainter, rect: QRectF, line: QColor) -> None:
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), strokes.RADIUS, strokes.RADIUS)

    def _font(self) -> QFont:
        return Theme.current().font("small", 400 if self._tone == "dashed" else 600)
