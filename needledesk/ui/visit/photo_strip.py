"""The standard views in a row: what is there, what comes next, what did not come in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from needledesk.domain.photos import BODY_VIEWS, FACE_VIEWS, VIEWS
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.photo_tile import PhotoTile

GAP = 8
NARROWEST = 140  # px: a tile with its picture and a short word


class StripTile(PhotoTile):
    """A tile that also says which one is shown large, and how many shots it holds."""

    def __init__(self, label: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(label, key, parent)
        self._current, self._shots = False, 0

    def mark(self, current: bool, shots: int) -> None:
        """Whether its picture is the large one, and the number of its shots."""
        self._current, self._shots = current, shots
        if shots > 1:
            self.setAccessibleDescription(f"{shots} shots, the newest shown")
        self.update()

    @property
    def current(self) -> bool:
        """Whether its picture is the large one."""
        return self._current

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tile, a bar below the current one, a number on a tile with several shots."""
        super().paintEvent(event)
        painter = QPainter(self)
        strokes.begin(painter)
        theme = Theme.current()
        if self._current:
            bar = QRectF(9, self.height() - 5, self.width() - 18, 4)
            strokes.box(painter, bar, theme.colour("primary"), None, 0, 2)
        if self._shots > 1:
            badge = QRectF(57, 13, 20, 20)
            strokes.box(painter, badge, theme.colour("surface"), theme.colour("line_strong"), 1, 6)
            painter.setFont(theme.font("small", 600))
            painter.setPen(theme.colour("ink"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._shots))


class PhotoStrip(QWidget):
    """One tile per view. Signals carry the view's key, `dropped` the paths as well."""

    opened = Signal(str)
    add_requested = Signal(str)
    remove_requested = Signal(str)
    dropped = Signal(str, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: dict[str, StripTile] = {}
        self.tiles: dict[str, StripTile] = {}  # those of the views that are shown
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._across = 0
        self.setAccessibleName("Views")
        for key, name in VIEWS.items():
            self._add(key, name)

    def show_views(self, views: Iterable[str]) -> None:
        """Show the tiles of these views only."""
        self.tiles = {key: self._tiles[key] for key in views}
        for key, tile in self._tiles.items():
            tile.setVisible(key in self.tiles)
        self._across = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the tiles stand in two rows."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Three tiles beside each other always have room."""
        return QSize(3 * (NARROWEST + GAP), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        """As many tiles beside each other as can be read."""
        count = len(self.tiles)
        fit = (self.width() + GAP) // (NARROWEST + GAP)
        across = count if fit >= count else 3
        if across == self._across:
            return
        self._across = across
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // across, place % across)
        for column in range(max(len(FACE_VIEWS), len(BODY_VIEWS))):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _add(self, key: str, name: str) -> None:
        tile = StripTile(name, key)
        tile.opened.connect(lambda: self.opened.emit(key))
        tile.add_requested.connect(lambda: self.add_requested.emit(key))
        tile.remove_requested.connect(lambda: self.remove_requested.emit(key))
        tile.dropped.connect(lambda paths: self.dropped.emit(key, paths))
        tile.setParent(self)
        tile.hide()
        self._tiles[key] = tile
