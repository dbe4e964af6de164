"""Words that no one may read in this program: what a checklist cannot promise (decision 13, section 2c)."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import needledesk
from needledesk import resources
from needledesk.domain.protocol_words import BANNED

SOURCE = Path(needledesk.__file__).parent
NEVER = re.compile(
    r"\b(?:(?:un)?safe(?:r|st|ly|ty)?|cleared|approv(?:e|es|ed|al)|permanent(?:ly)?|immediate(?:ly)?)\b"
    r"|\bno[ -]?down[ -]?time\b|\bvery rare",
    re.IGNORECASE,
)
#: Where one stands, the text it stands in, and why nobody reads it.
ALLOWED = {
    ("needledesk/storage/ledger.py", "BEGIN IMMEDIATE"): "SQL: how a transaction takes its lock",
    ("needledesk/domain/protocol_words.py", BANNED.pattern): "the pattern that keeps these words out of a protocol",
}

Text = tuple[str, str]


def literals(path: Path) -> Iterator[str]:
    """Every text in a module's code; its docstrings are for who reads the code."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def texts_in(part: Any) -> Iterator[str]:
    """Every text in what a TOML or JSON file holds; comments and names of entries are for who writes it."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for value in part:
            yield from texts_in(value)
    elif isinstance(part, str):
        yield part


def of_the_code() -> Iterator[Text]:
    for path in sorted(SOURCE.rglob("*.py")):
        for text in literals(path):
            yield f"needledesk/{path.relative_to(SOURCE).as_posix()}", text


def of_the_resources() -> Iterator[Text]:
    read = {".toml": tomllib.loads, ".json": json.loads}
    for path in sorted(resources.folder().rglob("*")):
        if path.suffix in read:
            for text in texts_in(read[path.suffix](path.read_text("utf-8"))):
                yield f"resources/{path.relative_to(resources.folder()).as_posix()}", text


@pytest.mark.parametrize("texts", [of_the_code, of_the_resources])
def test_no_text_promises_what_a_checklist_cannot(texts: Any) -> None:
    found = [(place, text) for place, text in texts() if NEVER.search(text)]
    assert [one for one in found if one not in ALLOWED] == []


def test_every_exception_is_still_needed() -> None:
    assert set(ALLOWED) <= {*of_the_code(), *of_the_resources()}


@pytest.mark.parametrize(
    "text",
    [
        "It is safe to treat.",
        "Treatment is SAFE",
        "Cleared by the checklist",
        "This is approved.",
        "Results are permanent.",
        "You see them immediately.",
        "There is no down time.",
        "No downtime",
        "Side effects are very rare.",
    ],
)
def test_a_promise_would_be_found(text: str) -> None:
    assert NEVER.search(text)


@pytest.mark.parametrize("text", ["A doctor’s clearance", "Rarely", "Time for the skin", "Save", "Clear all"])
def test_other_words_are_not_taken_for_promises(text: str) -> None:
    assert not NEVER.search(text)


def test_texts_are_read_from_every_room_and_every_kind_of_file(tmp_path: Path) -> None:
    rooms = {place.split("/")[1] for place, _ in of_the_code()}
    assert {"ui", "desk", "domain", "documents", "imaging", "storage", "cli.py", "errors.py"} <= rooms
    assert {place.split("/")[1] for place, _ in of_the_resources()} >= {"texts", "protocol", "countries.toml"}
    module = tmp_path / "module.py"
    module.write_text('"""Never read."""\nx = f"one {1} two"\ndef f(y="three"):\n    """Nor this."""\n')
    assert sorted(literals(module)) == [" two", "one ", "three"]
    assert list(texts_in({"a": ["one", {"b": "two"}], "c": 3})) == ["one", "two"]
