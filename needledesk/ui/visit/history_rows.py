"""How a line of a visit’s history is drawn: when, a sign of its kind, what happened, and below it what else."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from needledesk.domain.history import Entry
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.text import breakable

ENTRY, WHEN = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_TIME, _ICON, _GAP, _AIR = 92, 20, 10, 6
_WRAP = Qt.TextFlag.TextWordWrap
#: What stands in the action: (icon, colour), the first that fits.
_SIGNS = {
    "broken": ("octagon-alert", "stop"),
    "seal checked": ("eye", "ink2"),
    "viewed": ("eye", "ink2"),
    "amend": ("file-pen", "primary"),
    "void": ("ban", "stop"),
    "seal": ("lock", "primary"),
    "put off": ("calendar-clock", "primary"),
    "printed": ("printer-check", "ink2"),
    "export": ("file-check", "ink2"),
    "handout": ("file-text", "ink2"),
    "start": ("timer", "ink2"),
    "finish": ("flag", "ink2"),
    "decision": ("pen-line", "ink2"),
    "decid": ("pen-line", "ink2"),
    "override": ("pen-line", "ink2"),
    "photo": ("camera", "ink2"),
    "begun": ("plus", "ink2"),
}


def sign(entry: Entry) -> tuple[str, str]:
    """The icon and its colour."""
    text = f"{entry.action} {entry.title}".casefold()
    return next((found for word, found in _SIGNS.items() if word in text), ("pencil", "ink2"))


def said(entry: Entry) -> str:
    """The line, with how often it happened in a row."""
    return entry.title + (f", {entry.times} times" if entry.times > 1 else "")


def when(entry: Entry, above: datetime | None, now: datetime) -> str:
    """`22 Nov 14:50`; the time alone on the day of the line above; with the year where it is not this one."""
    clock = f"{entry.at:%H:%M}"
    if above is not None and above.date() == entry.at.date():
        return clock
    year = f" {entry.at.year}" if entry.at.year != now.year else ""
    return f"{entry.at.day} {entry.at:%b}{year} {clock}"


class HistoryRow(QStyledItemDelegate):
    """Draws a line, as high as its words need in the width of the list."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Both texts wrapped, with a little air."""
        entry, wide = index.data(ENTRY), self._wide()
        upper, lower = _heights(entry, wide)
        return QSize(200, max(int(upper + lower), Theme.current().scaled(20)) + 2 * _AIR + 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line and the fine rule above it."""
        entry, rect, theme = index.data(ENTRY), QRectF(option.rect), Theme.current()
        painter.save()
        strokes.begin(painter)
        strokes.fill(painter, QRectF(rect.left(), rect.top(), rect.width(), 1), theme.colour("line"))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            strokes.focus_ring(painter, rect.adjusted(1, 2, -1, -1), 6)
        top, left = rect.top() + _AIR + 1, rect.left() + 2 + _time_width()
        small, body = _fonts()
        _write(painter, QRectF(rect.left() + 2, top, _time_width() - 6, 60), index.data(WHEN), small, "ink3")
        icon, colour = sign(entry)
        icons.paint(painter, icon, colour, QRectF(left, top, _ICON, _ICON))
        upper, lower = _heights(entry, self._wide())
        words = QRectF(left + _ICON + _GAP, top, self._wide(), upper)
        _write(painter, words, said(entry), body, "stop" if colour == "stop" else "ink")
        _write(painter, words.translated(0, upper).adjusted(0, 0, 0, lower - upper), entry.more, small, "ink2")
        painter.restore()

    def _wide(self) -> float:
        """Room for the words, px."""
        return max(80.0, self._view.viewport().width() - _time_width() - _ICON - _GAP - 8)


def _time_width() -> int:
    return Theme.current().scaled(_TIME)


def _fonts() -> tuple[QFont, QFont]:
    return Theme.current().font("small"), Theme.current().font("body")


def _heights(entry: Entry, wide: float) -> tuple[float, float]:
    small, body = _fonts()
    return _height(said(entry), body, wide), _height(entry.more, small, wide)


def _height(text: str, font: QFont, wide: float) -> float:
    if not text:
        return 0
    return QFontMetrics(font).boundingRect(0, 0, int(wide), 10_000, int(_WRAP), breakable(text)).height()


def _write(painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(Theme.current().colour(ink))
    painter.drawText(rect, int(_WRAP), breakable(text))
