"""The worked cases: run them on the draft, and what came out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.settings.protocol.filled_row import FilledRow
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class CheckCard(QWidget):
    """`check_requested` runs the cases, `cases_requested` shows what differs."""

    check_requested = Signal()
    cases_requested = Signal()

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._line = "line"
        self._mark = IconView("circle", "ink3", 26)
        self.result, self.detail = Text("", "h3", wrap=True), Text("", "small", wrap=True)
        self.cases = Button("Show cases", "", "quiet")
        self.check = Button("Check worked cases", "clipboard-check")
        told = QWidget()
        told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        told.setMinimumSize(230, 44)
        inside = QHBoxLayout(told)
        inside.setContentsMargins(0, 2, 0, 2)
        inside.setSpacing(12)
        inside.addWidget(self._mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.result)
        words.addWidget(self.detail)
        words.addStretch(1)
        inside.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 10)
        row = FilledRow(8)
        for part in (told, self.cases, self.check):
            row.addWidget(part)
        column.addLayout(row)
        self.check.clicked.connect(self._start)
        self.cases.clicked.connect(self.cases_requested)

    def refresh(self) -> None:
        """Show what is known of this very draft."""
        self.check.set_busy(self._keeper.checking)
        outcome = self._keeper.check
        if outcome is None:
            self._tell(
                "circle", "ink3", "line", "Worked cases: not checked yet", "They must run on this very draft first."
            )
            self.cases.hide()
            return
        said = f"Worked cases: {outcome.passed} passed, {outcome.failed} failed"
        at = self._keeper.checked_at
        when = f"Checked {at:%H:%M} against this draft" if at else "Checked against this draft"
        changed = len({change.case for change in outcome.changes})
        more = f"; {changed} come{'s' * (changed == 1)} out differently" if changed else ""
        if outcome.failed:
            self._tell("triangle-alert", "decide", "decide_line", said, when + more)
        else:
            self._tell("circle-check", "proceed", "proceed_line", said, when + more)
        self.cases.setVisible(bool(outcome.failed or changed))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A card whose border says how it went; so do icon and words."""
        painter, theme = QPainter(self), Theme.current()
        strokes.begin(painter)
        strokes.box(painter, QRectF(self.rect()), theme.colour("surface"), theme.colour(self._line))

    def _start(self) -> None:
        self.check.set_busy(True)
        self.check_requested.emit()

    def _tell(self, icon: str, tone: str, line: str, said: str, detail: str) -> None:
        if said != self.result.text() and self.result.text() and self.isVisible():
            announce(self, said)
        self._mark.show_icon(icon, tone)
        self._line = line
        self.result.setText(said)
        self.detail.setText(detail)
        self.update()
