"""A client who comes back: last time's answers, which of them may be confirmed in one tap, and what has changed.

Section 4d of the clinical content: pregnancy, infection, cold sore, new medicine and painkillers are asked again at
every visit, and a saved answer to these is never carried over. A screening holds for its own visit only: what is
confirmed becomes an answer of today, marked as carried over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from needledesk.domain.answers import Answer, Answers, Reply
from needledesk.domain.findings import Finding
from needledesk.domain.fixed_rules import ASKED_AGAIN, LOOKED_AT
from needledesk.domain.protocol import Protocol, Question, Status, Unit
from needledesk.domain.screening import Verdict, with_finding, worst

#: What is asked of a client who has been here before, whatever the protocol (4d: "new medicine"); its key and title.
NEWS = "Any new medicine, illness or treatment since last time?"
NEWS_KEY = "new_since_last_time"
NEWS_TITLE = "New medicine, illness or treatment"


@dataclass(frozen=True, slots=True, repr=False)
class Earlier:
    """The newest answer to a question from a visit before this one."""

    answer: Answer
    at: datetime
    asked: str = ""  # the sentence that was asked then; empty: not known


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
    looked_at = {group.key for group in protocol.groups if group.look} | set(LOOKED_AT)
    again = tuple(question for question in asked if not may_confirm(protocol, question, earlier))
    rest = tuple(question for question in asked if question not in again)
    return Parts(
        again,
        look=tuple(question for question in rest if question.group in looked_at),
        same=tuple(question for question in rest if question.group not in looked_at),
    )


def may_confirm(protocol: Protocol, question: Question, earlier: EarlierAnswers) -> bool:
    """Whether last time's answer may be confirmed.

    Never where the question is asked anew, was not asked, was asked in other words, or was not known; nor a yes whose
    wait is counted in hours or days: last time's date says nothing about today's.
    """
    before = earlier.get(question.key)
    if before is None or question.asked_again or question.key in ASKED_AGAIN or before.answer.reply is Reply.UNSURE:
        return False
    if before.asked not in ("", question.text):
        return False
    return before.answer.reply is Reply.NO or not _short_wait(protocol, question)


def _short_wait(protocol: Protocol, question: Question) -> bool:
    windows = [question.window, *(protocol.rules[name].window for name in (question.rule, *question.also))]
    return any(window is not None and window.unit in (Unit.HOURS, Unit.DAYS) for window in windows)


def taken_back(answers: Answers, before: News | None, now: News | None) -> tuple[str, ...]:
    """The keys whose answers fall when it turns out that something may be new: confirmed, or denied in one tap."""
    if _nothing(now) or not (before is None or _nothing(before)):
        return ()
    return tuple(key for key, answer in answers.items() if answer.carried or answer.grouped)


def _nothing(news: News | None) -> bool:
    return news is not None and news.reply is Reply.NO


def confirmed(earlier: Earlier) -> Answer:
    """Last time's answer as an answer of today."""
    return replace(earlier.answer, grouped=False, carried=True)


def changed(answer: Answer, earlier: Earlier | None) -> bool:
    """Whether an answer says something else than last time's, however it was given. Nothing before: not changed."""
    return earlier is not None and _said(answer) != _said(earlier.answer)


def with_news(verdict: Verdict, earlier: EarlierAnswers, news: News | None) -> Verdict:
    """The verdict with that question among its own, where the client has been here before.

    Blank and unsure are never a no (P6); what is new leaves it to the practitioner.
    """
    if not earlier or _nothing(news):
        return verdict
    if news is None:
        return replace(verdict, status=worst(verdict.status, Status.INCOMPLETE), blank=(NEWS_KEY, *verdict.blank))
    if news.reply is Reply.UNSURE or not news.detail.strip():
        return replace(verdict, status=worst(verdict.status, Status.INCOMPLETE), unsure=(NEWS_KEY, *verdict.unsure))
    return with_finding(verdict, _new_since(news.detail.strip()))


def _new_since(detail: str) -> Finding:
    reason = "Everything was asked anew: read it, and decide"
    decide = Status.PRACTITIONER_DECISION
    return Finding("", decide, f"New since last time: {detail}", reason, "", NEWS, f"Yes; {detail}", "", key=NEWS_KEY)


def to_confirm(
    protocol: Protocol,
    questions: tuple[Question, ...],
    answers: Answers,
    earlier: EarlierAnswers,
    news: News | None,
) -> tuple[str, ...]:
    """The keys that one tap confirms: still blank, with an answer to confirm. None while there may be something new."""
    if not _nothing(news):
        return ()
    return tuple(
        question.key
        for question in questions
        if question.key not in answers and may_confirm(protocol, question, earlier)
    )


def _said(answer: Answer) -> Answer:
    return replace(answer, grouped=False, carried=False)
