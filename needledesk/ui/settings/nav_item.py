"""One page of the settings, in the column at their left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes


class NavItem(QAbstractButton):
    """Icon and name; the page one is on stands on a white card."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """48 high."""
        return QSize(176, 48)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw card, icon, name and ring."""
        painter, theme, rect, here = QPainter(self), Theme.current(), QRectF(self.rect()), self.isChecked()
        strokes.begin(painter)
        if here:
            strokes.box(painter, rect, theme.colour("surface"), theme.colour("line"))
        elif self.underMouse():
            strokes.box(painter, rect, theme.colour("sunken"), None)
        ink = "ink" if here else "ink2"
        icons.paint(painter, self._icon, ink, QRectF(12, 14, 20, 20))
        painter.setFont(theme.font("body", 600 if here else 400))
        painter.setPen(theme.colour(ink))
        painter.drawText(rect.adjusted(42, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            strokes.focus_ring(painter, rect)
