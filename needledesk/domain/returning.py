"""A client who comes back: last time's answers, which of them may be confirmed in one tap, and what has changed.

Section 4d of the clinical content: pregnancy, infection, cold sore, new medicine and painkillers are asked again at
every visit, and a saved answer to these is never carried over. A screening holds for its own visit only: what is
confirmed becomes an answer of today, marked as carried over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from needledesk.domain.answers import Answer, Answers, Reply
from needledesk.domain.protocol import Protocol, Question, Status

if TYPE_CHECKING:
    from needledesk.domain.screening import Verdict

#: What is asked of a client who has been here before, whatever the protocol (4d: "new medicine"); its key and title.
NEWS = "Any new medicine, illness or treatment since last time?"
NEWS_KEY = "new_since_last_time"
NEWS_TITLE = "New medicine, illness or treatment"


@dataclass(frozen=True, slots=True, repr=False)
class Earlier:
    """The newest answer to a question from a visit before this one."""

    answer: Answer
    at: datetime


EarlierAnswers = Mapping[str, Earlier]


@dataclass(frozen=True, slots=True, repr=False)
class News:
    """The answer to the question whether anything is new since last time, with what it is."""

    reply: Reply
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions of a returning client, by how they are gone through. Each in the order of the checklist."""

    again: tuple[Question, ...]  # asked anew: by the protocol, or because there is no answer to confirm
    look: tuple[Question, ...]  # looked at, then confirmed
    same: tuple[Question, ...]  # read out, then confirmed


def parts(protocol: Protocol, earlier: EarlierAnswers) -> Parts:
    """How a returning client is gone through."""
    asked = protocol.asked
    looked_at = {group.key for group in protocol.groups if group.look}
    again = tuple(question for question in asked if not may_confirm(question, earlier))
    rest = tuple(question for question in asked if question not in again)
    return Parts(
        again,
        look=tuple(question for question in rest if question.group in looked_at),
        same=tuple(question for question in rest if question.group not in looked_at),
    )


def may_confirm(question: Question, earlier: EarlierAnswers) -> bool:
    """Whether last time's answer may be confirmed: never where the question is asked anew, was not asked, or unsure."""
    before = earlier.get(question.key)
    return before is not None and not question.asked_again and before.answer.reply is not Reply.UNSURE


def confirmed(earlier: Earlier) -> Answer:
    """Last time's answer as an answer of today."""
    return replace(earlier.answer, grouped=False, carried=True)


def changed(answer: Answer, earlier: Earlier | None) -> bool:
    """Whether an answer says something else than last time's, however it was given. Nothing before: not changed."""
    return earlier is not None and _said(answer) != _said(earlier.answer)


def with_news(verdict: Verdict, earlier: EarlierAnswers, news: News | None) -> Verdict:
    """The verdict with that question among its own, where the client has been here before: blank is never a no (P6)."""
    if not earlier or (news is not None and news.reply is Reply.NO):
        return verdict
    told = news is not None and news.reply is Reply.YES and bool(news.detail.strip())
    if told:
        return verdict
    status = max(verdict.status, Status.INCOMPLETE, key=lambda status: status.rank)
    if news is None:
        return replace(verdict, status=status, blank=(NEWS_KEY, *verdict.blank))
    return replace(verdict, status=status, unsure=(NEWS_KEY, *verdict.unsure))


def to_confirm(
    questions: tuple[Question, ...], answers: Answers, earlier: EarlierAnswers, news: News | None
) -> tuple[str, ...]:
    """The keys that one tap confirms: still blank, with an answer to confirm. None while there may be something new."""
    if news is None or news.reply is not Reply.NO:
        return ()
    return tuple(
        question.key for question in questions if question.key not in answers and may_confirm(question, earlier)
    )


def _said(answer: Answer) -> Answer:
    return replace(answer, grouped=False, carried=False)
