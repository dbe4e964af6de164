"""Taking answers back: what each change replaced, last one first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from needledesk.domain.answers import Answer
from needledesk.domain.returning import News
from needledesk.domain.screening import Plan
from needledesk.ui.visit.open_visit import OpenVisit


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One change: the answers as they were before (None: blank), or the plan as it was."""

    answers: tuple[tuple[str, Answer | None], ...] = ()
    plan: Plan | None = None
    told: bool = False  # what is new was answered; `news` is what it was before
    news: News | None = None


class AnswerHistory:
    """The changes of one visit since it was opened."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._merging = ""

    def clear(self) -> None:
        """Another visit: its past is its own."""
        self._steps.clear()
        self._merging = ""

    def changed(self, before: Mapping[str, Answer | None], typed_in: str = "") -> None:
        """Keep what was there. Further typing into the same question, `typed_in`, is one step with what went before."""
        if typed_in and typed_in == self._merging:
            return
        self._merging = typed_in
        self._steps.append(Step(tuple(before.items())))

    def planned(self, before: Plan) -> None:
        """Keep the plan as it was."""
        self._merging = ""
        self._steps.append(Step(plan=before))

    def told(self, before: News | None, fell: Mapping[str, Answer]) -> None:
        """Keep what was said to be new, with the answers that fell with it."""
        self._merging = ""
        self._steps.append(Step(tuple(fell.items()), told=True, news=before))

    def take(self) -> Step | None:
        """The last change, to be taken back; None if there is none."""
        self._merging = ""
        return self._steps.pop() if self._steps else None


def take_back(step: Step, open_visit: OpenVisit) -> None:
    """Put back what a step replaced; an answer that was carried over is confirmed again."""
    if step.plan is not None:
        open_visit.plan(step.plan)
    if step.told:
        open_visit.tell_news(step.news)
        open_visit.confirm([key for key, before in step.answers if before is not None and before.carried])
    for key, before in step.answers:
        if not step.told or before is None or not before.carried:
            open_visit.answer(key, before)
