"""What differs between two protocols, in lines that a practitioner can read: kept with every version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import TypeVar

from needledesk.domain.protocol import Group, Protocol, Question, Rule, Status
from needledesk.domain.protocol_names import CALLED, say_level

_Part = TypeVar("_Part", Group, Rule, Question)

#: Entries of words, told after what a rule comes to.
_WORDING = ("title", "text", "help", "card", "reason", "last_label", "hint", "line", "says", "does", "why")


def differences(old: Protocol, new: Protocol) -> tuple[str, ...]:
    """One line for each thing that differs, in the order of the new text; empty if nothing but the number does."""
    questions_before = {question.key: question for question in old.questions}
    questions = {question.key: question for question in new.questions}
    groups_before, groups = {group.key: group for group in old.groups}, {group.key: group for group in new.groups}
    return (
        *_compared(groups_before, groups, lambda group: f"Group {group.title}"),
        *_moved("groups", groups_before, groups),
        *_compared(old.rules, new.rules, lambda rule: f"{rule.id} {rule.title}"),
        *_compared(questions_before, questions, lambda question: f"Question {question.key}"),
        *_moved("questions", questions_before, questions),
    )


def _compared(before: Mapping[str, _Part], after: Mapping[str, _Part], name: Callable[[_Part], str]) -> Iterator[str]:
    for key, part in after.items():
        if key not in before:
            yield f"{name(part)}: added"
        else:
            yield from (f"{name(part)}: {said}" for said in _entries(before[key], part))
    yield from (f"{name(part)}: taken out" for key, part in before.items() if key not in after)


def _moved(what: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    kept = [key for key in before if key in after]
    order = [key for key in after if key in before]
    if kept != order:
        yield f"Order of the {what}: {', '.join(after)}"


def _entries(old: _Part, new: _Part) -> Iterator[str]:
    names = [entry.name for entry in fields(old)]
    for name in sorted(names, key=lambda name: name in _WORDING):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield _difference(name, before, after)


def _difference(entry: str, before: object, after: object) -> str:
    if entry == "on":
        return "switched on" if after else "switched off"
    called = "asked as" if entry == "text" else CALLED.get(entry, entry)
    if entry in _WORDING:
        return f"{called} {_quoted(after)}, before {_quoted(before)}"
    return f"{called} {_said(entry, before)}, now {_said(entry, after)}"


def _quoted(words: object) -> str:
    return f"“{words}”" if words else "nothing"


def _said(entry: str, value: object) -> str:
    if isinstance(value, Status):
        return say_level(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        value = ", ".join(map(str, value))
    if not value:
        return say_level(None) if entry == "level" else "none"
    return str(value)
