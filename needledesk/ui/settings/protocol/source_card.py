"""What the source says beside what the program does, and why they differ."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Rule
from needledesk.ui.settings.protocol.rule_delegate import DIFFERS
from needledesk.ui.settings.protocol.rule_line import EXTRA
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class SourceCard(QFrame):
    """Two columns, and below them on amber ground the difference, if there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cls", "card")
        self.says_title, self.says = Text("", "lab"), Text("", "small", "ink", wrap=True)
        self.does = Text("", "small", "ink", wrap=True)
        self.chip = Chip(EXTRA, "dashed")
        self.why = _Why()
        columns = QHBoxLayout()
        columns.setSpacing(0)
        left = _column(self.says_title, self.says)
        left.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        columns.addLayout(left, 1)
        between = Hairline()
        between.setMinimumHeight(0)
        between.setMaximumHeight(16777215)
        between.setFixedWidth(1)
        columns.addWidget(between)
        columns.addLayout(_column(Text("The program does", "lab"), self.does), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addLayout(columns)
        outer.addWidget(self.why)

    def show_rule(self, rule: Rule) -> None:
        """Show that rule's three sentences."""
        self.says_title.setText(_where(rule))
        self.says.setText(rule.says)
        self.chip.setVisible(rule.extension)
        self.does.setText(rule.does)
        self.why.show_why("Why it was added." if rule.extension else "Why they differ.", rule.why)


class _Why(QWidget):
    """The amber foot."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._why = "", ""
        self.text = Text("", "small", "ink", wrap=True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(IconView(DIFFERS, "decide", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        Theme.current().changed.connect(self._write)

    def show_why(self, head: str, why: str) -> None:
        """Show the reason; nothing for an empty one."""
        self._head, self._why = head, why
        self.text.setAccessibleName(f"{head} {why}")
        self.setVisible(bool(why))
        self._write()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Amber, round at the foot like the card."""
        painter, theme = QPainter(self), Theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0, -12, 0, 0), 7, 7)
        painter.setClipRect(rect)
        painter.fillPath(path, theme.colour("decide_soft"))
        painter.fillRect(QRectF(0, 0, rect.width(), 1), theme.colour("decide_line"))

    def _write(self) -> None:
        ink = Theme.current().colour("decide").name()
        self.text.setText(f"<b><font color='{ink}'>{escape(self._head)}</font></b> {escape(self._why)}")


def _column(title: Text, text: Text) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(4)
    column.addWidget(title)
    column.addWidget(text)
    column.addStretch(1)
    return column


def _where(rule: Rule) -> str:
    """`The source says, line 21`."""
    if rule.extension:
        return "The source says"
    return f"The source says, line{'s' * (',' in rule.line)} {rule.line}"
