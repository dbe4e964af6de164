"""Screening: the checklist with the verdict following every answer; for a returning client, last time's beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.practice import Country
from needledesk.domain.returning import NEWS_KEY, News
from needledesk.domain.screening import Plan
from needledesk.ui.theme import Theme
from needledesk.ui.visit import checklist, screening_state
from needledesk.ui.visit.answer_history import AnswerHistory, take_back
from needledesk.ui.visit.checklist import Part
from needledesk.ui.visit.group_card import GroupCard
from needledesk.ui.visit.group_index import GroupIndex
from needledesk.ui.visit.last_answer import ROOM, has_column
from needledesk.ui.visit.letter_boxes import LetterBoxes
from needledesk.ui.visit.news_row import NewsRow
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.plan_card import PlanCard
from needledesk.ui.visit.question_row import QuestionRow
from needledesk.ui.widgets.scroll import ScrollColumn

#: The page's width in px from which on the groups have an index at the left.
WITH_INDEX = 800
EDGES, GAP = 36, 16


class ScreeningPage(QWidget):
    """The rows are made once for a layout and refilled. `undo_offered` says what could be taken back."""

    undo_offered = Signal(str)

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_visit
        self._visit = 0
        self._parts: tuple[Part, ...] = ()
        self._made_for = (True, 0)  # whether last time's answers have a column of their own, and the text size
        self._room = ROOM  # px for a row, once it is known
        self._order = "dmy"
        self._history = AnswerHistory()
        self.cards: dict[str, GroupCard] = {}
        self.rows: dict[str, QuestionRow] = {}
        self.index = GroupIndex()
        self.plan_card = PlanCard()
        self.column = ScrollColumn()
        self.letters = LetterBoxes(open_visit, self)
        self._lay_out()
        self.index.chosen.connect(self._show_group)
        self.plan_card.changed.connect(self._plan)
        self.column.verticalScrollBar().valueChanged.connect(self._mark_group)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        open_visit.opened.connect(self._show_visit)
        open_visit.verdict_changed.connect(self._refill)
        open_visit.keep_requested.connect(self.keep_typed)
        open_visit.background.ask(open_visit.desk.practice.country, then=self._know_country, owner=self)
        Theme.current().changed.connect(self._measure)
        if open_visit.shown:
            self._show_visit()

    def jump(self, key: str) -> None:
        """Bring a question into view and put the focus on its answer."""
        row = self._row(key)
        if isinstance(row, QuestionRow) and row.isHidden():
            next(card for card in self.cards.values() if key in card.rows).show_whole()
        if row is not None:
            row.take_focus()
            self._reveal(row)

    @property
    def focused(self) -> str:
        """The key of the question that has the focus; empty for none."""
        return next((key for key in self._keys() if self._has_focus(key)), "")

    def next_open(self, step: int = 1) -> bool:
        """Go to the next (or with -1 the previous) open question from where the focus is; False if none is open."""
        keys, still_open = self._keys(), set(self._open.verdict.open_questions)
        here = keys.index(self.focused) if self.focused else None
        start = (-1 if step > 0 else 0) if here is None else here
        for distance in range(1, len(keys) + 1):
            key = keys[(start + step * distance) % len(keys)]
            if key in still_open:
                self.jump(key)
                return True
        return False

    def undo(self) -> None:
        """Take the last change back."""
        step = self._history.take() if self._open.shown and self._open.answerable else None
        if step is None:
            return
        take_back(step, self._open)
        if len(step.answers) == 1:
            self.jump(step.answers[0][0])

    def keep_typed(self) -> None:
        """Hand on what was typed into a field and still waits."""
        for row in self.rows.values():
            row.keep_typed()
        for news in self._news_rows():
            news.keep_typed()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()  # a typed date counts once its field is left
            focus.setFocus(Qt.FocusReason.NoFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has no index, and no column for last time's answers."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Find out how much room a row has. Larger text, or more or less of the columns, needs other rows."""
        wide = self.width() >= WITH_INDEX
        self.index.setVisible(wide)
        beside = self.index.width() + GAP if wide else 0
        self._room = self.width() - EDGES - beside - self.column.verticalScrollBar().sizeHint().width()
        if self._made_for != (has_column(self._room), Theme.current().text_size) and self._open.shown:
            here = next(filter(self._has_focus, self._keys()), "")
            self.keep_typed()
            self._refill()
            if here:
                self.jump(here)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGES - 12, 16, 12, 0)
        row.setSpacing(GAP)
        row.addWidget(self.index)
        row.addWidget(self.column, 1)
        self.column.body.setContentsMargins(0, 0, 0, 16)
        self.column.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.column.body.addStretch(1)

    def _know_country(self, country: Country) -> None:
        self._order = country.date_order
        for row in self.rows.values():
            row.read_dates(self._order)

    # -- filling ------------------------------------------------------------------------------------------

    def _show_visit(self) -> None:
        visit, another = self._open.visit, self._open.visit.id != self._visit
        if another:
            self._visit = visit.id
            self._history.clear()
            self.plan_card.fold()
        if not self._build() and another:
            self._begin_rows()
        if another:
            for card in self.cards.values():
                card.show_whole(False)
            self.column.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self._go_to_first)
        self._refill()

    def _build(self) -> bool:
        """Make cards and rows anew where the visit is laid out in another way than the one before; whether it was."""
        bench = self._open.bench
        parts = checklist.layout(bench.protocol, bench.earlier, self._open.visit.news)
        made_for = has_column(self._room), Theme.current().text_size
        if (parts, made_for) == (self._parts, self._made_for):
            return False
        for old in self.cards.values():
            old.hide()
            old.deleteLater()
        self._parts, self._made_for, self.cards, self.rows = parts, made_for, {}, {}
        self.index.make_for([screening_state.PLAN, *(part.key for part in parts)])
        self.plan_card.setParent(self)  # Tab goes through the parts as they come in: the index comes first
        self.column.body.insertWidget(0, self.plan_card)
        for part in parts:
            self._add_card(GroupCard(part, bench.protocol, made_for[0]))
        self._begin_rows()
        return True

    def _add_card(self, card: GroupCard) -> None:
        self.column.body.insertWidget(self.column.body.count() - 1, card)
        self.cards[card.part.key] = card
        self.rows.update(card.rows)
        card.rest_requested.connect(self._answer_rest)
        card.confirm_requested.connect(self._confirm)
        card.none_requested.connect(self._answer_none)
        if card.news is not None:
            card.news.answered.connect(self._tell_news)
            card.news.passed.connect(lambda: self._go_on(NEWS_KEY))
        for row in card.rows.values():
            row.answered.connect(self._answer)
            row.passed.connect(self._go_on)
            row.left.connect(self._go_to_next)
            row.reached.connect(self._put_sentences_away)

    def _begin_rows(self) -> None:
        today = self._open.desk.now().date()
        for row in self.rows.values():
            row.begin(today, self._order)

    def _refill(self) -> None:
        """Show every answer and what came of it; rows in which nothing changed stay as they are."""
        if not self._open.shown or self._open.visit.id != self._visit:
            return
        in_news = self._has_focus(NEWS_KEY)
        if self._build() and in_news:
            self.jump(NEWS_KEY)
        self._fill_rows()
        self.letters.fill(self.rows)
        for card in self.cards.values():
            card.fill(self._open.visit, self._open.bench, self._open.answerable)
        visit, verdict = self._open.visit, self._open.verdict
        others = {key for key, row in self.rows.items() if row.last.changed}
        self.plan_card.show_plan(visit.plan, self._open.answerable)
        self.index.show_states(screening_state.group_states(self._parts, visit.answers, visit.plan, verdict, others))
        self._mark_group()

    def _fill_rows(self) -> None:
        visit, bench = self._open.visit, self._open.bench
        today, last = self._open.desk.now().date(), checklist.last_visit(bench.earlier)
        in_head = None if last is None else last.date() if self._made_for[0] else date.min
        outcomes = screening_state.outcomes(bench.protocol, visit.answers, self._open.verdict, today)
        for key, row in self.rows.items():
            row.set_today(today)
            row.show_answer(visit.answers.get(key), outcomes[key], self._open.answerable)
            row.show_last(bench.earlier.get(key), in_head)
        for news in self._news_rows():
            news.show_news(visit.news, self._open.answerable)

    # -- answering ----------------------------------------------------------------------------------------

    def _answer(self, key: str, answer: Answer | None) -> None:
        before = self._open.visit.answers.get(key)
        self._history.changed({key: before}, key if screening_state.only_typed(before, answer) else "")
        self._open.answer(key, answer)

    def _tell_news(self, news: News | None) -> None:
        before, answers = self._open.visit.news, self._open.visit.answers
        if news is not None and before is not None and news.reply is before.reply:
            self._open.tell_news(news)  # typing goes on
            return
        self._open.tell_news(news)
        fell = {key: answer for key, answer in answers.items() if key not in self._open.visit.answers}
        self._history.told(before, fell)
        if fell:
            count = "1 answer is" if len(fell) == 1 else f"{len(fell)} answers are"
            self.undo_offered.emit(f"{count} asked anew")

    def _answer_rest(self, group: str) -> None:
        keys, answers = self._open.rest_of_group(group), self._open.visit.answers
        left = sum(key not in answers for key in self.cards[group].rows)
        self._offer_undo(keys, f"set to No, {left} asked one by one" if left else "set to No")

    def _answer_none(self, together: str) -> None:
        self._offer_undo(self._open.none_of(together), "set to No")

    def _confirm(self, part: str) -> None:
        keys = [question.key for question in self.cards[part].part.questions]
        self._offer_undo(self._open.confirm(keys), "confirmed as last time")

    def _offer_undo(self, keys: tuple[str, ...], how: str) -> None:
        if keys:
            self._history.changed(dict.fromkeys(keys))
            count = "1 answer" if len(keys) == 1 else f"{len(keys)} answers"
            self.undo_offered.emit(f"{count} {how}")
            self._go_on(keys[0])  # the button that was pressed is gone

    def _plan(self, plan: Plan) -> None:
        self._history.planned(self._open.visit.plan)
        self._open.plan(plan)

    def _go_on(self, key: str) -> None:
        """After Y, N or U: to what the yes carries, as names are typed next; else to the next blank question."""
        row, verdict = self._row(key), self._open.verdict
        if isinstance(row, NewsRow) and key in verdict.unsure:
            row.take_focus()
            return
        yes = isinstance(row, QuestionRow) and row.answer is not None and row.answer.reply is Reply.YES
        if isinstance(row, QuestionRow) and yes and row.take_focus_below():
            self._reveal(row)
        else:
            self._go_to_next(key)

    def _go_to_next(self, key: str) -> None:
        """To the next question that is blank."""
        keys = self._keys()
        place, blank = keys.index(key), self._open.verdict.blank
        later = [other for other in (*keys[place + 1 :], *keys[:place]) if other in blank]
        if later:
            self.jump(later[0])

    def _go_to_first(self) -> None:
        """Where the screening stands, unless the user is somewhere else already."""
        if self.isVisible() and self._open.shown and self._open.answerable and self._open.verdict.open_questions:
            self.jump(self._open.verdict.open_questions[0])

    def _put_sentences_away(self, reached: str) -> None:
        for key, row in self.rows.items():
            if key != reached:
                row.show_sentence(False)

    # -- where one is -------------------------------------------------------------------------------------

    def _show_group(self, key: str) -> None:
        if key == screening_state.PLAN:
            self.column.verticalScrollBar().setValue(0)
            self.index.set_current(key)
        elif key in self.cards:
            self.column.verticalScrollBar().setValue(self.cards[key].y())
            self.index.set_current(key)

    def _mark_group(self) -> None:
        """The first group of which more than a strip is in view is the one being read."""
        edge = self.column.verticalScrollBar().value() + 90
        below = [key for key, card in self.cards.items() if card.y() + card.height() > edge]
        first = next(iter(below), "")
        above = self.plan_card.y() + self.plan_card.height() > edge
        self.index.set_current(screening_state.PLAN if above else first)

    def _keys(self) -> list[str]:
        """Every question in the order of the page."""
        return [*([NEWS_KEY] if self._news_rows() else []), *self.rows]

    def _row(self, key: str) -> QuestionRow | NewsRow | None:
        return next(iter(self._news_rows()), None) if key == NEWS_KEY else self.rows.get(key)

    def _news_rows(self) -> list[NewsRow]:
        return [card.news for card in self.cards.values() if card.news is not None]

    def _has_focus(self, key: str) -> bool:
        row, focus = self._row(key), self.focusWidget()
        return row is not None and focus is not None and row.isAncestorOf(focus)

    def _reveal(self, row: QWidget) -> None:
        """Once the row has its new height, bring it wholly into view with a little around it."""
        QTimer.singleShot(0, row, lambda: self.column.ensureWidgetVisible(row, 0, 60))
