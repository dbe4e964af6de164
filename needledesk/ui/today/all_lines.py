"""All lines of one card on a page of their own: a list of any length, drawn row by row as it is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from needledesk.domain.today import Line
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.today.row import ICONS, LOWEST, MARKS, spoken
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LineModel(QAbstractListModel):
    """The lines; a row's Line is its LINE role."""

    LINE = int(Qt.ItemDataRole.UserRole)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The line, the name, or the sentence a screen reader says."""
        line = self.lines[index.row()]
        words = {
            self.LINE: line,
            int(Qt.ItemDataRole.DisplayRole): line.name,
            int(Qt.ItemDataRole.ToolTipRole): f"{line.name}\n{line.text}",
            int(Qt.ItemDataRole.AccessibleTextRole): spoken(line),
        }
        return words.get(int(role))


class AllLines(QWidget):
    """`opened` carries the Line that was picked, `left` says that one goes back."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LineModel(self)
        self.back = Button("Back", "arrow-left")
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.left)
        self._title, self._count = Text("", "h2"), Text("", "small")
        self.rows = _Rows(self.model)
        self.rows.opened.connect(self.opened)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        card = QFrame()
        card.setProperty("cls", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card, 1)

    def show_lines(self, title: str, lines: Sequence[Line]) -> None:
        """Show these. The same list with other lines stays where it was scrolled to."""
        place = self.rows.verticalScrollBar().value() if title == self._title.text() else 0
        row = self.rows.currentIndex().row() if title == self._title.text() else 0
        self._title.setText(title)
        self._count.setText(f"{len(lines):,}")
        self.rows.setAccessibleName(title)
        if lines != self.model.lines:
            self.model.show_lines(lines)
            self.rows.setCurrentIndex(self.model.index(min(max(row, 0), len(lines) - 1)))
        self.rows.verticalScrollBar().setValue(place)


class _Rows(QListView):
    """One tap or Enter opens a row."""

    opened = Signal(object)

    def __init__(self, model: LineModel) -> None:
        super().__init__()
        self._draws = _Drawn(self)
        self.setModel(model)
        self.setItemDelegate(self._draws)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._open)
        Theme.current().changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row one stands on; everything else as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(LineModel.LINE))


class _Drawn(QStyledItemDelegate):
    """Draws a row as `LineRow` looks."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """60 px, more where large type needs it."""
        return QSize(200, max(LOWEST, Theme.current().scaled(20 + 18) + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        line, rect = index.data(LineModel.LINE), QRectF(option.rect)
        theme = Theme.current()
        painter.save()
        strokes.begin(painter)
        strokes.fill(painter, QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        _paint_mark(painter, line, QRectF(rect.left() + 16, rect.center().y() - 14, 28, 28))
        words = rect.adjusted(56, 0, -48, 0)
        name, small = theme.font("body", 600), theme.font("small")
        half = words.height() / 2
        painter.setFont(name)
        painter.setPen(theme.colour("ink"))
        _draw(painter, words.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignBottom, line.name)
        painter.setFont(small)
        painter.setPen(theme.colour("ink2"))
        _draw(painter, words.adjusted(0, half, 0, 0), Qt.AlignmentFlag.AlignTop, line.text)
        icons.paint(painter, "chevron-right", "ink3", QRectF(rect.right() - 36, rect.center().y() - 10, 20, 20))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            strokes.focus_ring(painter, rect.adjusted(1, 1, -1, -2), 6)
        painter.restore()


def _paint_mark(painter: QPainter, line: Line, place: QRectF) -> None:
    if line.kind in MARKS:
        picture = icons.mark(MARKS[line.kind], 28, painter.device().devicePixelRatioF())
        painter.drawPixmap(place.topLeft(), picture)
    else:
        icons.paint(painter, *ICONS[line.kind], place.adjusted(2, 2, -2, -2))


def _draw(painter: QPainter, place: QRectF, at: Qt.AlignmentFlag, text: str) -> None:
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, at, fitting)
