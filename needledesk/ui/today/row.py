"""One line of the day: a mark, whom it is about and why, and an arrow, all of it one button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.domain.protocol import Status
from needledesk.domain.today import Kind, Line
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.icon_view import IconView, MarkView
from needledesk.ui.widgets.text import Text

#: Lines whose mark is that of a status.
MARKS = {Kind.OVER: Status.NOT_TODAY, Kind.LETTER: Status.PRACTITIONER_DECISION}
#: The icon and its colour token of all others.
ICONS = {
    Kind.OPEN: ("circle-dot", "primary"),
    Kind.DUE: ("calendar-check", "proceed"),
    Kind.LATE: ("calendar-x", "decide"),
    Kind.COMING: ("calendar-clock", "wait"),
    Kind.SHEET: ("file-warning", "clay"),
}
LOWEST = 60


def spoken(line: Line) -> str:
    """What a screen reader says of a line."""
    return f"{line.name}. {'No aftercare sheet given: ' if line.kind is Kind.SHEET else ''}{line.text}"


class LineRow(QAbstractButton):
    """60 px high, more where the words wrap."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setAccessibleName(spoken(line))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(LOWEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(12)
        row.addWidget(_mark(line.kind))
        row.addLayout(_words(line), 1)
        row.addWidget(IconView("chevron-right", "ink3", 20))

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the words can be wrapped."""
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        layout = self.layout()
        assert layout is not None
        return layout.heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The ground under the pointer, and the ring of the focus."""
        painter, theme, rect = QPainter(self), Theme.current(), QRectF(self.rect())
        strokes.begin(painter)
        if self.isDown() or self.underMouse():
            strokes.fill(painter, rect, theme.colour("primary_soft" if self.isDown() else "sunken"))
        if self.hasFocus():
            strokes.focus_ring(painter, rect, 6)


def _mark(kind: Kind) -> QWidget:
    """The words say it too, so that a mark is decoration here."""
    if kind in MARKS:
        mark = MarkView(MARKS[kind], 28)
        mark.setAccessibleName("")
        return mark
    return IconView(*ICONS[kind], 24)


def _words(line: Line) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(Text(line.name, "h3", wrap=True))
    words.addWidget(Text(line.text, "small", wrap=True))
    words.addStretch(1)
    return words
