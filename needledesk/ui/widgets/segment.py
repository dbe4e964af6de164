"""A segment: two or more choices in one frame, at most one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

HEIGHT = 46
#: what a chosen part looks like: (ground, text, border or none)
ROLES = {
    "no": ("primary_soft", "primary", ""),
    "primary": ("primary", "on_primary", ""),
    "unsure": ("sunken", "ink", "ink3"),
    "limited": ("limited_soft", "limited", "limited_solid"),
    "decide": ("decide_soft", "decide", "decide_solid"),
    "wait": ("wait_soft", "wait", "wait_solid"),
    "letter": ("letter_soft", "letter", "letter_solid"),
    "stop": ("stop_soft", "stop", "stop_solid"),
    "plain": ("sunken", "ink", "ink3"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose. The icon shows while it is chosen; `width` 0: as wide as the text needs, at least 88."""

    key: str
    label: str
    icon: str = "check"
    role: str = "no"
    width: int = 0


class Part(QAbstractButton):
    """One part of a segment."""

    def __init__(self, choice: Choice, parent: Segment) -> None:
        super().__init__(parent)
        self.choice = choice
        self.role, self.icon_name = choice.role, choice.icon
        self.first = self.last = False
        self.setText(choice.label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """At least 88 by 46."""
        icon = 18 if self.icon_name else 0
        need = strokes.caption_width(self.text(), icon, Theme.current().font("body", 700))
        return QSize(max(self.choice.width, need + 8) if self.choice.width else max(88, need + 20), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As the hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the part: its ground with the frame's round ends, its caption, the divider, the ring."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setClipPath(self._frame(rect))
        ground, ink, border = ROLES[self.role] if self.isChecked() else ("surface", "ink2", "")
        if not self.isChecked() and (self.isDown() or self.underMouse()):
            ground = "primary_soft" if self.isDown() else "sunken"
        painter.fillRect(rect, theme.colour(ground))
        if not self.first and not border:
            painter.fillRect(QRectF(0, 1, 1, HEIGHT - 2), theme.colour("line"))
        if border:
            strokes.box(painter, rect, None, theme.colour(border), 2, 7 if self.first or self.last else 2)
        icon = self.icon_name if self.isChecked() else ""
        font = theme.font("body", 700 if self.isChecked() else 400)
        strokes.caption(painter, rect, self.text(), icon, 18, ink, font)
        painter.setClipping(False)
        if self.hasFocus():
            strokes.focus_ring(painter, QRectF(self.rect()), 7)

    def _frame(self, rect: QRectF) -> QPainterPath:
        path = QPainterPath()
        wide = rect.adjusted(1 if self.first else -9, 0, -1 if self.last else 9, 0)
        path.addRoundedRect(wide, 7, 7)
        return path

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space chooses, Delete clears."""
        segment = self.parent()
        assert isinstance(segment, Segment)
        if not segment.key_pressed(event.key()):
            super().keyPressEvent(event)


class Segment(QWidget):
    """At most one of the choices. `chosen` says the key when the user picks another, and "" when the user clears it."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[Choice], name: str, clearable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clearable = clearable
        self._key = ""
        self._setting = False
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.parts = {choice.key: Part(choice, self) for choice in choices}
        for key, part in self.parts.items():
            part.setAccessibleName(f"{name}: {part.choice.label}")
            part.toggled.connect(lambda on, key=key: self._toggled(key, on))
            row.addWidget(part)
        ends = list(self.parts.values())
        ends[0].first = ends[-1].last = True
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._arrange_tab_stop()

    @property
    def value(self) -> str:
        """The key of the chosen part, empty while none is."""
        return self._key

    def set_value(self, key: str) -> None:
        """Show that choice, or none for an empty key. Says nothing."""
        self._key, self._setting = key, True
        for own, part in self.parts.items():
            part.setAutoExclusive(False)
            part.setChecked(own == key)
            part.setAutoExclusive(True)
        self._setting = False
        self._arrange_tab_stop()

    def set_label(self, key: str, label: str) -> None:
        """Another word on a part."""
        self.parts[key].setText(label)
        self.parts[key].setAccessibleName(f"{self.accessibleName()}: {label}")
        self.parts[key].updateGeometry()

    def key_pressed(self, key: int) -> bool:
        """Arrow keys and Delete; True if it was one of them."""
        parts = list(self.parts.values())
        at = next((index for index, part in enumerate(parts) if part.hasFocus()), 0)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if step:
            parts[(at + step) % len(parts)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._clearable:
            self._choose("")
        return bool(step) or (self._clearable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the frame around the parts."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme = Theme.current()
        strokes.box(painter, QRectF(self.rect()), theme.colour("surface"), theme.colour("line_strong"))

    def _toggled(self, key: str, on: bool) -> None:
        """By the finger, the key or the screen reader, which toggles without a click."""
        if on and not self._setting:
            self._choose(key)

    def _choose(self, key: str) -> None:
        if key != self._key:
            self.set_value(key)
            self.chosen.emit(key)

    def _arrange_tab_stop(self) -> None:
        """One tab stop for the whole segment: the chosen part, else the first."""
        stop = self._key or next(iter(self.parts))
        for key, part in self.parts.items():
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == stop else Qt.FocusPolicy.ClickFocus)
