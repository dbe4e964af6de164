"""Edits written into a protocol's text: comments and order stay, and nothing else changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from needledesk.domain.fixed_rules import ASKED_AGAIN, LOOKED_AT
from needledesk.domain.protocol_edits import Edit
from needledesk.domain.tables import refused

if TYPE_CHECKING:
    from tomlkit.items import Table


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with these entries set anew. Raises BadInput for a rule or a question that it does not hold.

    A text of an earlier version may lack what every visit does anyway; no page sets that, so it is written in here.
    """
    import tomlkit

    try:
        document = tomlkit.parse(text)
    except tomlkit.exceptions.TOMLKitError as error:  # what the program reads with takes a little more than this
        raise refused(f"This text cannot be edited entry by entry: {error}.") from error
    rules: Any = document.get("rule", [])
    for edit in edits:
        _set(_table(rules, edit), edit.entry, edit.value)
    for group in document.get("group", []):
        _make_true(group, LOOKED_AT, "look")
    for question in (each for rule in rules for each in rule.get("question", [])):
        _make_true(question, ASKED_AGAIN, "asked_again")
    return tomlkit.dumps(document)


def _make_true(table: Table, keys: Collection[str], entry: str) -> None:
    if table.get("key") in keys and not table.get(entry):
        _set(table, entry, True)


def _table(rules: Any, edit: Edit) -> Table:
    found = _named(rules, "id", edit.rule)
    if found is None:
        raise refused(f"There is no rule {edit.rule} in the protocol.")
    if edit.question:
        found = _named(found.get("question", []), "key", edit.question)
    if found is None:
        raise refused(f"Rule {edit.rule} has no question {edit.question}.")
    return found


def _named(tables: Any, name: str, value: str) -> Table | None:
    return next((table for table in tables if table.get(name) == value), None)


def _set(table: Table, name: str, value: str | bool) -> None:
    if value == "":
        if name in table:
            table.remove(name)
    elif name in table:
        table[name] = value
    else:
        _add(table, name, value)


def _add(table: Table, name: str, value: str | bool) -> None:
    """Right after the last entry: what `append` does would put it behind a comment that belongs to the next rule."""
    import tomlkit

    last = [key for key, item in table.value.body if key is not None and not _is_table(item)][-1]
    table.value._insert_after(last, name, tomlkit.item(value))


def _is_table(item: Any) -> bool:
    from tomlkit.items import AoT, Table

    return isinstance(item, AoT | Table)
