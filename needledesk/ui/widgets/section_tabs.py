"""The tabs of a visit: each says by icon whether it is done, and by a count how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

#: state: (icon, its colour, said by a screen reader)
STATES = {
    "done": ("circle-check", "proceed", "done"),
    "now": ("circle-dot", "primary", "under way"),
    "todo": ("circle", "ink3", "to do"),
    "off": ("circle-minus", "ink3", "not yet"),
}
_PAD, _ICON, _GAP = 14, 20, 8


@dataclass(frozen=True, slots=True)
class Section:
    """A tab. `state`: done, now, todo or off; `count`: "28/36", "7 zones", or nothing."""

    key: str
    label: str
    state: str = "todo"
    count: str = ""


class SectionTabs(QTabBar):
    """56 px of tabs. `chosen` carries the key when the user picks one; arrow keys move."""

    chosen = Signal(str)

    def __init__(
        self, sections: Sequence[Section], name: str = "Sections of the visit", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for section in sections:
            self._sections.append(section)
            self.addTab(section.label)
        for index in range(len(sections)):
            self._describe(index)
        self.currentChanged.connect(lambda index: self.chosen.emit(self._sections[index].key))

    @property
    def current(self) -> str:
        """The key of the tab that is open."""
        return self._sections[self.currentIndex()].key

    def set_current(self, key: str) -> None:
        """Open that tab. Says nothing."""
        self.blockSignals(True)
        self.setCurrentIndex(self._index(key))
        self.blockSignals(False)
        self.update()

    def set_section(self, key: str, state: str | None = None, count: str | None = None) -> None:
        """Another state or count for a tab; None leaves it."""
        index = self._index(key)
        old = self._sections[index]
        state, count = old.state if state is None else state, old.count if count is None else count
        new = replace(old, state=state, count=count)
        if new != old:
            self._sections[index] = new
            self._describe(index)
            self.setTabText(index, new.label)  # makes the bar measure its tabs again
            self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Icon, label in its bold width, count."""
        section, theme = self._sections[index], Theme.current()
        wide = 2 * _PAD + _ICON + _GAP + QFontMetrics(theme.font("body", 700)).horizontalAdvance(section.label)
        if section.count:
            wide += _GAP + QFontMetrics(theme.font("small", 600)).horizontalAdvance(section.count)
        return QSize(wide, theme.size("tabs"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """As the hint: labels are never cut."""
        return self.tabSizeHint(index)

    def changeEvent(self, event: QEvent) -> None:
        """A new text size makes other tabs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for index, section in enumerate(self._sections):
                self.setTabText(index, section.label)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the tabs, and a bar under the one that is open."""
        painter = QPainter(self)
        strokes.begin(painter)
        for index, section in enumerate(self._sections):
            self._paint_tab(painter, QRectF(self.tabRect(index)), section, index == self.currentIndex())

    def _paint_tab(self, painter: QPainter, rect: QRectF, section: Section, current: bool) -> None:
        theme = Theme.current()
        icon, colour, _ = STATES["now" if current and section.state != "done" else section.state]
        x, middle = rect.left() + _PAD, rect.center().y()
        icons.paint(painter, icon, colour, QRectF(x, middle - _ICON / 2, _ICON, _ICON))
        x += _ICON + _GAP
        font = theme.font("body", 700 if current else 400)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if current else "ink2"))
        painter.drawText(rect.adjusted(x - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, section.label)
        x += QFontMetrics(font).horizontalAdvance(section.label) + _GAP
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(rect.adjusted(x - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, section.count)
        if current:
            bar = QRectF(rect.left() + 8, rect.bottom() - 4, rect.width() - 16, 4)
            strokes.box(painter, bar, theme.colour("primary"), None, 0, 2)
            if self.hasFocus():
                strokes.focus_ring(painter, rect.adjusted(1, 4, -1, -4))

    def _describe(self, index: int) -> None:
        section = self._sections[index]
        parts = (section.label, section.count, STATES[section.state][2])
        self.setAccessibleTabName(index, ", ".join(part for part in parts if part))

    def _index(self, key: str) -> int:
        return next(index for index, section in enumerate(self._sections) if section.key == key)
