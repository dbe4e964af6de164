"""The recovery sheet small, as it lies in the printer: white in both themes, two of its groups covered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.logo import draw_drop

WIDE = 296
_SIDE, _ACROSS, _HIGH, _APART = 22, 3, 32, 8
_PAPER, _INK, _PALE, _LINE = "#FFFFFF", "#1C2829", "#465253", "#CFC8BB"
COVERED = "•••••"
KEEP = "Keep this in a locked place, not near the laptop. It opens the record file without the passphrase."


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """What is on the sheet."""

    practice: str = ""
    file: str = ""
    groups: tuple[str, ...] = ("",) * 13
    covered: tuple[int, ...] = ()


class Paper(QWidget):
    """Only to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written = Written()
        self.setFixedWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_written(self._written)

    def show_written(self, written: Written) -> None:
        """Another sheet; a screen reader says which groups are covered, and none of them."""
        self._written = written
        self.setAccessibleName("Recovery sheet")
        covered = " and ".join(str(at + 1) for at in written.covered)
        self.setAccessibleDescription(f"Groups {covered} are covered here" if covered else "")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as what is on it."""
        rows = -(-len(self._written.groups) // _ACROSS)
        small = Theme.current().scaled(16)
        foot = 0 if Theme.current().short else 3 * small + 24 + small
        return QSize(WIDE, 20 + 26 + 8 + 2 * small + 10 + rows * (_HIGH + _APART) + 4 + foot + 12)

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Head and groups, then the foot."""
        painter, theme = QPainter(self), Theme.current()
        strokes.begin(painter)
        painter.fillRect(self.rect(), QColor(_PAPER))
        painter.setPen(theme.colour("line_strong"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        draw_drop(painter, QRectF(_SIDE, 20, 26, 26), QColor("#0E5C5A"), QColor("#A4523A"))
        self._words(painter, QRectF(_SIDE + 34, 20, WIDE - 2 * _SIDE - 34, 26), "Recovery sheet", _serif(theme), _INK)
        small, down = theme.scaled(16), 54.0
        for line in (self._written.practice, self._written.file):
            self._words(painter, QRectF(_SIDE, down, WIDE - 2 * _SIDE, small), line, _sans(theme, 12), _PALE)
            down += small
        down = self._groups(painter, theme, down + 10)
        if not theme.short:
            self._foot(painter, theme, down)

    def changeEvent(self, event: QEvent) -> None:
        """Larger type, or a short screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _foot(self, painter: QPainter, theme: Theme, down: float) -> None:
        """Where to keep it and who does; a short screen does without."""
        small = theme.scaled(16)
        room = QRectF(_SIDE, down + 4, WIDE - 2 * _SIDE, 3 * small)
        painter.setFont(_sans(theme, 12))
        painter.setPen(QColor(_INK))
        painter.drawText(room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, KEEP)
        foot = self.height() - small - 12
        painter.setPen(QPen(QColor(_LINE), 1))
        painter.drawLine(_SIDE, round(foot) - 2, WIDE - _SIDE, round(foot) - 2)
        self._words(painter, QRectF(_SIDE, foot, WIDE - 2 * _SIDE, small), "kept by", _sans(theme, 12), _PALE)

    def _groups(self, painter: QPainter, theme: Theme, down: float) -> float:
        wide = (WIDE - 2 * _SIDE - (_ACROSS - 1) * 10) / _ACROSS
        for at, group in enumerate(self._written.groups):
            row, column = divmod(at, _ACROSS)
            box = QRectF(_SIDE + column * (wide + 10), down + row * (_HIGH + _APART), wide, _HIGH)
            painter.setPen(QPen(QColor(_LINE), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            words = COVERED if group and at in self._written.covered else group
            middle = Qt.AlignmentFlag.AlignCenter
            self._words(painter, box, words, _sans(theme, 15, QFont.Weight.DemiBold), _INK, middle)
        return down + (len(self._written.groups) + _ACROSS - 1) // _ACROSS * (_HIGH + _APART)

    def _words(
        self,
        painter: QPainter,
        room: QRectF,
        words: str,
        font: QFont,
        colour: str,
        place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, place, elided)


def _sans(theme: Theme, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(theme.font("body"))
    font.setPixelSize(round(theme.scaled(px)))
    font.setWeight(weight)
    return font


def _serif(theme: Theme) -> QFont:
    font = QFont(theme.font("verdict"))
    font.setPixelSize(round(theme.scaled(16)))
    return font
