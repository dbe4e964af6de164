"""A number with minus and plus: passes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import IconButton


class _Number(QSpinBox):
    """The number in the middle: typed, or by the arrow keys."""

    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The stepper draws the ring."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right step as well."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepBy(step)
        else:
            super().keyPressEvent(event)


class Stepper(QWidget):
    """A whole number from `low` to `high`. `changed` says the number when the user picks another."""

    changed = Signal(int)

    def __init__(
        self,
        value: int = 1,
        low: int = 1,
        high: int = 9,
        name: str = "Passes",
        height: int = 48,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._number = _Number()
        self._number.setRange(low, high)
        self._number.setValue(value)
        self._number.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setFrame(False)
        self._number.focused.connect(self.update)
        self._number.setAccessibleName(name)
        self._number.lineEdit().setAccessibleName(name)
        self._number.setFixedSize(44, height - 2)
        self._number.valueChanged.connect(self._follow)
        self._less = IconButton("minus", f"{name}: one less", "quiet", height)
        self._more = IconButton("plus", f"{name}: one more", "quiet", height)
        for button, step in ((self._less, -1), (self._more, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.repeats = True
            button.clicked.connect(lambda _=False, step=step: self._number.stepBy(step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self._less, self._number, self._more):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._allow()

    @property
    def value(self) -> int:
        """The number."""
        return self._number.value()

    def set_value(self, value: int) -> None:
        """Show that number. Says nothing."""
        self._number.blockSignals(True)
        self._number.setValue(value)
        self._number.blockSignals(False)
        self._allow()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the frame."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme = Theme.current()
        strokes.box(painter, QRectF(self.rect()), theme.colour("surface"), theme.colour("line_strong"))
        if self._number.hasFocus():
            strokes.focus_ring(painter, QRectF(self._number.geometry()).adjusted(0, 1, 0, -1))

    def _follow(self, value: int) -> None:
        self._allow()
        self.changed.emit(value)

    def _allow(self) -> None:
        self._less.setEnabled(self.value > self._number.minimum())
        self._more.setEnabled(self.value < self._number.maximum())
