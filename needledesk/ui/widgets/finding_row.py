"""One reason in the status card: mark, fact, what follows; opens to the rule, its source line and the arithmetic."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.domain.screening import Finding
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.text import Text

NOT_IN_SOURCE = "not in the source document"
_OPEN, _CLOSED = "Opened", "Opens to more about it"


class _Face(QAbstractButton):
    """The part that is pressed to open the row."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        pad = 5 if Theme.current().short else 9
        row.setContentsMargins(0, pad, 0, pad)
        row.setSpacing(10)
        row.addWidget(MarkView(finding.status, 20), 0, Qt.AlignmentFlag.AlignTop)
        self._title, self._reason = Text("", "fact", wrap=True), Text("", "small", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._reason)
        if finding.extension:
            words.addSpacing(4)
            words.addWidget(Chip(NOT_IN_SOURCE, "dashed"), 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        self.tell(finding)

    def tell(self, finding: Finding) -> None:
        """Show that fact, and the sum or what follows."""
        reason = finding.arithmetic or finding.reason
        self._title.setText(finding.title)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        parts = (f"{icons.tone(finding.status)['word']}: {finding.title}", reason, NOT_IN_SOURCE * finding.extension)
        self.setAccessibleName(". ".join(part for part in parts if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Only the focus ring: the rest are labels."""
        if self.hasFocus():
            painter = QPainter(self)
            strokes.begin(painter)
            strokes.focus_ring(painter, QRectF(self.rect()).adjusted(-1, 1, 1, -1), 6)


class FindingRow(QWidget):
    """A reason. `jump_requested` carries the key of the question it comes from."""

    jump_requested = Signal(str)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self._face = _Face(finding)
        self._face.setAccessibleDescription(_CLOSED)
        self._face.clicked.connect(self.toggle)
        self._details: QWidget | None = None
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._line = QFrame()
        self._line.setProperty("cls", "rule")
        self._line.setFixedHeight(1)
        column.addWidget(self._line)
        column.addWidget(self._face)

    def tell(self, finding: Finding) -> None:
        """Show another finding of the same status in its place: what is open changes with every answer."""
        self.finding, opened = finding, self.is_open
        self._face.tell(finding)
        if self._details is not None:
            self._details.hide()
            self._details.deleteLater()
            self._details = None
        if opened:
            self.toggle()

    def set_first(self, first: bool) -> None:
        """The first row has no line above it."""
        self._line.setVisible(not first)

    @property
    def is_open(self) -> bool:
        """Whether rule, source line and arithmetic are shown."""
        return self._details is not None and self._details.isVisibleTo(self)

    def toggle(self) -> None:
        """Show or hide rule, source line and arithmetic."""
        if self._details is None:
            self._details = self._make_details()
            self._column.addWidget(self._details)
            self._details.show()
        else:
            self._details.setVisible(not self.is_open)
        self._face.setAccessibleDescription(_OPEN if self.is_open else _CLOSED)

    def _make_details(self) -> QWidget:
        finding, details = self.finding, QWidget(self)
        column = QVBoxLayout(details)
        column.setContentsMargins(30, 0, 0, 9)
        column.setSpacing(4)
        source = f"Source line {finding.line}" if finding.line else "Not in the source document"
        lines = [finding.question, f"Answer: {finding.answer}" if finding.answer else "", finding.reason]
        lines += [finding.arithmetic, f"Rule {finding.rule}. {source}" if finding.rule else ""]
        for line in dict.fromkeys(filter(None, lines)):
            column.addWidget(Text(line, "small", wrap=True))
        if finding.key:
            jump = Button("Go to the question", "arrow-right", "quiet")
            jump.clicked.connect(lambda: self.jump_requested.emit(finding.key))
            column.addWidget(jump, 0, Qt.AlignmentFlag.AlignLeft)
        return details
