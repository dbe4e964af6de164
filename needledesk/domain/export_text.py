"""What an export says about itself, made from one description: a text for people, notes for Datasette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table as it stands in the export. `owner`: the column that names the row of table `of` it belongs to."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    owner: str = ""
    of: str = ""


def column(description: Mapping[str, Any], table: str, name: str) -> str:
    """What a column holds. Raises KeyError for one that is not described."""
    own, common = description["tables"][table], description["common"]
    return str(own[name] if name in own else common[name])


def readme(description: Mapping[str, Any], shapes: Sequence[TableShape], scope: str, made: str) -> str:
    """README.txt: every file, every table, every column in plain words. Raises KeyError for what is not described."""
    return "\n".join(_readme(description, shapes, scope, made)) + "\n"


def metadata(description: Mapping[str, Any], shapes: Sequence[TableShape]) -> dict[str, Any]:
    """datasette.json: the same notes, and which column stands for a row that another one points to."""
    tables: dict[str, Any] = {}
    for shape in shapes:
        tables[shape.name] = {
            "description": description["tables"][shape.name]["about"],
            "columns": {name: column(description, shape.name, name) for name in shape.columns},
        }
        if shape.name in _LABELS:
            tables[shape.name]["label_column"] = _LABELS[shape.name]
    words = description["words"]
    return {"title": words["title"], "databases": {"record": {"tables": tables}}}


#: The column that stands for a row where another one points to it.
_LABELS = {"client": "number", "visit": "opened", "letter": "dated", "protocol_version": "since", "photo": "file"}


def _readme(description: Mapping[str, Any], shapes: Sequence[TableShape], scope: str, made: str) -> Iterator[str]:
    words = description["words"]
    yield from (words["title"], "=" * len(words["title"]), "", f"{scope}. {words['made'].format(made=made)}.")
    for part in ("plain", "about", "values", "csv", "not_in"):
        yield from ("", words[part].strip())
    yield from ("", words["files"], "-" * len(words["files"]))
    for name, text in description["files"].items():
        yield from ("", name, _indented(text))
    yield from ("", words["tables"], "-" * len(words["tables"]))
    for shape in shapes:
        yield from _table(description, shape)


def _table(description: Mapping[str, Any], shape: TableShape) -> Iterator[str]:
    words = description["words"]
    yield from ("", shape.name, _indented(description["tables"][shape.name]["about"]))
    yield _indented(words["key"].format(key=", ".join(shape.key)))
    if shape.of:
        yield _indented(words["owner"].format(of=shape.of, owner=shape.owner))
    for name in shape.columns:
        yield _indented(f"{name}: {column(description, shape.name, name)}", "    - ", "      ")


def _indented(text: str, first: str = "    ", then: str = "    ") -> str:
    return fill(text, _WIDTH, initial_indent=first, subsequent_indent=then)
