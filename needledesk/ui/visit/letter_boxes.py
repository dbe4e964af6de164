"""The letters on file under the questions that they answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.answers import Reply
from needledesk.domain.letters import Letter, best
from needledesk.domain.protocol import Status
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.letter_actions import LetterActions
from needledesk.ui.visit.letter_box import LetterBox
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.question_row import QuestionRow
from needledesk.ui.visit.row_outcome import RowOutcome


class _Aired(QWidget):
    """A box with a little distance to what stands above and below."""

    def __init__(self) -> None:
        super().__init__()
        self.box = LetterBox()
        air = QVBoxLayout(self)
        air.setContentsMargins(0, 8, 0, 4)
        air.addWidget(self.box)


class LetterBoxes(QObject):
    """A box under each yes that a letter speaks about, made when it is first needed."""

    def __init__(self, open_visit: OpenVisit, page: QWidget) -> None:
        super().__init__(page)
        self._open = open_visit
        self.actions = LetterActions(open_visit, lambda: Toasts(page.window()), page)
        self._aired: dict[QuestionRow, _Aired] = {}

    @property
    def boxes(self) -> dict[str, LetterBox]:
        """Those that are shown, by the question's key."""
        return {row.question.key: aired.box for row, aired in self._aired.items() if aired.isVisibleTo(row)}

    def fill(self, rows: Mapping[str, QuestionRow]) -> None:
        """Show them as they now are."""
        self._aired = {row: aired for row, aired in self._aired.items() if rows.get(row.question.key) is row}
        today, letters = self._open.desk.now().date(), self._open.bench.letters
        for row in rows.values():
            letter = None
            if letters and row.answer is not None and row.answer.reply is Reply.YES:
                letter = best(letters, (row.question.rule, *row.question.also), today)
            if letter is not None:
                self._show(row, letter)
            elif row in self._aired:
                self._aired[row].hide()

    def _show(self, row: QuestionRow, letter: Letter) -> None:
        if row not in self._aired:
            self._aired[row] = self._make()
        aired, opened = self._aired[row], self._open
        row.put_below(aired)
        aired.box.show_letter(letter, opened.bench.protocol, opened.desk.now().date(), opened.answerable)
        decided = row.outcome.effect is Status.PRACTITIONER_DECISION and row.sub_row is None
        aired.box.show_outcome(row.outcome if decided else RowOutcome())
        aired.show()

    def _make(self) -> _Aired:
        aired, opened = _Aired(), self._open
        aired.box.open_requested.connect(lambda letter: self.actions.look(letter, opened.bench.protocol))
        aired.box.withdraw_requested.connect(lambda letter: self.actions.withdraw(opened.visit.client, letter))
        return aired
