"""One part of the checklist: a card with its questions, and buttons for all that is still blank."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.desk.screening import Bench
from needledesk.domain.calendar import say_day
from needledesk.domain.protocol import Protocol
from needledesk.domain.returning import to_confirm
from needledesk.domain.visits import Visit
from needledesk.ui.visit.checklist import Part, last_visit
from needledesk.ui.visit.last_answer import LAST_WIDTH, has_column
from needledesk.ui.visit.news_row import NewsRow
from needledesk.ui.visit.question_row import QuestionRow
from needledesk.ui.visit.same_line import SameLine
from needledesk.ui.visit.together_strip import TogetherStrip
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text


class GroupCard(Card):
    """A card per part. The signals carry the part's key, or the name that questions share (`none_requested`)."""

    rest_requested = Signal(str)
    confirm_requested = Signal(str)
    none_requested = Signal(str)

    def __init__(
        self, part: Part, protocol: Protocol, column: bool | None = None, parent: QWidget | None = None
    ) -> None:
        """`column`: whether last time's answers have a column of their own; None: as the text size has it."""
        super().__init__(part.title, part.hint, sunken_head=True, parent=parent)
        self.part = part
        self._has_column = has_column() if column is None else column
        self.count = Text("", "h3", "ink2")
        self.rest = Button("Rest of group: No", "check", "quiet")
        self.rest.setAccessibleName(f"{part.title}, rest of group: No")
        self.rest.clicked.connect(lambda: self.rest_requested.emit(part.key))
        self.confirm = Button(part.confirm, "list-checks", "tonal")
        self.confirm.setAccessibleName(f"{part.title}: {part.confirm}")
        self.confirm.clicked.connect(lambda: self.confirm_requested.emit(part.key))
        self.news = NewsRow(self) if part.news else None
        self.same = SameLine() if part.confirm else None
        self._last, self._today = Text("", "smallbold", "ink2"), Text("Today", "smallbold", "ink2")
        self._over_answers = QWidget()
        self._shown_whole = False
        self.strips: dict[str, TogetherStrip] = {}
        self.rows: dict[str, QuestionRow] = {}
        self._fill_head()
        self._fill_body(protocol)

    def fill(self, visit: Visit, bench: Bench, free: bool) -> None:
        """Show how far it is, and what its buttons may do. `free`: the visit still takes answers."""
        blank = [row.question for row in self.rows.values() if row.question.key not in visit.answers]
        confirmable = to_confirm(bench.protocol, self.part.questions, visit.answers, bench.earlier, visit.news)
        may_set_rest = any(not question.asked_again for question in blank)
        may_confirm = bool(confirmable and self.part.confirm)
        self.show_progress(len(self.rows) - len(blank), free and may_set_rest, free and may_confirm, free)
        self.show_last_visit(last_visit(bench.earlier))
        self.fold_same()

    def show_progress(self, answered: int, may_set_rest: bool, may_confirm: bool, open_to_change: bool) -> None:
        """How many of its questions are answered; whether the blank ones may be set to No, or confirmed as before."""
        self.count.setText(f"{answered} of {len(self.rows)}")
        self.count.setVisible(bool(self.rows))
        self.rest.setVisible(may_set_rest and self.part.rest)
        self.confirm.setVisible(may_confirm)
        self._today.setText("" if may_confirm else "Today")
        for strip in self.strips.values():
            strip.setVisible(open_to_change and all(self.rows[key].answer is None for key in strip.keys))

    def show_last_visit(self, at: datetime | None) -> None:
        """Head the column of last time's answers with its day; None: there is none."""
        shown = at is not None and bool(self.rows) and self._has_column
        for text in (self._last, self._today):
            text.setVisible(shown)
        self.note.setVisible(self._has_column or at is None)
        first = next(iter(self.rows.values()), None)
        self._over_answers.setMinimumWidth(first.segment.sizeHint().width() if shown and first is not None else 0)
        if at is not None:
            self._last.setText(f"Last time, {say_day(at.date()).partition(' ')[2]}")

    def fold_same(self) -> None:
        """Put the rows away that were confirmed as before, behind one line that says how many."""
        if self.same is None:
            return
        same = [row for row in self.rows.values() if row.answer is not None and row.answer.carried]
        self._shown_whole = self._shown_whole and bool(same)
        for row in self.rows.values():
            row.setVisible(row not in same or self._shown_whole)
        self.same.show_count(len(same), self._shown_whole)

    def show_whole(self, whole: bool = True) -> None:
        """Show every row, confirmed or not."""
        self._shown_whole = whole
        self.fold_same()

    def _fill_head(self) -> None:
        """The columns of the head stand over those of the rows."""
        self._last.setFixedWidth(LAST_WIDTH)
        self.title.setWordWrap(True)
        self.note.setWordWrap(not self._has_column)
        over_answers = QHBoxLayout(self._over_answers)
        over_answers.setContentsMargins(0, 0, 0, 0)
        over_answers.setSpacing(8)
        over_answers.addWidget(self._today, 1)
        for button in (self.rest, self.confirm):
            over_answers.addWidget(button)
        over_answers.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        self.head.setContentsMargins(16, 4, 12, 4)
        self.head.setSpacing(16)
        self.head.addStretch(1)
        self.head.addWidget(self._last)
        self.head.addWidget(self._over_answers)

    def _fill_body(self, protocol: Protocol) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        if self.news is not None:
            self.body.addWidget(self.news)
        for question in self.part.questions:
            if question.together and question.together not in self.strips:
                self._add_strip(question.together)
            first = not self.rows and not self.strips and self.news is None
            self.rows[question.key] = QuestionRow(question, protocol.rules[question.rule], first, self._has_column)
            self.body.addWidget(self.rows[question.key])
        if self.same is not None:
            self.same.toggled.connect(self.show_whole)
            self.body.addWidget(self.same)

    def _add_strip(self, name: str) -> None:
        keys = tuple(question.key for question in self.part.questions if question.together == name)
        strip = self.strips[name] = TogetherStrip(name, keys)
        strip.none_requested.connect(lambda: self.none_requested.emit(name))
        self.body.addWidget(strip)
