"""A row that wraps and whose parts share the room of their line: words beside an answer, or above it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget, QWidgetItem

from needledesk.ui.widgets.flow import Flow

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_WHOLE = Qt.AlignmentFlag(0)


class SharingFlow(Flow):
    """As Flow, but what a line has left over goes to the parts that take a share of it."""

    def __init__(self, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(gap, parent)
        self._shares: list[tuple[QWidget, int, int]] = []  # the part, its share, the width it cannot do without

    def addWidget(
        self, widget: QWidget, share: int = 0, least: int = 0, alignment: Qt.AlignmentFlag | None = None
    ) -> None:
        """Add a part, last. `least`: the width in px below which it gets a line of its own; 0: its own wish."""
        self._shares.append((widget, share, least))
        self.addChildWidget(widget)
        item = QWidgetItem(widget)  # see Flow.addWidget
        item.setAlignment(alignment if alignment is not None else _WHOLE if share else _MIDDLE)
        self.addItem(item)

    def sizeHint(self) -> QSize:
        """All in one line."""
        items = self._shown()
        wide = sum(max(item.sizeHint().width(), self._wish(item)) for item in items) + self._gap * (len(items) - 1)
        return QSize(wide, max((item.sizeHint().height() for item in items), default=0))

    def _place(self, rect: QRect, move: bool) -> int:
        """Fill line after line, each as high as its highest part. Gives the height of all."""
        y = rect.y()
        for line in self._lines(rect.width()):
            widths = self._widths(line, rect.width())
            tall = max(map(_height, line, widths))
            x = rect.x()
            for item, wide in zip(line, widths, strict=True) if move else ():
                item.setGeometry(QRect(x, y, wide, tall))
                x += wide + self._gap
            y += tall + self._gap
        return max(0, y - self._gap - rect.y())

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        wishes = [min(self._wish(item), width) for item in line]
        shares = [self._of(item)[0] for item in line]
        left = max(0, width - sum(wishes) - self._gap * (len(line) - 1))
        every = sum(shares)
        return [wish + (left * share // every if every else 0) for wish, share in zip(wishes, shares, strict=True)]

    def _wish(self, item: QLayoutItem) -> int:
        least = self._of(item)[1]
        return max(least, item.minimumSize().width()) if least else item.sizeHint().width()

    def _of(self, item: QLayoutItem) -> tuple[int, int]:
        return next(((share, least) for part, share, least in self._shares if part is item.widget()), (0, 0))


def _height(item: QLayoutItem, wide: int) -> int:
    return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
