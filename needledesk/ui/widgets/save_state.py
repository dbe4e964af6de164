"""Whether what was typed is on disk: Saved 14:22, Saving, Not saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class SaveState(QWidget):
    """A small line in the header. Only a failure is loud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconView("", "ink3", 16)
        self._text = Text("", "small", "ink3")
        self._closed = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_saved(self, at: datetime) -> None:
        """Everything was on disk at that moment."""
        self._show(f"Saved {at:%H:%M}", "check", "ink3")

    @property
    def closed(self) -> bool:
        """Whether it says that nothing is saved any more."""
        return self._closed

    def show_closed(self, word: str) -> None:
        """Nothing is saved any more: `Sealed` or `Voided`."""
        self._show(word, "ban" if word == "Voided" else "lock", "ink2")
        self._closed = True

    def show_saving(self) -> None:
        """Something is on its way."""
        self._show("Saving", "loader", "ink2")

    def show_not_saved(self, text: str = "Not saved") -> None:
        """The disk refused; says why in two or three words."""
        if self.text() != text:
            announce(self, text, urgent=True)
        self._show(text, "octagon-x", "stop")

    def _show(self, text: str, icon: str, tone: str) -> None:
        self._closed = False
        self._icon.show_icon(icon, tone)
        self._text.setText(text)
        self._text.restyle("smallbold" if tone == "stop" else "small", tone)
        self.setAccessibleName(text)
