"""How far something is: a thin bar with a line of text."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from needledesk.ui.widgets.text import Text


class Progress(QWidget):
    """An 8 px bar; beside it a text such as "Writing PDF, page 1 of 2"."""

    def __init__(self, name: str = "Progress", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(name)
        self._text = Text("", "small")
        self._text.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._text)

    @property
    def share(self) -> float:
        """What is done, 0 to 1."""
        return self._bar.value() / 1000

    def show_share(self, share: float, text: str = "") -> None:
        """Show what is done, 0 to 1, and what is being done."""
        self._bar.setValue(round(1000 * min(1.0, max(0.0, share))))
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def set_tone(self, tone: str) -> None:
        """`stop` for a bar that tells of a shortage; empty for the usual colour."""
        self._bar.setProperty("tone", tone)
        self._bar.style().unpolish(self._bar)
        self._bar.style().polish(self._bar)
