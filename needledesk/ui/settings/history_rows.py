"""The newest entries of the history as rows: when, what, and whom it was about."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from needledesk.domain.history import Entry
from needledesk.ui import icons
from needledesk.ui.settings.history_model import HistoryModel, below, when
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

#: What an action holds: the icon in front of it, the first that fits.
ICONS = (
    ("clock", "clock"),
    ("failed", "triangle-alert"),
    ("sealed", "lock"),
    ("amended", "file-pen"),
    ("printed", "printer-check"),
    ("exported", "file-down"),
    ("viewed", "eye"),
    ("opened", "lock-keyhole"),
    ("checked", "clipboard-check"),
    ("photo", "image"),
    ("copied", "copy"),
    ("finished", "flag"),
    ("started", "timer"),
    ("removed", "trash-2"),
    ("erased", "eraser"),
)
#: px: a good handful of rows, whatever stands above them.
TALL = 420
_LEFT, _ICON, _GAP = 12, 20, 12
_LONGEST = "Wed 22 Nov 2026, 22:22"


class HistoryRows(QListView):
    """Walked through by keys or a screen reader; nothing in it can be changed."""

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("History, newest first")
        self.setMinimumHeight(TALL)
        Theme.current().changed.connect(self._look_changed)

    def _look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Delegate(QStyledItemDelegate):
    """Draws one entry."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Two lines of words, and room."""
        return QSize(200, max(52, Theme.current().scaled(20 + 18) + 14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        entry = index.data(HistoryModel.ENTRY)
        if not isinstance(entry, Entry):
            return
        rect = QRectF(option.rect)
        painter.save()
        strokes.begin(painter)
        self._ground(painter, rect, self._view.selectionModel().isSelected(index))
        self._entry(painter, rect, entry)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            strokes.focus_ring(painter, rect.adjusted(1, 1, -1, -2), 6)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, selected: bool) -> None:
        colour = Theme.current().colour
        strokes.fill(painter, rect, colour("primary_soft" if selected else "surface"))
        strokes.fill(painter, QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("line"))

    def _entry(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        theme = Theme.current()
        body, small = theme.font("body"), theme.font("small")
        upper, lower = QFontMetrics(body).height(), QFontMetrics(small).height()
        wide = QFontMetrics(small).horizontalAdvance(_LONGEST) + _GAP
        rest = " · ".join(below(entry)).replace("\n", " ")
        top = rect.center().y() - (upper + (lower if rest else 0)) / 2
        _words(painter, QRectF(rect.left() + _LEFT, top, wide, upper), when(entry), small, "ink2")
        left = rect.left() + _LEFT + wide
        icon = next((name for part, name in ICONS if part in entry.action), "pencil")
        icons.paint(painter, icon, "ink3", QRectF(left, rect.center().y() - _ICON / 2, _ICON, _ICON))
        left += _ICON + _GAP
        _words(painter, QRectF(left, top, rect.right() - 8 - left, upper), entry.title, body, "ink")
        _words(painter, QRectF(left, top + upper, rect.right() - 8 - left, lower), rest, small, "ink2")


def _words(painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(Theme.current().colour(ink))
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, fitting)
