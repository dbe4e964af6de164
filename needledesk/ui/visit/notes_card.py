"""The notes of the session, kept while they are typed, with time stamps."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card

_STAMP = re.compile(r"^\d{2}:\d{2}(?= )")


class StampMarks(QSyntaxHighlighter):
    """Time stamps at the beginning of a line stand out."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        Theme.current().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Called for each line."""
        if found := _STAMP.match(text):
            look = QTextCharFormat()
            look.setForeground(Theme.current().colour("primary"))
            look.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(0, found.end(), look)


class NotesCard(Card):
    """Ctrl+T or the button begins a new line with the time."""

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__("Notes", parent=parent)
        self._open_visit = open_visit
        self._visit = 0
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Notes")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(80)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.stamp = Button("Time stamp", "clock", "quiet", key="Ctrl T")
        self._marks = StampMarks(self.text.document())
        self.head.setContentsMargins(14, 4, 8, 0)
        self.body.setContentsMargins(14, 4, 14, 12)
        self.head.addWidget(self.stamp)
        self.body.addWidget(self.text, 1)
        self.text.textChanged.connect(self._write)
        self.stamp.clicked.connect(self.add_stamp)
        open_visit.opened.connect(self.fill)

    def fill(self) -> None:
        """Show the notes of the open visit; what is being typed stays."""
        visit = self._open_visit.visit
        if self.text.toPlainText() != visit.note or self._visit != visit.id:
            self.text.blockSignals(True)
            self.text.setPlainText(visit.note)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
            self.text.blockSignals(False)
        self._visit = visit.id
        self.text.setReadOnly(not self._open_visit.editable)
        self.stamp.setEnabled(self._open_visit.editable)

    def add_stamp(self) -> None:
        """Begin a new line at the end with the time of day, ready to type."""
        if not self._open_visit.editable:
            return
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        begun = self.text.textCursor().block().text()
        self.text.insertPlainText(("\n" if begun.strip() else "") + stamp(self._open_visit.desk.now()))
        self.text.setFocus()

    def _write(self) -> None:
        if self._open_visit.shown and self._open_visit.editable:
            self._open_visit.write_note(self.text.toPlainText())


def stamp(at: datetime) -> str:
    """`14:02 `: the time of day as it begins a line."""
    return f"{at:%H:%M} "
