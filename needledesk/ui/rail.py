"""The rail at the left edge: where in the program one is, and where one can go."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui import icons
from needledesk.ui.backup.mark import BackupMark
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.logo import POINT_COLOUR, Logo

#: place: (name, icon, key)
PLACES = {
    "today": ("Today", "calendar-days", "Ctrl+1"),
    "clients": ("Clients", "users", "Ctrl+2"),
    "settings": ("Settings", "settings", "Ctrl+4"),
}


#: (name, icon, key)
LOCK = ("Lock", "lock", "Ctrl+L")


class RailItem(QAbstractButton):
    """One place of the program: icon above name; the place one is in is marked by ground, weight and a bar."""

    def __init__(self, name: str, icon: str, key: str, place: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"Key {key}")
        self.setToolTip(f"{name} ({key.replace('+', ' ')})")
        self.setCheckable(place)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The whole width of the rail, so that the bar stands at its edge."""
        return QSize(80, 64)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw ground, bar, icon, name and focus ring."""
        painter, theme = QPainter(self), Theme.current()
        strokes.begin(painter)
        ground = QRectF(8, 0, 64, 64)
        here = self.isChecked()
        if here or self.underMouse() or self.isDown():
            strokes.box(painter, ground, theme.colour("rail_active"), None)
        if here:
            strokes.box(painter, QRectF(-4, 16, 8, 32), theme.colour("rail").fromString(POINT_COLOUR), None, radius=2)
        ink = "rail_on" if here else "rail_ink"
        icons.paint(painter, self._icon, ink, QRectF(28, 10, 24, 24))
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour(ink))
        painter.drawText(QRectF(4, 36, 72, 22), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            strokes.focus_ring(painter, ground)


class Rail(QWidget):
    """The rail. `place_requested` says which place was asked for; `show_place` marks where one is."""

    place_requested = Signal(str)
    lock_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(Theme.current().size("rail"))
        self.setAccessibleName("Places")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 8)
        column.setSpacing(4)
        column.addWidget(Logo(), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        self._marking, self._toggled_to = False, ""
        together = QButtonGroup(self)
        self.items: dict[str, RailItem] = {}
        for place, (name, icon, key) in PLACES.items():
            item = RailItem(name, icon, key)
            item.clicked.connect(lambda _=False, place=place: self._clicked(place))
            item.toggled.connect(lambda on, place=place: self._toggled(on, place))
            together.addButton(item)
            column.addWidget(item)
            self.items[place] = item
        column.addStretch(1)
        self.lock = RailItem(*LOCK, place=False)
        self.lock.clicked.connect(self.lock_requested)
        column.addWidget(self.lock)
        self.backup = BackupMark()
        column.addWidget(self.backup)

    def show_place(self, place: str) -> None:
        """Mark the place one is in."""
        self._marking = True
        self.items[place].setChecked(True)
        self._marking, self._toggled_to = False, ""

    def _toggled(self, on: bool, place: str) -> None:
        """A screen reader toggles an item without clicking it; a click toggles it first."""
        if on and not self._marking:
            self._toggled_to = place
            self.place_requested.emit(place)

    def _clicked(self, place: str) -> None:
        """A click on the place where one is goes back to its start."""
        if self._toggled_to != place:
            self.place_requested.emit(place)
        self._toggled_to = ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The teal ground and, in the dark, its edge."""
        painter, colour = QPainter(self), Theme.current().colour
        strokes.fill(painter, QRectF(self.rect()), colour("rail"))
        strokes.fill(painter, QRectF(self.width() - 1, 0, 1, self.height()), colour("rail_line"))
