"""The line that tries the rule out as the draft has it, on one answer, today."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui import icons
from needledesk.ui.settings.protocol.trial import Trial
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.text import Text


class LiveCheck(QWidget):
    """Mark, sentence and date on the ground of the level that it comes to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trial: Trial | None = None
        self._family = "open"
        self._mark = MarkView("", 22)
        self.line = Text("", "body", wrap=True)
        self.line.setTextFormat(Qt.TextFormat.RichText)
        self.note = Text("", "small", "ink2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.line)
        words.addWidget(self.note)
        row.addLayout(words, 1)
        row.addWidget(Text("live check", "small", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        Theme.current().changed.connect(self._write)

    def text(self) -> str:
        """What it says, in one sentence."""
        return self._trial.spoken if self._trial else ""

    def show_trial(self, trial: Trial) -> None:
        """Show what came out."""
        self._trial = trial
        self._family = icons.tone(trial.status)["token"] if trial.status else "open"
        self._mark.show_status(trial.status or "")
        self._mark.setVisible(trial.status is not None)
        self.note.setText(trial.note)
        self.note.setVisible(bool(trial.note))
        self.setAccessibleName(f"Live check: {trial.spoken}")
        self._write()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fill the ground."""
        painter, theme = QPainter(self), Theme.current()
        strokes.begin(painter)
        ground, line = (
            ("sunken", "line") if self._family == "open" else (f"{self._family}_soft", f"{self._family}_line")
        )
        strokes.box(painter, QRectF(self.rect()), theme.colour(ground), theme.colour(line))

    def _write(self) -> None:
        """Bold what was given, bold and coloured what it comes to."""
        if self._trial is None:
            return
        ink = Theme.current().colour("ink" if self._family == "open" else self._family).name()
        given, between, end = (escape(part) for part in (self._trial.given, self._trial.between, self._trial.comes_to))
        self.line.setText(f"<b>{given}</b>{between}<b><font color='{ink}'>{end}</font></b>")
        self.line.setAccessibleName(self._trial.spoken)
