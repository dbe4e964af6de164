"""Where the parts of the window lie: rail, list, workspace, side column, each at its own width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from needledesk.ui.rail import Rail
from needledesk.ui.theme import Theme

if TYPE_CHECKING:
    from needledesk.ui.clients.client_list import ClientList

#: A client's page narrower than this folds the list away.
NARROWEST = 560


class Frame(QWidget):
    """Lays out its parts by hand, as the list must be able to lie over the workspace of a visit."""

    def __init__(self, rail: Rail, clients: ClientList, stack: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail, self.clients, self._stack = rail, clients, stack
        self._side: QWidget | None = None
        self._list_shown, self._side_shown, self._over = True, False, False
        for part in (rail, clients, stack):
            part.setParent(self)

    @property
    def list_shown(self) -> bool:
        """Whether the list of clients is unfolded."""
        return self._list_shown

    def add_side(self, side: QWidget) -> None:
        """Put the side column in its place."""
        self._side = side
        side.setParent(self)
        side.setVisible(self._side_shown)
        self.arrange()

    @property
    def roomy(self) -> bool:
        """Whether list, workspace and side column have room beside each other."""
        theme = Theme.current()
        return self.width() - sum(theme.size(part) for part in ("rail", "list", "side")) >= NARROWEST

    def show_parts(self, clients: bool, side: bool, over: bool = False) -> None:
        """Fold or unfold the list and the side column. `over`: the list lies over the page."""
        self._list_shown, self._side_shown, self._over = clients, side, over
        self.clients.setVisible(clients)
        if self._side is not None:
            self._side.setVisible(side)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every part in its place."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give each part its place."""
        theme, tall = Theme.current(), self.height()
        left = theme.size("rail")
        self._rail.setGeometry(0, 0, left, tall)
        right = self.width() - (theme.size("side") if self._side_shown else 0)
        beside = left + theme.size("list")
        if self._list_shown:
            self.clients.setGeometry(left, 0, theme.size("list"), tall)
            if self._over:
                self.clients.raise_()
            else:
                left = beside
        self._stack.setGeometry(QRect(left, 0, right - left, tall))
        if self._side is not None and self._side_shown:
            self._side.setGeometry(right, 0, self.width() - right, tall)
