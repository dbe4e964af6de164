"""The foot of the status card: the way round a verdict where there is one, and the reason once it was taken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.calendar import say_moment
from needledesk.domain.decisions import Override
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.text import Text


class OverrideBox(QWidget):
    """`override_requested` and `withdraw_requested` ask; what is shown comes by `show_override`."""

    override_requested = Signal()
    withdraw_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask = Button("Override with a reason", "pen-line", "quiet")
        self.why_not = Text("", "small", wrap=True)
        self.label, self.reason = Text("Reason for the override", "smallbold", "ink"), Text("", "small", wrap=True)
        self.withdraw = Button("Withdraw the override", "undo-2", "quiet")
        self.ask.clicked.connect(self.override_requested)
        self.withdraw.clicked.connect(self.withdraw_requested)
        words = self._words = QVBoxLayout()
        words.setContentsMargins(14, 8, 14, 8)
        words.setSpacing(2)
        for part in (self.label, self.reason, self.why_not):
            words.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addWidget(self.ask)
        column.addLayout(words)
        column.addWidget(self.withdraw)

    def show_override(self, override: Override | None, refused: str, open_to_change: bool) -> None:
        """Show what stands, or the button; `refused`: why there can be none yet."""
        for part in (self.label, self.reason):
            part.setVisible(override is not None)
        if override is not None:
            self.reason.setText(f"“{override.reason}”")
            self.reason.setToolTip(f"{override.by}, {say_moment(override.at, year=True)}")
        asks = override is None and open_to_change
        self.ask.setVisible(asks)
        self.ask.setEnabled(not refused)
        self.ask.setAccessibleDescription(refused)
        self.why_not.setText(refused)
        self.why_not.setVisible(asks and bool(refused))
        self.withdraw.setVisible(override is not None and open_to_change)
        shown = override is not None or (asks and bool(refused))
        above, below = (0, 4) if asks else (8, 8)
        self._words.setContentsMargins(14, above if shown else 0, 14, below if shown else 0)
