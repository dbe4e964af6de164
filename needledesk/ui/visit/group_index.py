"""The groups of the checklist at the left: how far each is, and the worst that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Status
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.text import Text

#: Width in px at text size 100 %.
WIDTH = 202


@dataclass(frozen=True, slots=True)
class GroupState:
    """What one entry shows."""

    key: str
    title: str
    text: str  # "9 of 9 · 1 unsure"
    status: Status


class GroupButton(QAbstractButton):
    """One entry: mark, title, count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._title, self._text = MarkView(px=26), Text(role="h3", wrap=True), Text(role="small", wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._title)
        self._words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addLayout(self._words, 1)
        for part in (self._mark, self._title, self._text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_state(self, state: GroupState) -> None:
        """Show how far the group is."""
        self._mark.show_status(state.status)
        self._title.setText(state.title)
        self._text.setText(state.text)
        self.setText(state.title)
        self.setAccessibleName(f"{state.title}, {state.text}, {icons.tone(state.status)['word']}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its two texts need, at least 60."""
        layout = self.layout()
        assert layout is not None
        wide = Theme.current().scaled(WIDTH)
        return QSize(wide, max(60, layout.totalHeightForWidth(wide)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The current one stands on a card."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect())
        if self.isChecked() or self.isDown():
            strokes.box(painter, rect, theme.colour("surface"), theme.colour("line"))
        elif self.underMouse():
            strokes.box(painter, rect, theme.colour("sunken"), None)
        if self.hasFocus():
            strokes.focus_ring(painter, rect)


class GroupIndex(QWidget):
    """The column of entries. `chosen` carries the group's key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Groups of questions")
        self._fit()
        Theme.current().changed.connect(self._fit)
        self.buttons: dict[str, GroupButton] = {}
        self._column = QVBoxLayout(self)
        self._marking = False
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def show_states(self, states: Sequence[GroupState]) -> None:
        """Show these groups; the buttons are made once and then refilled."""
        self.make_for([state.key for state in states])
        for state in states:
            self.buttons[state.key].show_state(state)

    def make_for(self, keys: list[str]) -> None:
        """Make the buttons of these groups, unless they are there."""
        if list(self.buttons) == keys:
            return
        for old in self.buttons.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = {}
        for place, key in enumerate(keys):
            button = GroupButton(self)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            button.toggled.connect(lambda on, key=key: self._toggled(on, key))
            self._column.insertWidget(place, button)
            self.buttons[key] = button

    def set_current(self, key: str) -> None:
        """Mark the group that is being read."""
        if key in self.buttons:
            self._marking = True
            self.buttons[key].setChecked(True)
            self._marking = False

    def _toggled(self, on: bool, key: str) -> None:
        """A screen reader toggles a button without clicking it."""
        if on and not self._marking:
            self.chosen.emit(key)

    def _fit(self) -> None:
        """Larger text needs a wider column."""
        self.setFixedWidth(Theme.current().scaled(WIDTH))
