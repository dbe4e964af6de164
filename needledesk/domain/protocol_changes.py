"""What differs between two protocols, in lines that a practitioner can read: kept with every version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import TypeVar

from needledesk.domain.protocol import Ask, Group, Protocol, Question, Rule, Status, Window

_Part = TypeVar("_Part", Group, Rule, Question)

#: What each entry is called in a line; what is not named here is called as it is written.
_CALLED = {
    "text": "asked as",
    "help": "help line",
    "card": "words on the verdict card",
    "reason": "what follows",
    "last_label": "name of the date",
    "says": "what the source says",
    "does": "what the program does",
    "why": "why they differ",
    "line": "source line",
    "then": "lower level afterwards",
    "until": "far end",
    "elsewhere": "level outside the planned zones",
    "leaves_out": "leaves zones out",
    "asked_again": "asked again each time",
    "also": "rules it feeds too",
    "together": "answered together as",
}


def differences(old: Protocol, new: Protocol) -> tuple[str, ...]:
    """One line for each thing that differs, in the order of the new text; empty if nothing but the number does."""
    return (
        *_of_groups(old, new),
        *_of_rules(old, new),
        *_of_questions(old, new),
    )


def _of_groups(old: Protocol, new: Protocol) -> Iterator[str]:
    before = {group.key: group for group in old.groups}
    after = {group.key: group for group in new.groups}
    yield from _compared(before, after, lambda group: f"Group {group.title}")
    if list(before) != list(after) and set(before) == set(after):
        yield f"Order of the groups: {', '.join(group.title for group in new.groups)}"


def _of_rules(old: Protocol, new: Protocol) -> Iterator[str]:
    yield from _compared(old.rules, new.rules, lambda rule: f"{rule.id} {rule.title}")


def _of_questions(old: Protocol, new: Protocol) -> Iterator[str]:
    before = {question.key: question for question in old.questions}
    after = {question.key: question for question in new.questions}
    yield from _compared(before, after, lambda question: f"Question {question.key}")
    if list(before) != list(after) and set(before) == set(after):
        yield "Order of the questions changed"


def _compared(before: dict[str, _Part], after: dict[str, _Part], name: Callable[[_Part], str]) -> Iterator[str]:
    for key, part in after.items():
        if key not in before:
            yield f"{name(part)}: added"
        else:
            yield from (f"{name(part)}: {said}" for said in _entries(before[key], part))
    yield from (f"{name(part)}: taken out" for key, part in before.items() if key not in after)


def _entries(old: _Part, new: _Part) -> Iterator[str]:
    for entry in fields(old):
        before, after = getattr(old, entry.name), getattr(new, entry.name)
        if before != after:
            yield _said(entry.name, before, after)


def _said(entry: str, before: object, after: object) -> str:
    if entry == "on":
        return "switched on" if after else "switched off"
    called = _CALLED.get(entry, entry)
    if entry == "text":
        return f"{called} {_value(after)}, before {_value(before)}"
    if isinstance(after, str) and not isinstance(after, Status):
        return f"{called} {_value(after)}, before {_value(before)}"
    return f"{called} {_value(before)}, now {_value(after)}"


def _value(value: object) -> str:
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Status):
        return value.value.replace("_", " ").lower()
    if isinstance(value, Window | Ask):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_value(part) for part in value)
    return f"“{value}”"
