"""One question: its title, what it stands for, the answer, and under a yes what the yes carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Question, Rule
from needledesk.domain.returning import Earlier
from needledesk.ui.theme import Theme
from needledesk.ui.visit.last_answer import LastAnswer
from needledesk.ui.visit.row_outcome import RowOutcome
from needledesk.ui.visit.sub_row import LEAST_WORDS, REPLY_KEYS, SubRow
from needledesk.ui.visit.tab_order import place_after
from needledesk.ui.widgets.answer_segment import AnswerSegment
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.finding_row import NOT_IN_SOURCE
from needledesk.ui.widgets.sharing_flow import SharingFlow
from needledesk.ui.widgets.text import Text

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class QuestionRow(QFrame):
    """Made once, refilled for each visit.

    `answered` carries key and Answer (None: cleared); `passed` the key once the question was answered by Y, N or
    U, so that the page can go on; `reached` the key when the focus came by keyboard.
    """

    answered = Signal(str, object)
    passed = Signal(str)
    left = Signal(str)  # Enter in a field below the yes
    reached = Signal(str)

    def __init__(
        self, question: Question, rule: Rule, first: bool, column: bool | None = None, parent: QWidget | None = None
    ) -> None:
        """`column`: whether last time's answer has a column of its own; None: as the text size has it."""
        super().__init__(parent)
        self.question, self.rule = question, rule
        self._answer: Answer | None = None
        self._outcome = RowOutcome()
        self._sub: SubRow | None = None
        self._today, self._order, self._open_to_change = date.min, "dmy", True
        self._tapped = False
        self._first = first
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.text)
        self.segment = AnswerSegment(question.title)
        self.segment.setAccessibleDescription(question.text)
        self.segment.answered.connect(self._take_reply)
        self._sentence = Text(question.text, "small", "ink", wrap=True)
        self._sentence.hide()
        self.last = LastAnswer(column)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 7, 12, 7)
        self._column.setSpacing(0)
        self._column.addLayout(self._head())
        for part in self.segment.parts.values():
            part.setToolTip(question.text)
            part.installEventFilter(self)

    @property
    def answer(self) -> Answer | None:
        """What is shown as the answer."""
        return self._answer

    @property
    def outcome(self) -> RowOutcome:
        """What is shown of what the answer comes to."""
        return self._outcome

    @property
    def sub_row(self) -> SubRow | None:
        """What the yes carries; None unless the answer is a yes that carries something."""
        return self._sub if self._sub is not None and self._sub.isVisibleTo(self) else None

    def begin(self, today: date, order: str) -> None:
        """Another visit: what was typed for the last one goes. `order`: how 03/04 is read, dmy or mdy."""
        self._today, self._order, self._answer, self._tapped = today, order, None, False
        self.show_sentence(False)
        if self._sub is not None:
            self._sub.hide()
            self._sub.deleteLater()
            self._sub = None

    def set_today(self, today: date) -> None:
        """Which day it is, for Today and Yesterday: the window may stay open past midnight."""
        self._today = today
        if self._sub is not None and self._sub.date is not None:
            self._sub.date.set_today(today)

    def read_dates(self, order: str) -> None:
        """How a typed 03/04 is read: dmy or mdy."""
        self._order = order
        if self._sub is not None and self._sub.date is not None:
            self._sub.date.set_order(order)

    def show_answer(self, answer: Answer | None, outcome: RowOutcome, open_to_change: bool) -> None:
        """Show an answer and what comes of it. Nothing happens where nothing has changed."""
        if (answer, outcome, open_to_change) == (self._answer, self._outcome, self._open_to_change):
            return
        self._answer, self._outcome, self._open_to_change = answer, outcome, open_to_change
        self.segment.reply = answer.reply if answer is not None else None
        self.segment.set_effect(outcome.effect)
        self.segment.setEnabled(open_to_change)
        self._show_sub(answer, outcome)

    def show_last(self, earlier: Earlier | None, shown_day: date | None) -> None:
        """Show what was answered last time, and whether it is another answer now. `shown_day`: what the head says."""
        self.last.show_earlier(self.question, earlier, self._answer, shown_day)
        self.segment.setAccessibleDescription(". ".join(filter(None, (self.question.text, self.last.spoken))))
        self.update()

    def take_focus(self) -> None:
        """Put the focus on the answer, and show the sentence that is asked."""
        part = self.segment.parts[self.segment.value or Reply.YES]
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._reach()  # a window that is not active yet tells no part of its focus

    def take_focus_below(self) -> bool:
        """Put the focus on the first thing that the yes still carries; False if it carries nothing."""
        field = self.sub_row.first_field() if self.sub_row is not None else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return field is not None

    def put_below(self, part: QWidget) -> None:
        """Show something below all else in the row, such as the letter on file."""
        if self._column.indexOf(part) != self._column.count() - 1:
            self._column.addWidget(part)

    def show_sentence(self, shown: bool) -> None:
        """Show the sentence that is asked, or put it away unless a tap had opened it."""
        self._sentence.setVisible(shown or self._tapped)

    def keep_typed(self) -> None:
        """Hand on what was typed and still waits."""
        if self.sub_row is not None:
            self.sub_row.keep_typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N, U answer the question and go on."""
        reply = REPLY_KEYS.get(Qt.Key(event.key()))
        if reply is None or event.modifiers() or not self._open_to_change:
            super().keyPressEvent(event)
            return
        self.segment.choose(reply)
        self.passed.emit(self.question.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tap beside the answer shows the sentence that is asked."""
        super().mouseReleaseEvent(event)
        self._tapped = not self._sentence.isVisible()
        self.show_sentence(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes by keyboard reads the sentence that is asked; a tap moves nothing under the finger."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn and event.reason() in _BY_KEYBOARD:
            self._reach()
        return super().eventFilter(watched, event)

    def _reach(self) -> None:
        self.show_sentence(True)
        self.reached.emit(self.question.key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A line between this question and the one above; amber where the answer is another one than last time."""
        painter, colour = QPainter(self), Theme.current().colour
        if self.last.changed:
            painter.fillRect(self.rect(), colour("decide_soft"))
            painter.fillRect(0, 0, 5, self.height(), colour("decide_solid"))
        if not self._first:
            painter.fillRect(0, 0, self.width(), 1, colour("line"))

    def _head(self) -> SharingFlow:
        """The answer beside the words, or below them where they would get too narrow."""
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(Text(self.question.title, "q", wrap=True))
        lines.addWidget(self._sentence)
        if self.question.help:
            lines.addWidget(Text(self.question.help, "small", wrap=True))
        if not self.last.column:
            lines.addWidget(self.last)
        if self.rule.extension:
            lines.addSpacing(4)
            lines.addWidget(Chip(NOT_IN_SOURCE, "dashed"), 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        head = SharingFlow(16)
        head.addWidget(words, 1, Theme.current().scaled(LEAST_WORDS))
        if self.last.column:
            head.addWidget(self.last)
        head.addWidget(self.segment, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _show_sub(self, answer: Answer | None, outcome: RowOutcome) -> None:
        wanted = answer is not None and answer.reply is Reply.YES and bool(self.question.asks)
        if wanted and self._sub is None:
            window = self.question.window or self.rule.window
            self._sub = SubRow(self.question, window, self._today, self._order, self)
            self._sub.left.connect(lambda: self.left.emit(self.question.key))
            self._sub.changed.connect(lambda changed: self.answered.emit(self.question.key, changed))
            self._column.addWidget(self._sub)
            place_after(self.segment.parts[Reply.UNSURE], self._sub)
        if self._sub is not None:
            self._sub.setVisible(wanted)
            self._sub.setEnabled(self._open_to_change)
            if wanted and answer is not None:
                self._sub.show_answer(answer, outcome)

    def _take_reply(self, reply: Reply | None) -> None:
        if reply is None:
            self.answered.emit(self.question.key, None)
            return
        carried = self._answer if self._answer is not None and self._answer.reply is reply else Answer(reply)
        self.answered.emit(self.question.key, replace(carried, grouped=False, carried=False))
