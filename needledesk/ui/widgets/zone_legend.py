"""What the colours on the zone map mean."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes, zone_paint
from needledesk.ui.widgets.text import Text

DEPTHS = {"z1": "to 0.5 mm", "z2": "1.0 mm", "z3": "1.5 mm", "z4": "over 1.5 mm"}


class Swatch(QWidget):
    """A small box in a depth colour, dashed for `untreated`, hatched for `left_out` and `never`."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """24 by 18."""
        return QSize(24, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._kind in DEPTHS:
            strokes.box(painter, QRectF(self.rect()), theme.colour(self._kind), theme.colour("zline"), 1, 4)
            return
        colour = {"left_out": "limited", "never": "stop"}.get(self._kind)
        dashes = Qt.PenStyle.SolidLine if self._kind == "left_out" else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.colour(colour or "line_strong"), 1, dashes))
        painter.setBrush(
            zone_paint.hatch(colour, -45 if colour == "limited" else 45) if colour else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(rect, 4, 4)


class ZoneLegend(QWidget):
    """Depth ramp, untreated, left out today with the reasons, never."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self._column.addWidget(Text("Depth", "lab"))
        for kind, words in DEPTHS.items():
            self._column.addWidget(_row(kind, words))
        self._untreated = _row("untreated", "untreated")
        self._column.addWidget(self._untreated)
        self._out_title = Text("Left out today", "lab")
        self._out = QVBoxLayout()
        self._column.addSpacing(6)
        self._column.addWidget(self._out_title)
        self._column.addLayout(self._out)
        self._column.addSpacing(6)
        self._never = (Text("Never", "lab"), _row("never", "inside the eye bone, red of the lips"))
        for part in self._never:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.show_left_out({})

    def show_left_out(self, zones: Mapping[str, str]) -> None:
        """The zones left out today by name, each with why."""
        while (item := self._out.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name, why in zones.items():
            self._out.addWidget(_row("left_out", f"{name}: {why}"))
        self._out_title.setVisible(bool(zones))

    def changeEvent(self, event: QEvent) -> None:
        """On a short screen the row that says least hides."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._untreated.setVisible(not Theme.current().short)

    def show_side(self, side: str) -> None:
        """The never-zones are on the face only."""
        for part in self._never:
            part.setVisible(side == "face")


def _row(kind: str, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Swatch(kind), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(words, "small", wrap=True), 1)
    return line
