"""Edits of a practice in its protocol: what may be edited, and what follows from a changed wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from needledesk.domain.protocol import Protocol, Question, Rule, Window
from needledesk.domain.protocol_entries import Entry, Kind, editable
from needledesk.domain.protocol_names import CALLED
from needledesk.domain.protocol_words import followed
from needledesk.domain.tables import Place, refused

__all__ = ["Edit", "Entry", "Kind", "editable", "entry", "refuse_locked", "with_wording"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of a rule, or of its question with the key `question`, set anew; an empty text takes it out.

    A level is the value of a Status, a window is written as in the text: “7 days”.
    """

    rule: str
    entry: str
    value: str | bool
    question: str = ""


def entry(protocol: Protocol, edit: Edit) -> Entry | None:
    """The entry that an edit means; None where that rule has none of that name."""
    if edit.rule not in protocol.rules:
        return None
    named = (edit.entry, edit.question)
    return next((found for found in editable(protocol, edit.rule) if (found.name, found.question) == named), None)


def refuse_locked(protocol: Protocol, edits: Iterable[Edit]) -> None:
    """Raises BadInput for the first edit whose entry is not there, is locked or cannot become that value."""
    for edit in edits:
        name = f"Question {edit.question}" if edit.question else f"Rule {edit.rule}"
        place = Place("question", edit.question, edit.entry) if edit.question else Place("rule", edit.rule, edit.entry)
        found = entry(protocol, edit)
        if found is None:
            raise refused(f"{name} has no {CALLED.get(edit.entry, edit.entry)} that can be changed.", place)
        if found.locked:
            raise refused(f"{name}: {found.locked}", place)
        refusal = found.refusal(edit.value)
        if refusal:
            raise refused(f"{name}: {refusal}", place)


def with_wording(protocol: Protocol, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits, and before them those of the wording that names a window which they change.

    “7 days between the last dose and treatment” must not stay behind when the rule waits 10 days.
    """
    wanted = tuple(edits)
    rules = dict.fromkeys(edit.rule for edit in wanted if edit.rule in protocol.rules)
    return (*(follow for rule in rules for follow in _reworded(protocol, protocol.rules[rule], wanted)), *wanted)


def _reworded(protocol: Protocol, rule: Rule, edits: tuple[Edit, ...]) -> Iterator[Edit]:
    own = _moved(protocol, edits, rule.id)
    everything = dict(own.values())
    for question in protocol.questions:
        if question.rule == rule.id:
            its = _moved(protocol, edits, rule.id, question.key)
            everything |= dict(its.values())
            inherited = {name: moved for name, moved in own.items() if name != "window" or question.window is None}
            yield from _asked_anew(question, dict((inherited | its).values()))
    does = followed(rule.does, everything)
    if does != rule.does:
        yield Edit(rule.id, "does", does)


def _moved(
    protocol: Protocol, edits: tuple[Edit, ...], rule: str, question: str = ""
) -> dict[str, tuple[Window, Window]]:
    """The windows of that rule, or of its question alone, that the edits change: by entry, old and new."""
    moved = {}
    for edit in edits:
        found = entry(protocol, edit) if (edit.rule, edit.question) == (rule, question) else None
        if found is not None and found.kind is Kind.WINDOW:
            old, new = Window.of(str(found.value)), Window.of(str(edit.value))
            if old and new and old != new:
                moved[edit.entry] = (old, new)
    return moved


def _asked_anew(question: Question, windows: Mapping[Window, Window]) -> Iterator[Edit]:
    for name in ("title", "text", "help", "card", "reason"):
        words = getattr(question, name)
        if followed(words, windows) != words:
            yield Edit(question.rule, name, followed(words, windows), question.key)
