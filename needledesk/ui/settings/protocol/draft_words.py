"""What is said of a draft and of its check, in short sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from needledesk.desk.worked_cases import DraftCheck
from needledesk.domain.calendar import say_day
from needledesk.domain.protocol import Protocol, Status
from needledesk.ui import icons

#: field of a worked case: what it is called
_FIELDS = {
    "status": "Verdict",
    "earliest": "Earliest",
    "excluded_zones": "Zones left out",
    "fired": "Rules that fire",
    "open": "Open questions",
}
_NAMED = 3


def summary(old: Protocol, new: Protocol) -> str:
    """`v4 changes 1 question. Past visits keep v3.`"""
    return f"v{new.version} changes {_counted(old, new)}. Past visits keep v{old.version}."


def _counted(old: Protocol, new: Protocol) -> str:
    """`1 question`, `2 rules and 1 question`, `nothing yet`."""
    questions = {question.key: question for question in old.questions}
    renewed = {question.key: question for question in new.questions}
    parts = [
        _many(_changed(old.rules, new.rules), "rule"),
        _many(_changed(questions, renewed), "question"),
        "the groups" if old.groups != new.groups else "",
    ]
    said = [part for part in parts if part]
    if not said and old.questions != new.questions:
        return "the order of the questions"
    return " and ".join(said) or "nothing yet"


def _changed(old: Mapping[str, object], new: Mapping[str, object]) -> int:
    return sum(old.get(key) != new.get(key) for key in {**old, **new})


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}" if count else ""


def failing(check: DraftCheck) -> tuple[str, ...]:
    """The ids of the cases that come out differently, each once."""
    return tuple(dict.fromkeys(one.case for one in check.differences))


def named(cases: Iterable[str]) -> str:
    """`V03`, `V03 and V14`, `V03, V14, V15 and 4 more`."""
    every = list(cases)
    if len(every) > _NAMED + 1:
        return f"{', '.join(every[:_NAMED])} and {len(every) - _NAMED} more"
    return " and ".join(filter(None, (", ".join(every[:-1]), every[-1]))) if every else ""


def field(name: str) -> str:
    """What a field of a worked case is called."""
    return _FIELDS.get(name, name.replace("_", " ").capitalize())


def value(text: str) -> str:
    """A status and a date in the words of the screen; everything else as it stands."""
    if text in list(Status):
        return icons.tone(text)["word"]
    try:
        return say_day(date.fromisoformat(text), year=True)
    except ValueError:
        return text or "none"
