"""F1: every key that does something, on one card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.key_cap import KeyCap
from needledesk.ui.widgets.text import Text

KEYS = (
    ("Ctrl 1", "Today"),
    ("Ctrl 2", "Clients"),
    ("Ctrl 4", "Settings"),
    ("Ctrl F", "Search clients"),
    ("Enter", "In the search: open the first match"),
    ("Ctrl N", "New client"),
    ("Ctrl Shift N", "New visit"),
    ("Alt 1 … 4", "Screening, Treatment, Photos, Aftercare"),
    ("Y  N  U", "Answer the question one stands on"),
    ("F8", "Next unanswered question"),
    ("Shift F8", "Previous unanswered question"),
    ("Ctrl Z", "Undo the last answer or entry"),
    ("F9", "Start or finish treatment"),
    ("Ctrl B", "Back up now"),
    ("Ctrl L", "Lock now"),
    ("Ctrl T", "Time stamp in the notes"),
    ("Ctrl I", "Import photos"),
    ("Ctrl E", "Aftercare: export the PDF"),
    ("Ctrl P", "Aftercare: print"),
    ("Ctrl Shift P", "Aftercare: print, choose the printer"),
    ("Ctrl Enter", "Close a treated visit; keep a form"),
    ("Esc", "Close, fold, go back"),
    ("F11", "Full screen"),
    ("F1", "This list"),
)
ROWS = 12


class KeyList(QDialog):
    """The keys in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("NeedleDesk")
        self.setAccessibleName("Keys")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Text("Keys", "screen"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, (key, does) in enumerate(KEYS):
            row, place = number % ROWS, number // ROWS * 3
            grid.addWidget(KeyCap(key), row, place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Text(does, "body"), row, place + 1)
        grid.setColumnMinimumWidth(2, 24)
        column.addLayout(grid)
        close = Button("Close", kind="primary")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
