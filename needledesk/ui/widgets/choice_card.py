"""A choice with room for an explanation and for what belongs to it: a radio button as large as a card."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.text import Text

_ROUND = 24


class ChoiceCard(QRadioButton):
    """A card to choose. `more` is shown under the words while it is chosen."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(19 + _ROUND + 16, 16, 19, 16)
        column.setSpacing(2)
        self._text = Text(text, "body", "ink2", wrap=True)
        column.addWidget(Text(title, "h2"))
        column.addWidget(self._text)
        self.more = QWidget()
        self.more.setProperty("cls", "clear")
        self.more.hide()
        column.addWidget(self.more)
        self.toggled.connect(self._chosen)

    def set_text(self, text: str) -> None:
        """Another explanation."""
        self._text.setText(text)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as what stands in it allows."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        """The whole card chooses."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the card, the round, and the ring of the focus."""
        painter, theme, rect, on = QPainter(self), Theme.current(), QRectF(self.rect()), self.isChecked()
        strokes.begin(painter)
        ground, line = ("primary_soft", "primary") if on else ("surface", "line_strong")
        strokes.box(painter, rect, theme.colour(ground), theme.colour(line), 2 if on else 1)
        place = QRectF(19, 17, _ROUND, _ROUND)
        pen = 7 if on else 2
        painter.setPen(QPen(theme.colour(line), pen))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(place.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2))
        if self.hasFocus():
            strokes.focus_ring(painter, rect)

    def _chosen(self, on: bool) -> None:
        self.more.setVisible(on and self.more.layout() is not None)
        self.updateGeometry()
        self.update()
