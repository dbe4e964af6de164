"""The marks on a client's timeline: a filled dot is a treated visit, a status mark one that was not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

PX = 22
_NAMES = {"now": "Under way", "treated": "Treated", "planned": "Planned", "voided": "Voided"}


def paint(painter: QPainter, kind: str, rect: QRectF) -> None:
    """Draw a mark into a square: `now`, `treated`, `planned`, `voided` or a Status."""
    theme = Theme.current()
    if kind not in _NAMES:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), icons.mark(kind, round(rect.width()), ratio))
        return
    if kind == "voided":
        painter.fillRect(rect, theme.colour("bg"))  # the line that joins the marks goes behind it
        icons.paint(painter, "ban", "ink2", rect)
        return
    line = "line_strong" if kind == "planned" else "primary"
    painter.setPen(QPen(theme.colour(line), 2))
    ground = {"now": "primary_soft", "treated": "primary", "planned": "surface"}[kind]
    painter.setBrush(theme.colour(ground))
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if kind == "now":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary"))
        painter.drawEllipse(rect.adjusted(5, 5, -5, -5))


class TimelineDot(QWidget):
    """One mark: `now`, `treated`, `planned`, `voided` or a Status."""

    def __init__(self, kind: str, px: int = PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._px = kind, px
        self.setAccessibleName(_NAMES.get(kind) or f"Status: {icons.tone(kind)['word']}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The square around it."""
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it."""
        painter = QPainter(self)
        strokes.begin(painter)
        paint(painter, self._kind, QRectF(0, 0, self._px, self._px))
