"""The line above a closed visit: it can be read, and nothing in it changes any more."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.calendar import say_moment
from needledesk.domain.visits import Visit
from needledesk.ui.theme import Theme
from needledesk.ui.visit.papers import expects_another
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class ClosedBanner(QWidget):
    """Shown while the visit is closed, with what can be had of it on paper."""

    export_requested = Signal()
    print_requested = Signal()
    before_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Text("", "bold", "primary", wrap=True)
        self.before = Button("Before-treatment sheet", "file-text")
        self.export = Button("Export record", "file-down")
        self.print = Button("Print record", "printer")
        self.before.clicked.connect(self.before_requested)
        self.export.clicked.connect(self.export_requested)
        self.print.clicked.connect(self.print_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 18, 32, 8)
        row.setSpacing(10)
        row.addWidget(IconView("lock", "primary", 20))
        row.addWidget(self.text, 1)
        for button in (self.before, self.export, self.print):
            row.addWidget(button)
        self.hide()

    def show_visit(self, visit: Visit) -> None:
        """Say since when it is closed, or go."""
        self.setVisible(visit.closed is not None)
        if visit.closed is not None:
            self.before.setVisible(expects_another(visit))
            self.text.setText(f"Closed {say_moment(visit.closed)}: the record stays as it was")

    def show_busy(self, what: str) -> None:
        """While the record is being given, its button shows it and cannot be pressed."""
        self.export.set_busy(what == "export")
        self.print.set_busy(what == "print")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A tinted box within the page's margins."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect()).adjusted(24, 10, -24, 0)
        strokes.box(painter, rect, theme.colour("primary_soft"), theme.colour("primary_line"))
