"""How a client's row looks: initials, name, and in a few words what comes next."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from needledesk.domain.clients import ClientLine
from needledesk.ui import icons
from needledesk.ui.clients.list_model import ClientListModel
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

#: state of a ClientLine: (icon, colour token)
STATES = {
    "new": ("user", "ink3"),
    "open": ("circle-dot", "primary"),
    "finished": ("flag", "primary"),
    "waiting": ("calendar", "ink3"),
    "due": ("calendar-check", "proceed"),
    "late": ("calendar-x", "decide"),
    "deferred": ("calendar-clock", "wait"),
    "over": ("calendar-clock", "wait"),
    "letter": ("shield-plus", "letter"),
    "stopped": ("octagon-x", "stop"),
    "closed": ("circle-minus", "ink3"),
}
_LEFT, _FACE, _GAP, _ICON = 16, 40, 12, 16


class RowDelegate(QStyledItemDelegate):
    """Draws one client, with the letters that were searched for marked in the name."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view  # asked for selection and focus: Qt's own flags for them cost start time
        self.searched = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """64 px, more only where large type needs it."""
        theme = Theme.current()
        return QSize(200, max(theme.size("row_client"), theme.scaled(20 + 18) + 16))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        line = index.data(ClientListModel.LINE)
        if not isinstance(line, ClientLine):
            return
        rect = QRectF(option.rect)
        painter.save()
        strokes.begin(painter)
        self._ground(painter, rect, self._view.selectionModel().isSelected(index))
        self._initials(painter, rect, line.initials)
        self._words(painter, rect, line)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            strokes.focus_ring(painter, rect.adjusted(1, 1, -1, -2), 6)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, selected: bool) -> None:
        colour = Theme.current().colour
        strokes.fill(painter, rect, colour("primary_soft" if selected else "surface"))
        strokes.fill(painter, QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("sunken"))
        if selected:
            strokes.fill(painter, QRectF(rect.left(), rect.top(), 4, rect.height() - 1), colour("primary"))

    def _initials(self, painter: QPainter, rect: QRectF, initials: str) -> None:
        theme = Theme.current()
        face = QRectF(rect.left() + _LEFT, rect.center().y() - _FACE / 2, _FACE, _FACE)
        strokes.box(painter, face, theme.colour("sunken"), theme.colour("line"), 1, _FACE / 2)
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, initials)

    def _words(self, painter: QPainter, rect: QRectF, line: ClientLine) -> None:
        theme = Theme.current()
        left = rect.left() + _LEFT + _FACE + _GAP
        wide = rect.right() - 8 - left
        name, small = theme.font("body", 600), theme.font("small")
        upper, lower = QFontMetrics(name).height(), QFontMetrics(small).height()
        top = rect.center().y() - (upper + lower) / 2
        painter.setFont(name)
        self._name(painter, QRectF(left, top, wide, upper), line.name)
        icon, colour = STATES.get(line.state, STATES["new"])
        at = QRectF(left, top + upper + (lower - _ICON) / 2, _ICON, _ICON)
        icons.paint(painter, icon, colour, at)
        painter.setFont(small)
        painter.setPen(theme.colour("ink2"))
        words = QRectF(left + _ICON + 4, top + upper, wide - _ICON - 4, lower)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _fitting(painter, line.text, words.width()))

    def _name(self, painter: QPainter, rect: QRectF, name: str) -> None:
        theme, shown = Theme.current(), _fitting(painter, name, rect.width())
        metrics = painter.fontMetrics()
        for start, end in matches(shown, self.searched):
            left = rect.left() + metrics.horizontalAdvance(shown[:start])
            mark = QRectF(left, rect.top(), metrics.horizontalAdvance(shown[start:end]), rect.height())
            strokes.fill(painter, mark, theme.colour("decide_soft"))
            painter.setPen(QPen(theme.colour("decide_solid"), 2))
            painter.drawLine(mark.bottomLeft(), mark.bottomRight())
        painter.setPen(theme.colour("ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


def matches(name: str, searched: str) -> list[tuple[int, int]]:
    """Where the searched words stand in the name, as (start, end), whatever their case and accents."""
    plain, found = _folded(name), []
    for word in searched.split():
        start = plain.find(_folded(word))
        if start >= 0:
            found.append((start, start + len(word)))
    return sorted(found)


def _folded(text: str) -> str:
    """Small letters without accents, letter for letter; a letter that folds to several counts as a gap."""
    if text.isascii():
        return text.lower()
    letters = (unicodedata.normalize("NFD", letter) for letter in text)
    plain = ("".join(part for part in parts if not unicodedata.combining(part)).casefold() for parts in letters)
    return "".join(letter if len(letter) == 1 else " " for letter in plain)


def _fitting(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
