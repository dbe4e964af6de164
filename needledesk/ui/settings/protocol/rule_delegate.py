"""How a rule's row looks: the mark of its level, its title, what it does in a few words, and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from needledesk.ui import icons
from needledesk.ui.settings.protocol.rule_line import EXTRA, Heading, RuleLine, SpotLine
from needledesk.ui.settings.protocol.rule_model import RuleModel
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

_LEFT, _MARK, _GAP, _BADGE = 16, 22, 12, 20
DIFFERS = "git-compare-arrows"


class RuleDelegate(QStyledItemDelegate):
    """Draws headings and rules."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """35 px for a heading, 55 for a rule, 79 for one that wears a chip; more where large type needs it."""
        line, theme = index.data(RuleModel.LINE), Theme.current()
        if isinstance(line, Heading):
            return QSize(200, max(35, theme.scaled(18) + 16))
        tall = max(55, theme.scaled(20 + 18) + 16)
        return QSize(200, tall + (_chip_height() + 4 if isinstance(line, RuleLine) and line.extra else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        line, rect = index.data(RuleModel.LINE), QRectF(option.rect)
        painter.save()
        strokes.begin(painter)
        if isinstance(line, Heading):
            self._heading(painter, rect, line.text)
        elif isinstance(line, RuleLine | SpotLine):
            self._ground(painter, rect, self._view.selectionModel().isSelected(index))
            self._line(painter, rect, line)
            if self._view.hasFocus() and self._view.currentIndex() == index:
                strokes.focus_ring(painter, rect.adjusted(1, 1, -1, -2), 6)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, text: str) -> None:
        theme = Theme.current()
        strokes.fill(painter, rect, theme.colour("sunken"))
        for edge in (rect.top() - 1, rect.bottom() - 1):
            strokes.fill(painter, QRectF(rect.left(), edge, rect.width(), 1), theme.colour("line"))
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("ink2"))
        words = rect.adjusted(_LEFT, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _fitting(painter, text, words.width()))

    def _ground(self, painter: QPainter, rect: QRectF, selected: bool) -> None:
        colour = Theme.current().colour
        strokes.fill(painter, rect, colour("primary_soft" if selected else "surface"))
        strokes.fill(painter, QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("line"))
        if selected:
            strokes.fill(painter, QRectF(rect.left(), rect.top(), 4, rect.height() - 1), colour("primary"))

    def _line(self, painter: QPainter, rect: QRectF, line: RuleLine | SpotLine) -> None:
        theme, rule = Theme.current(), line if isinstance(line, RuleLine) else None
        title, small = theme.font("body", 600), theme.font("small")
        upper, lower = QFontMetrics(title).height(), QFontMetrics(small).height()
        below = _chip_height() + 4 if rule and rule.extra else 0
        top, left = rect.center().y() - (upper + lower + below) / 2, rect.left() + _LEFT + _MARK + _GAP
        wide = rect.right() - _LEFT - left - (_BADGE + 8 if rule and rule.differs else 0)
        self._mark(painter, QPointF(rect.left() + _LEFT, rect.center().y() - _MARK / 2), rule)
        self._words(
            painter, QRectF(left, top, wide, upper), line.title, title, "ink2" if rule and not rule.on else "ink"
        )
        self._words(painter, QRectF(left, top + upper, wide, lower), line.short, small, "ink2")
        if below:
            self._chip(painter, QPointF(left, top + upper + lower + 4), wide, small)
        if rule and rule.differs:
            place = QRectF(rect.right() - _LEFT - _BADGE, rect.center().y() - _BADGE / 2, _BADGE, _BADGE)
            icons.paint(painter, DIFFERS, "decide", place)

    def _mark(self, painter: QPainter, at: QPointF, line: RuleLine | None) -> None:
        """The mark of the level, or an i for advice; one that is off is paler, and its words say so."""
        if line is None:
            icons.paint(painter, DIFFERS, "decide", QRectF(at.x(), at.y(), _MARK, _MARK))
            return
        painter.setOpacity(1.0 if line.on else 0.45)
        if line.level is None:
            icons.paint(painter, "info", "ink3", QRectF(at.x(), at.y(), _MARK, _MARK))
        else:
            painter.drawPixmap(at, icons.mark(line.level, _MARK, painter.device().devicePixelRatioF()))
        painter.setOpacity(1.0)

    def _words(self, painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(Theme.current().colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, _fitting(painter, text, rect.width()))

    def _chip(self, painter: QPainter, at: QPointF, wide: float, font: QFont) -> None:
        theme = Theme.current()
        need = QFontMetrics(font).horizontalAdvance(EXTRA) + 18
        rect = QRectF(at.x(), at.y(), min(need, wide), _chip_height())
        painter.setPen(QPen(theme.colour("line_strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), strokes.RADIUS, strokes.RADIUS)
        painter.setFont(font)
        painter.setPen(theme.colour("ink2"))
        inside = rect.adjusted(9, 0, -9, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, _fitting(painter, EXTRA, inside.width()))


def _chip_height() -> int:
    return max(24, Theme.current().scaled(18) + 4)


def _fitting(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width) + 1)
