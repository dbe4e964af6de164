"""How the checklist is laid out: group by group, or for a client who comes back by what must be asked anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from needledesk.domain.answers import Reply
from needledesk.domain.protocol import Protocol, Question
from needledesk.domain.returning import EarlierAnswers, News, parts

AGAIN, LOOK, SAME = "asked again", "looked at", "as last time"


@dataclass(frozen=True, slots=True)
class Part:
    """One card of the checklist. `confirm`: what the button says that confirms last time's answers; empty: none."""

    key: str
    title: str
    hint: str
    questions: tuple[Question, ...]
    news: bool = False  # begins with the question what is new since last time
    rest: bool = True  # has a button for all that is still blank
    confirm: str = ""


def layout(protocol: Protocol, earlier: EarlierAnswers, news: News | None) -> tuple[Part, ...]:
    """The cards, in order. A returning client with something new is asked everything, group by group."""
    if not earlier:
        return _groups(protocol)
    if news is not None and news.reply is not Reply.NO:
        return (Part(AGAIN, "Since last time", "", (), news=True, rest=False), *_groups(protocol))
    found = parts(protocol, earlier)
    by_eye = " and ".join(group.title.lower() for group in protocol.groups if group.look)
    ways = (
        Part(AGAIN, "Ask again today", "never carried over", found.again, news=True, rest=False),
        Part(LOOK, by_eye.capitalize(), "look, do not only ask", found.look, rest=False, confirm="Looked: the same"),
        Part(SAME, "Last time’s answers", "read them out", found.same, rest=False, confirm="All the same"),
    )
    return tuple(part for part in ways if part.questions or part.news)


def last_visit(earlier: EarlierAnswers) -> datetime | None:
    """When the client was last asked; None for a new client."""
    return max((answer.at for answer in earlier.values()), default=None)


def _groups(protocol: Protocol) -> tuple[Part, ...]:
    asked = {group.key: tuple(each for each in protocol.asked if each.group == group.key) for group in protocol.groups}
    return tuple(
        Part(group.key, group.title, group.hint, asked[group.key]) for group in protocol.groups if asked[group.key]
    )
