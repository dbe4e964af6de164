"""A quiet line that something about the record file should be looked at: an icon, a few words, and where it leads."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

_LOWEST = 44


class Banner(QAbstractButton):
    """Pressed as a whole. It stays until what it tells of is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._words = Text("", "bold", "decide", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(IconView("triangle-alert", "decide", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(IconView("arrow-right", "decide", 18), 0, Qt.AlignmentFlag.AlignVCenter)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_words(self, title: str, text: str) -> None:
        """What is told: `title` on the banner, `text` for whoever has it read out."""
        self._words.setText(title)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the words, and large enough for a gloved finger."""
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint().expandedTo(QSize(0, _LOWEST))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the words allow."""
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize().expandedTo(QSize(0, _LOWEST))

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        layout = self.layout()
        assert layout is not None
        return max(_LOWEST, layout.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the box, darker under the pointer, and the ring of the focus."""
        painter, theme, rect = QPainter(self), Theme.current(), QRectF(self.rect())
        strokes.begin(painter)
        line = "decide" if self.underMouse() or self.isDown() else "decide_line"
        strokes.box(painter, rect, theme.colour("decide_soft"), theme.colour(line))
        if self.hasFocus():
            strokes.focus_ring(painter, rect)
