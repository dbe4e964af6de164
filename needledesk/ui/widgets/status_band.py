"""The coloured band of the status card: mark, word, second line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Status
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.text import Text

LONG_WORD = 14


class StatusBand(QWidget):
    """Shows a status; a new one fades in over 200 ms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alone = False  # whether nothing follows below, so that the lower corners are round too
        self._family = "open"
        self._ground: QColor | None = None
        self._mark = MarkView("", 44)
        self._word = Text("", "verdict", wrap=True)
        self._second = Text("", "second", wrap=True)
        self._fade = QVariantAnimation(self)
        self._fade.valueChanged.connect(self._tint)
        self._fade.finished.connect(lambda: self._tint(None))
        row = self._row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._word)
        words.addWidget(self._second)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._fit()

    @property
    def family(self) -> str:
        """The colour family of the status shown."""
        return self._family

    def show_status(self, status: Status | str, second: str) -> None:
        """Show that status with its second line."""
        entry = icons.tone(status)
        old = self._colour()
        self._family = entry["token"]
        ink = "ink" if self._family == "open" else self._family
        self._mark.show_status(status)
        self._word.restyle("verdict_long" if len(entry["word"]) > LONG_WORD else "verdict", ink)
        self._word.setText(entry["word"])
        self._second.restyle("second", ink)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self._start_fade(old)

    def changeEvent(self, event: QEvent) -> None:
        """A short screen has a lower band."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        short = Theme.current().short
        self._row.setContentsMargins(14, 8 if short else 12, 14, 8 if short else 12)
        self._mark.set_px(36 if short else 44)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fill the ground, round where the card is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        below = 0 if self.alone else 12
        path.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, below), 7, 7)
        painter.setClipRect(self.rect())
        painter.fillPath(path, self._ground or self._colour())

    def _colour(self) -> QColor:
        return Theme.current().colour("sunken" if self._family == "open" else f"{self._family}_soft")

    def _start_fade(self, old: QColor) -> None:
        duration = Theme.current().motion("verdict_change")
        if old == self._colour() or not duration or not self.isVisible():
            self._tint(None)
            return
        self._fade.stop()
        self._fade.setDuration(duration)
        self._fade.setStartValue(old)
        self._fade.setEndValue(self._colour())
        self._fade.start()

    def _tint(self, colour: QColor | None) -> None:
        self._ground = colour
        self.update()
