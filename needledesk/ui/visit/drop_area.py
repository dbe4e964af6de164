"""Where files can be dropped: large on an empty place, low below other things."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

KINDS = "JPEG, PNG or HEIC, up to 40 MB each"


class DropArea(QFrame):
    """Words and a button for those who do not drag. The page takes the files that are let go."""

    import_requested = Signal()

    def __init__(self, low: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cls", "drop")
        self.setAccessibleName("Drop files here")
        self.title = Text("Drop files here", "h3" if low else "h2")
        self.words = Text(KINDS, "small", wrap=not low)
        self.button = Button("Choose files", "folder-open", height=48)
        self.button.clicked.connect(self.import_requested)
        if low:
            self._lay_out_low()
        else:
            self._lay_out_tall()

    def invite(self, view: str, editable: bool) -> None:
        """Ask for the photo of that view; on a closed visit only say that there is none."""
        title = f"Drop the photo here: {view}" if editable else f"No photo: {view}"
        self.title.setText(title)
        self.setAccessibleName(title)
        self.words.setVisible(editable)
        self.button.setVisible(editable)

    def _lay_out_low(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.words)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 12, 16, 12)
        self.row.setSpacing(16)
        self.row.addStretch(1)
        self.row.addWidget(IconView("image-up", "ink3", 32))
        self.row.addLayout(words)
        self.row.addWidget(self.button)
        self.row.addStretch(1)

    def _lay_out_tall(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconView("image-up", "ink3", 40), 0, middle)
        self.title.setAlignment(middle)
        self.words.setAlignment(middle)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)
