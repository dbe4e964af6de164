"""The teal panel at the left of the welcome pages: the program's name, the steps, the drawn face."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.face_drawing import draw_on_panel
from needledesk.ui.widgets.logo import Logo
from needledesk.ui.widgets.text import Text

_GROUND, _PALE, _LINE = "#123F3D", "#CFE0DC", "#7FB3AC"
WIDE = 540
LONG = 40  # letters of a practice’s name; a longer one is written smaller
FOOT = 230  # px that the practice’s name may take beside the drawn face


class StepLine(QWidget):
    """One step: its number in a ring, filled while it is the one to do."""

    def __init__(self, number: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._name = number, name
        self._now = self._done = False
        self.setFixedHeight(48)
        self.setAccessibleName(f"Step {number}: {name}")

    def show_state(self, now: bool, done: bool) -> None:
        """Whether this is the step one is at, or one that lies behind."""
        self._now, self._done = now, done
        self.setAccessibleDescription("You are here" if now else "Done" if done else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw ring, number and name."""
        painter, theme = QPainter(self), Theme.current()
        strokes.begin(painter)
        ring = QRectF(0.75, 7.75, 33, 33)
        painter.setPen(Qt.PenStyle.NoPen if self._now else QPen(QColor(_LINE), 1.5))
        painter.setBrush(QColor("white") if self._now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        painter.setFont(theme.font("question"))
        painter.setPen(QColor(_GROUND) if self._now else QColor("white"))
        if self._done:
            icons.paint(painter, "check", "rail_on", ring.adjusted(7, 7, -7, -7))
        else:
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(theme.font("card", 600 if self._now else 400))
        painter.setPen(QColor("white" if self._now else _PALE))
        painter.drawText(QRectF(50, 0, self.width() - 50, 48), Qt.AlignmentFlag.AlignVCenter, self._name)


class TealPanel(QWidget):
    """540 px wide, less in a narrow window. `show_step` marks where one is; a practice's name stands at the foot."""

    def __init__(self, steps: tuple[str, ...] = (), practice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._large = not steps
        self.setMaximumWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Logo(48))
        name = QLabel("NeedleDesk")
        name.setProperty("cls", "client")
        name.setStyleSheet("color: white")
        head.addWidget(name, 1)
        column.addLayout(head)
        column.addSpacing(40)
        self._steps = [StepLine(number, step) for number, step in enumerate(steps, 1)]
        for line in self._steps:
            column.addWidget(line)
        column.addStretch(1)
        if practice:
            foot = Text(practice, "client" if len(practice) <= LONG else "question", wrap=True)
            foot.setStyleSheet("color: white")
            foot.setMaximumWidth(FOOT)
            column.addWidget(foot)

    def show_step(self, step: int) -> None:
        """Mark a step, counted from 0."""
        for number, line in enumerate(self._steps):
            line.show_state(number == step, number < step)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The ground and the face, cut off at the panel's edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        tall = 640.0 if self._large else 430.0
        wide = tall * 320 / 424
        right, below = (84, 36) if self._large else (-24, 96)
        draw_on_panel(
            painter, QRectF(self.width() - wide + right, self.height() - tall + below, wide, tall), QColor(_GROUND)
        )
