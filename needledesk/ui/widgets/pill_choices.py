"""A row of toggle buttons: endpoints, depth keys, zones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.flow import Flow
from needledesk.ui.widgets.segment import Choice

#: role: (ground, line, text) chosen, then not chosen, and whether the icon shows while not chosen
LOOKS = {
    "no": (("primary_soft", "primary", "primary"), ("surface", "line_strong", "ink"), False),
    "primary": (("primary", "primary", "on_primary"), ("surface", "line_strong", "ink"), False),
    "amber": (("decide_solid", "decide_solid", "on_solid"), ("decide_soft", "decide_line", "decide"), True),
    "limited": (("limited_soft", "limited_solid", "limited"), ("surface", "line_strong", "ink"), False),
}


class Pill(QAbstractButton):
    """One toggle button of the row."""

    def __init__(self, choice: Choice, wide: int, tall: int, parent: PillChoices) -> None:
        super().__init__(parent)
        self.choice, self._wide, self._tall, self._row = choice, wide, tall, parent
        self.setText(choice.label)
        self.setCheckable(True)
        self.setAutoExclusive(parent.one)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The given width, or what text and icon need."""
        icon = 18 if self.choice.icon else 0
        need = strokes.caption_width(self.text(), icon, Theme.current().font("body", 700)) + 20
        return QSize(max(self._wide, need if not self._wide else 0, 44), self._tall)

    def minimumSizeHint(self) -> QSize:
        """As the hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the pill."""
        painter = QPainter(self)
        strokes.begin(painter)
        chosen, free, always = LOOKS[self.choice.role]
        ground, line, ink = chosen if self.isChecked() else free
        theme, rect = Theme.current(), QRectF(self.rect())
        if not self.isEnabled():
            ground, line, ink = "sunken", "line", "ink3"
        elif not self.isChecked() and self.isDown():
            ground = "primary_soft"
        strokes.box(painter, rect, theme.colour(ground), theme.colour(line), 2 if self.isChecked() else 1)
        icon = self.choice.icon if self.isChecked() or always else ""
        strokes.caption(painter, rect, self.text(), icon, 16 if self._wide else 18, ink, self._font())
        if self.hasFocus():
            strokes.focus_ring(painter, rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move along the row."""
        if not self._row.move_from(self, event.key()):
            super().keyPressEvent(event)

    def _font(self) -> QFont:
        return Theme.current().font("question" if self._wide else "body", 700 if self.isChecked() else 400)


class PillChoices(QWidget):
    """Toggle buttons that wrap. One at most (`chosen`), or with `many` any number (`toggled`)."""

    chosen = Signal(str)
    toggled = Signal(str, bool)

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        wide: int = 0,
        height: int = 44,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.one = not many
        self._value = ""
        self._setting = False
        self.setAccessibleName(name)
        row = Flow(6 if wide else 8, self)
        self.pills = {choice.key: Pill(choice, wide, height, self) for choice in choices}
        for key, pill in self.pills.items():
            pill.setAccessibleName(f"{name}: {pill.choice.label}")
            pill.toggled.connect(lambda on, key=key: self._toggled(key, on))
            row.addWidget(pill)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def value(self) -> str:
        """The key of the chosen one, empty while none is."""
        return self._value

    def set_value(self, key: str) -> None:
        """Show that one as chosen, or none for an empty key. Says nothing."""
        self.set_values((key,) if key else ())

    @property
    def values(self) -> tuple[str, ...]:
        """The keys of all that are on, in their order."""
        return tuple(key for key, pill in self.pills.items() if pill.isChecked())

    def set_values(self, keys: Iterable[str]) -> None:
        """Show those as on, the others as off. Says nothing."""
        wanted, self._setting = set(keys), True
        for key, pill in self.pills.items():
            pill.setAutoExclusive(False)
            pill.setChecked(key in wanted)
            pill.setAutoExclusive(self.one)
        self._setting = False
        self._value = next(iter(self.values), "") if self.one else ""

    def move_from(self, pill: Pill, key: int) -> bool:
        """Move the focus along the row for an arrow key; True if it was one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if step:
            able = [each for each in self.pills.values() if each.isEnabled()]
            able[(able.index(pill) + step) % len(able)].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(step)

    def _toggled(self, key: str, on: bool) -> None:
        """By the finger, the key or the screen reader, which toggles without a click."""
        if self._setting:
            return
        if not self.one:
            self.toggled.emit(key, on)
        elif on and key != self._value:
            self.set_value(key)
            self.chosen.emit(key)
