"""The status card: the verdict with every reason, what is open, and the decision where it is the practitioner’s."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.decisions import OVERRIDABLE, Decision, Override
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.decision_box import DecisionBox
from needledesk.ui.widgets.override_box import OverrideBox
from needledesk.ui.widgets.reasons import Reasons
from needledesk.ui.widgets.status_band import StatusBand
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.verdict_words import second_line

#: Pixels of air above the words of the title, whose button is higher than they are; where there is no title as well.
HEAD_AIR = 10
MODES = ("full", "told", "reasons", "band")


class _Frame(QFrame):
    """The card's border in the colour of its status; dashed while incomplete."""

    def __init__(self) -> None:
        super().__init__()
        self.family = "open"

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw ground and border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, waiting = Theme.current(), self.family == "open"
        colour = theme.colour("line_strong" if waiting else f"{self.family}_line")
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine if waiting else Qt.PenStyle.SolidLine))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class StatusCard(QWidget):
    """Shows a verdict. `mode`: full (title, reasons, what may be decided), told (title and reasons), reasons, or band.
    An override that stands is shown with its reason in each of them.

    `decided` carries treat and reason; `jump_requested` the key of a question.
    """

    decided = Signal(bool, str)
    jump_requested = Signal(str)
    override_requested = Signal()
    withdraw_requested = Signal()
    copy_requested = Signal()

    def __init__(self, mode: str = "full", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self._overridden: Override | None = None
        self._refused = ""
        self.second = ""  # the line under the word
        self._said = ""
        self._title, self._note = Text("", "h3", wrap=True), Text("", "small")
        self._band, self._reasons, self.decision, self.override = StatusBand(), Reasons(), DecisionBox(), OverrideBox()
        self.copy = IconButton("copy", "Copy as text", "quiet")
        self._frame = _Frame()
        self._reasons.jump_requested.connect(self.jump_requested)
        self.decision.decided.connect(self.decided)
        self.override.override_requested.connect(self.override_requested)
        self.override.withdraw_requested.connect(self.withdraw_requested)
        self.copy.clicked.connect(self.copy_requested)
        self._head = QWidget()
        self._lay_out()
        self.set_mode(mode)

    def set_mode(self, mode: str) -> None:
        """full, told, reasons or band."""
        self._mode = mode
        self._arrange()

    def show_verdict(
        self,
        verdict: Verdict,
        title: str = "Verdict so far",
        second: str | None = None,
        note: str = "",
        decision: Decision | None = None,
        today: date | None = None,
        questions: Mapping[str, str] | None = None,
        override: Override | None = None,
        refused: str = "",
    ) -> None:
        """Show a verdict with all its reasons.

        `second` replaces the line under the word; `note` stands at the right of the title ("Protocol v3");
        `questions` names the questions by key, for the open ones; dates in the year of `today` go without the year.
        `refused`: why there can be no override.
        """
        line = second_line(verdict, decision, today, override) if second is None else second
        if verdict != self._verdict or not self._said:
            self._reasons.show_verdict(verdict, questions or {})
        self._verdict, self._overridden, self._refused, self.second = verdict, override, refused, line
        self._title.setText(title)
        self._note.setText(note)
        self._band.show_status(verdict.status, line)
        self._frame.family = self._band.family
        self.decision.show_decision(decision)
        self._frame.update()
        self._arrange()
        self._say(f"{icons.tone(verdict.status)['word']}, {line}")

    @property
    def reasons_height(self) -> int:
        """How high the reasons are shown, in px; 0 while they are not."""
        if not self._reasons.isVisibleTo(self):
            return 0
        return min(self._reasons.sizeHint().height(), self._reasons.maximumHeight())

    def cap_reasons(self, height: int) -> None:
        """Let the reasons scroll within that height, in px, where they need more."""
        if height != self._reasons.maximumHeight():
            self._reasons.setMaximumHeight(height)

    def take_focus(self) -> bool:
        """Put the focus on the decision that is asked for; False if there is none."""
        if not self.decision.isVisible():
            return False
        self.decision.take_focus()
        return True

    def _say(self, words: str) -> None:
        self.setAccessibleName(f"Status: {words}")
        if self._said and self._said != words:
            announce(self, f"Status: {words}")
        self._said = words

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self._note)
        head.addWidget(self.copy)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._band)
        inside.addWidget(self._reasons)
        inside.addWidget(self.decision)
        inside.addWidget(self.override)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._frame)

    def _arrange(self) -> None:
        status, full = self._verdict.status if self._verdict is not None else None, self._mode == "full"
        self._head.setVisible(self._mode in ("full", "told"))
        self._reasons.setVisible(self._mode != "band" and self._reasons.filled)
        self.decision.setVisible(full and status is Status.PRACTITIONER_DECISION)
        self.override.show_override(self._overridden, self._refused, full)
        open_still = self._verdict is not None and bool(self._verdict.open_questions)
        asks = full and not open_still  # before that the room is the reasons'
        self.override.setVisible(status in OVERRIDABLE and (asks or self._overridden is not None))
        below = (self._reasons, self.decision, self.override)
        self._band.alone = not any(part.isVisibleTo(self._frame) for part in below)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the side column."""
        return QSize(240, super().minimumSizeHint().height())
