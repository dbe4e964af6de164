"""The foot of the rail: when the last copy was made, and whether all is well with the copies."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

_GREEN = "#7CCB95"  # on the rail, which is as dark in both themes


class BackupMark(QAbstractButton):
    """A disk with a dot, or with a triangle where something should be done; the time below. Pressed: Backup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._well, self._busy = False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_standing("", "Copies of the record file", True)

    def show_standing(self, short: str, said: str, well: bool) -> None:
        """The time of the last copy, the sentence for whoever has it read out, and whether all is well."""
        self._well = well
        self.setText(short)
        self.setAccessibleName(f"Backup. {said}")
        self.setAccessibleDescription("Key Ctrl+B")
        self.setToolTip(f"{said} (Ctrl B)")
        self.update()

    def set_busy(self, busy: bool) -> None:
        """A copy is being made."""
        self._busy = busy
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(80, 56)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground under the pointer, disk, dot or triangle, time, focus ring."""
        painter, theme = QPainter(self), Theme.current()
        strokes.begin(painter)
        ground = QRectF(8, 2, 64, 52)
        if self.underMouse() or self.isDown():
            strokes.box(painter, ground, theme.colour("rail_active"), None)
        icons.paint(painter, "loader" if self._busy else "hard-drive-download", "rail_ink", QRectF(22, 8, 18, 18))
        if self._well:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("rail").fromString(_GREEN))
            painter.drawEllipse(QPointF(51, 17), 5, 5)
        else:
            icons.paint(painter, "triangle-alert", "rail_on", QRectF(44, 9, 16, 16))
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("rail_ink"))
        painter.drawText(QRectF(2, 28, 76, 20), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            strokes.focus_ring(painter, ground)
