"""The screening of the open visit: every answer is judged at once and kept in the background."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.returning import News, confirmed, taken_back, to_confirm
from needledesk.domain.screening import Plan
from needledesk.domain.visits import day_is_over
from needledesk.ui.visit.open_record import OpenRecord


class OpenScreening(OpenRecord):
    """The open visit, and the verbs of its screening."""

    def answer(self, key: str, answer: Answer | None) -> None:
        """Take one answer, or clear it with None; the verdict follows at once."""
        answers = {**self.visit.answers}
        answers.pop(key, None)
        if answer is not None:
            answer = replace(answer, carried=False)  # only `confirm` carries over
            answers[key] = answer
        self._tell_overtaken("The answers")
        self.visit = replace(self.visit, answers=answers, decision=None, override=None)
        self._ask(self.desk.screening.answer, self.visit.id, key, answer)
        self.answers_changed.emit()
        self.judge()

    def rest_of_group(self, group: str) -> tuple[str, ...]:
        """Answer No to the group's blank questions that are not asked anew each visit; the keys set, for undo."""
        blank = tuple(
            question.key
            for question in self.bench.protocol.asked
            if question.group == group and not question.asked_again and question.key not in self.visit.answers
        )
        self._take(dict.fromkeys(blank, Answer(Reply.NO, grouped=True)))
        self._ask(self.desk.screening.rest_of_group, self.visit.id, group)
        return blank

    def none_of(self, together: str) -> tuple[str, ...]:
        """Answer No to the blank questions that share that name; the keys set, for undo."""
        sharing = [question.key for question in self.bench.protocol.asked if question.together == together]
        blank = tuple(key for key in sharing if key not in self.visit.answers)
        self._take(dict.fromkeys(blank, Answer(Reply.NO, grouped=True)))
        self._ask(self.desk.screening.none_of, self.visit.id, together)
        return blank

    def tell_news(self, news: News | None) -> None:
        """Take whether anything is new since last time; if it may be, what was confirmed or denied in one tap falls."""
        gone = taken_back(self.visit.answers, self.visit.news, news)
        answers = {key: answer for key, answer in self.visit.answers.items() if key not in gone}
        self._tell_overtaken("The answers")
        self.visit = replace(self.visit, answers=answers, news=news, decision=None, override=None)
        self._ask(self.desk.screening.tell_news, self.visit.id, news)
        self.answers_changed.emit()
        self.judge()

    def confirm(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Answer these questions as last time, where that may be carried over; the keys set, for undo."""
        visit, earlier = self.visit, self.bench.earlier
        wanted = tuple(self.bench.protocol.question(key) for key in keys)
        confirmable = to_confirm(self.bench.protocol, wanted, visit.answers, earlier, visit.news)
        if confirmable:
            self._take({key: confirmed(earlier[key]) for key in confirmable})
            self._ask(self.desk.screening.confirm, visit.id, confirmable)
        return confirmable

    def plan(self, plan: Plan) -> None:
        """Change what is planned; zones and intensity take part in the verdict."""
        plan = replace(plan, born=self.client.details.born)
        self._tell_overtaken("The plan")
        self.visit = replace(self.visit, plan=plan, decision=None, override=None)
        self.bench = replace(self.bench, plan=plan)
        self._ask(self.desk.screening.plan, self.visit.id, plan)
        self.judge()

    def judge(self) -> None:
        """Form the verdict anew from the answers as they stand."""
        if self.visit.verdict is None:
            self.verdict = self.bench.assess(self.visit.answers, self.desk.now(), self.visit.news)
        self.verdict_changed.emit()

    def decide(self, treat: bool, reason: str) -> None:
        """Keep the practitioner's decision."""
        self._ask(self.desk.screening.decide, self.visit.id, treat, reason, then=lambda _: self.reload())

    def _take(self, answers: dict[str, Answer]) -> None:
        """Show several answers at once."""
        self._tell_overtaken("The answers")
        self.visit = replace(self.visit, answers={**self.visit.answers, **answers}, decision=None, override=None)
        self.answers_changed.emit()
        self.judge()

    def _tell_overtaken(self, what: str) -> None:
        """An override or a decision was for what stood there before: it goes, and not unseen."""
        visit = self.visit
        gone = "the override" if visit.override is not None else "your decision" if visit.decision is not None else ""
        if gone:
            self.overtaken.emit(f"{what} changed: {gone} no longer stands")

    def minute_passed(self) -> None:
        """Waits by the hour end while the window is open, and a new day is another visit."""
        if self.shown and self.answerable:
            if day_is_over(self.visit, self.desk.now()):
                self.reload()
            else:
                self.judge()
