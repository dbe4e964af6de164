"""The line above a closed visit: it can be read, and nothing in it changes any more."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.calendar import say_moment
from needledesk.domain.visits import Visit
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class ClosedBanner(QWidget):
    """Shown while the visit is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Text("", "bold", "primary", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 14, 38, 4)
        row.setSpacing(10)
        row.addWidget(IconView("lock", "primary", 20))
        row.addWidget(self.text, 1)
        self.hide()

    def show_visit(self, visit: Visit) -> None:
        """Say since when it is closed, or go."""
        self.setVisible(visit.closed is not None)
        if visit.closed is not None:
            self.text.setText(f"Closed {say_moment(visit.closed)}: the record stays as it was")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A tinted box within the page's margins."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect()).adjusted(24, 10, -24, 0)
        strokes.box(painter, rect, theme.colour("primary_soft"), theme.colour("primary_line"))
