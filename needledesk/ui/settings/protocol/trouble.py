"""What went wrong on the page, kept in sight until the next thing goes well or it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.errors import DeskError
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class Trouble(QFrame):
    """What happened, what is kept, what to do; or in plain ink something that went well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cls", "card_stop")
        self._mark = IconView("octagon-alert", "stop", 22)
        self.happened, self.more = Text("", "h3", wrap=True), Text("", "body", wrap=True)
        close = IconButton("x", "Close the message", "quiet")
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.happened)
        words.addWidget(self.more)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 6, 8)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_error(self, error: DeskError) -> None:
        """Show a refusal, loudly."""
        self._show(
            "octagon-alert", "stop", "card_stop", error.happened, f"{error.safe} {error.do}".strip(), urgent=True
        )

    def show_done(self, happened: str, more: str = "") -> None:
        """Show that something is done."""
        self._show("circle-check", "proceed", "card", happened, more, urgent=False)

    def _show(self, icon: str, tone: str, frame: str, happened: str, more: str, urgent: bool) -> None:
        self._mark.show_icon(icon, tone)
        self.setProperty("cls", frame)
        self.style().unpolish(self)
        self.style().polish(self)
        self.happened.setText(happened)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.show()
        announce(self, f"{happened} {more}".strip(), urgent=urgent)
