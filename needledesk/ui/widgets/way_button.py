"""A wide button for a way out: what it does at the left, what that costs or finds at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import Button

_SIDE, _APART = 20, 16


class WayButton(Button):
    """`note` is the text at the right, such as "28 GB free"; it is said after the name."""

    def __init__(
        self, text: str, icon: str, kind: str = "plain", note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon, kind, 56, parent=parent)
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_note(note)

    def set_note(self, note: str) -> None:
        """Another text at the right."""
        self._note = note
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for both texts."""
        wide = self._words(self._fonts()[0]) + self._note_width() + _APART + 2 * _SIDE
        return QSize(wide, super().sizeHint().height())

    def _paint_caption(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        note = self._note_width()
        room = rect.width() - 2 * _SIDE - (note + _APART if note else 0)
        font = next((font for font in self._fonts() if self._words(font) <= room), self._fonts()[-1])
        words = min(float(self._words(font)), room)
        icon = "loader" if self._busy else self._icon
        left = QRectF(_SIDE, 0, words + 1, rect.height())
        strokes.caption(painter, left, self.text(), icon, self._icon_px, ink, font)
        painter.setFont(Theme.current().font("body"))
        painter.setPen(Theme.current().colour(ink))
        right = QRectF(rect.width() - _SIDE - note, 0, note + 1, rect.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._note)

    def _note_width(self) -> int:
        return QFontMetrics(Theme.current().font("body")).horizontalAdvance(self._note) if self._note else 0
