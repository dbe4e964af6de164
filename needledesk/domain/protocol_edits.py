"""Edits of a practice in its protocol: what may be edited, and what follows from a changed wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from needledesk.domain.protocol import Protocol, Question, Rule, Window
from needledesk.domain.protocol_entries import Entry, Kind, editable
from needledesk.domain.protocol_names import CALLED
from needledesk.domain.tables import Place, refused
from needledesk.domain.times_in_words import followed

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
    own = _waits(rule, edits)
    of_all: dict[Window, Window] = {}
    for question in protocol.questions:
        if question.rule == rule.id:
            its = own | _wait_of(question, rule, edits)
            of_all |= dict(its.values())
            yield from _asked_anew(question, dict(its.values()))
    of_all |= dict(own.values())
    for name in ("title", "does"):
        words = getattr(rule, name)
        if followed(words, of_all) != words:
            yield Edit(rule.id, name, followed(words, of_all))


_Waits = dict[str, tuple[Window, Window]]  # by entry: as it stands, and as the edits make it


def _waits(rule: Rule, edits: tuple[Edit, ...]) -> _Waits:
    """The window and the far end of that rule. One that is taken out is still named until someone rewords it."""
    waits: _Waits = {}
    for name in ("window", "until"):
        old: Window | None = getattr(rule, name)
        if old:
            waits[name] = (old, _set_to(edits, rule.id, name) or old)
    return waits


def _wait_of(question: Question, rule: Rule, edits: tuple[Edit, ...]) -> _Waits:
    """The window of that question, where it has one of its own before or after the edits."""
    old, new = question.window or rule.window, _set_to(edits, rule.id, "window", question.key)
    if old is None or (question.window is None and new is None):
        return {}
    return {"window": (old, new or old)}


def _set_to(edits: tuple[Edit, ...], rule: str, name: str, question: str = "") -> Window | None:
    """The window that the last of these edits sets there."""
    at = (rule, name, question)
    found = [Window.of(str(edit.value)) for edit in edits if (edit.rule, edit.entry, edit.question) == at]
    return found[-1] if found else None


def _asked_anew(question: Question, windows: Mapping[Window, Window]) -> Iterator[Edit]:
    for name in ("title", "text", "help", "card", "reason"):
        words = getattr(question, name)
        if followed(words, windows) != words:
            yield Edit(question.rule, name, followed(words, windows), question.key)
