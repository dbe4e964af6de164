"""A row of fields that wraps, and in which those that can grow share what is left of each line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem

from needledesk.ui.widgets.flow import Flow


class FilledRow(Flow):
    """As Flow; items whose policy expands ask for their least and get the rest of their line. All stand at its top."""

    def _place(self, rect: QRect, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            widths = self._widths(line, rect.width())
            tall = max(_height(item, width) for item, width in zip(line, widths, strict=True))
            x = rect.x()
            for item, width in zip(line, widths, strict=True) if move else ():
                item.setGeometry(QRect(QPoint(x, y), QSize(width, _height(item, width))))
                x += width + self._gap
            y += tall + self._gap
        return max(0, y - self._gap - rect.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = -1
        for item in self._shown():
            wide = _wanted(item)
            if wide > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= wide + self._gap
        return lines

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        widths = [min(_wanted(item), width) for item in line]
        growing = [place for place, item in enumerate(line) if _grows(item)]
        left = width - sum(widths) - self._gap * (len(line) - 1)
        for place in growing:
            widths[place] += left // len(growing)
        return widths


def _wanted(item: QLayoutItem) -> int:
    return item.minimumSize().width() if _grows(item) else item.sizeHint().width()


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
