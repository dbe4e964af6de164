"""Check everything: a button, how far it is, and the result with what was touched, in words."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.verification import Report
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.text import Text

#: Lines of what was touched that are shown; how many more there are is said.
SHOWN = 200
_WHAT = "Reads every entry, row, picture and seal, and changes nothing. You can go on working."


class EverythingCard(Card):
    """`done` once a check has ended, and left its entry in the history."""

    done = Signal()
    _advanced = Signal(float)  # from the thread that checks

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__("Was anything touched?", parent=parent)
        self._desk, self._background = desk, background
        self._stop = Event()
        self.outside = LineField("Head from paper or a backup, if you have one", "1234-7F3A-91C2-55E0-0D1B")
        self.check = Button("Check everything", "clipboard-check", "tonal", 48)
        self.cancel = Button("Cancel", "x", "plain", 48)
        self.progress = Progress("Checking everything")
        self._mark = IconView("", "proceed", 24)
        self.result, self.details = Text("", "h3", "", wrap=True), Text("", "body", "ink2", wrap=True)
        self.outside.setMaximumWidth(420)
        self._arrange()
        self.check.clicked.connect(self.start)
        self.cancel.clicked.connect(self._stop.set)
        self._advanced.connect(self.progress.show_share)
        background.hurried.connect(self._stop.set)

    def start(self) -> None:
        """Begin a check, beside the desk's own thread."""
        self._stop.clear()
        self.outside.complain("")
        self._show_running(True)
        self.progress.show_share(0)
        self._background.aside(
            self._desk.history.verify,
            self._advanced.emit,
            self._stop.is_set,
            self.outside.text,
            then=self._show,
            failed=self._refused,
            owner=self,
        )

    def _arrange(self) -> None:
        self.body.addWidget(Text(_WHAT, "small", "ink2", wrap=True))
        self.body.addWidget(self.outside)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.check)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        row.addStretch(0)
        self.body.addLayout(row)
        told = QHBoxLayout()
        told.setSpacing(10)
        told.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.result)
        words.addWidget(self.details)
        told.addLayout(words, 1)
        self.body.addLayout(told)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self._mark, self.result, self.details, self.progress, self.cancel):
            part.hide()

    def _show_running(self, running: bool) -> None:
        self.check.set_busy(running)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)

    def _show(self, report: Report) -> None:
        lines = [*report.faults[:SHOWN]]
        if len(report.faults) > SHOWN:
            lines.append(f"and {len(report.faults) - SHOWN} more")
        lines += [*report.notices, f"Looked at: {report.looked_at}."]
        self._tell("" if report.cancelled and not report.faults else report.whole, report.summary, "\n".join(lines))
        self.done.emit()

    def _refused(self, error: DeskError) -> None:
        self._show_running(False)
        self.outside.complain(f"{error.happened} {error.do}".strip())

    def _tell(self, sound: bool | str, title: str, details: str) -> None:
        self._show_running(False)
        tone = "ink3" if sound == "" else "proceed" if sound else "stop"
        icon = "circle-minus" if sound == "" else "circle-check" if sound else "octagon-alert"
        self._mark.show_icon(icon, tone)
        self.result.setText(title)
        self.details.setText(details)
        for part in (self._mark, self.result, self.details):
            part.show()
        announce(self, title, urgent=sound is False)
