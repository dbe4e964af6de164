"""A value that nobody may change here: drawn like a field, on sunken ground, with a lock."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.domain.protocol import Status
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

TALL = 44
_PAD, _MARK, _LOCK = 12, 20, 18


class LockedBox(QWidget):
    """Shows a text, with the mark of a level before it. Tab stops here, so that a screen reader says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._status = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_value(self, label: str, text: str, why: str, status: Status | str = "") -> None:
        """Show that text and mark; `label` and `why` are for the screen reader."""
        self._text, self._status = text, str(status)
        self.setAccessibleName(f"{label}: {text}, locked")
        self.setAccessibleDescription(why)
        self.setToolTip(why)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """44 high, as wide as the words need."""
        words = QFontMetrics(Theme.current().font("body", 600)).horizontalAdvance(self._text)
        return QSize(words + self._before() + _LOCK + 8 + 2 * _PAD, TALL)

    def minimumSizeHint(self) -> QSize:
        """As the hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw ground, mark, words and lock."""
        painter, theme, rect = QPainter(self), Theme.current(), QRectF(self.rect())
        strokes.begin(painter)
        strokes.box(painter, rect, theme.colour("sunken"), theme.colour("line_strong"))
        if self._status:
            mark = icons.mark(self._status, _MARK, self.devicePixelRatioF())
            painter.drawPixmap(_PAD, (self.height() - _MARK) // 2, mark)
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.colour("ink"))
        words = rect.adjusted(_PAD + self._before(), 0, -_PAD - _LOCK - 4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)
        place = QRectF(rect.right() - _PAD - _LOCK, (self.height() - _LOCK) / 2, _LOCK, _LOCK)
        icons.paint(painter, "lock", "ink2", place)
        if self.hasFocus():
            strokes.focus_ring(painter, rect)

    def _before(self) -> int:
        return _MARK + 8 if self._status else 0
