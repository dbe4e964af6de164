"""The line of a protocol's text in which something stands, so that whoever wrote the text finds it again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from needledesk.domain.tables import Place, Refused, refused

#: Texts and comments: what looks like TOML inside them is none.
_WORDS = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*',
    re.DOTALL,
)
_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*$")
_ENTRY = re.compile(r"\s*([^\s=\[\]{},][^=]*?)\s*=")
_SYNTAX = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(slots=True)
class _Lines:
    """One table of the text: where it begins and where its entries stand."""

    kind: str  # "rule", "question"
    line: int
    name: str = ""  # its id or key
    entries: dict[str, int] = field(default_factory=dict)


def with_line(text: str, error: Refused) -> Refused:
    """The same error with the line of `text` before it: “Line 42, rule S-MED-01: …”. As it was where none is known."""
    line = _line_of_syntax(text, error) or line_of(text, error.place)
    if line is None:
        return error
    said = error.happened
    return refused(f"Line {line}, {said[:1].lower()}{said[1:]}", error.place)


def line_of(text: str, place: Place) -> int | None:
    """The line in which the entry stands, else its table begins; None where neither can be told.

    Of several tables of one name the last: that is the one too many.
    """
    if not place.kind:
        tables = list(_tables(text))
        of_its_own = [table.line for table in tables[1:] if table.kind == place.entry]
        return tables[0].entries.get(place.entry, of_its_own[0] if of_its_own else None)
    found = [table for table in _tables(text) if (table.kind, table.name) == (place.kind, place.name)]
    if not found:
        return _mentioned(text, place.name)
    holding = [table for table in found if place.entry in table.entries] or found
    return holding[-1].entries.get(place.entry, holding[-1].line)


def _line_of_syntax(text: str, error: Refused) -> int | None:
    """The line that the reader of TOML told; what it finds out at the end only, stands in the last line."""
    if not isinstance(error.__cause__, tomllib.TOMLDecodeError):
        return None
    told = _SYNTAX.search(str(error.__cause__))
    return int(told[1]) if told else text.rstrip().count("\n") + 1


def _tables(text: str) -> Iterator[_Lines]:
    """The text's tables, from what stands before the first header on."""
    table, depth = _Lines("", 1), 0
    blanked = _WORDS.sub(lambda word: re.sub(r"[^\n]", " " if word[0][0] == "#" else "_", word[0]), text)
    for number, (line, blank) in enumerate(zip(text.split("\n"), blanked.split("\n"), strict=True), start=1):
        header = _HEADER.match(blank) if not depth else None
        if header:
            yield table
            table = _Lines(header[1].split(".")[-1].strip(), number)
            continue
        entry = _ENTRY.match(blank) if not depth else None
        if entry:
            name = line[entry.start(1) : entry.end(1)].strip("\"'")
            table.entries.setdefault(name, number)
            if name in ("id", "key"):
                table.name = table.name or _value(line, name)
        depth += sum(blank.count(sign) for sign in "[{") - sum(blank.count(sign) for sign in "]}")
    yield table


def _value(line: str, name: str) -> str:
    try:
        return str(tomllib.loads(line)[name])
    except (ValueError, KeyError):
        return ""


def _mentioned(text: str, name: str) -> int | None:
    """The first line with that name in quotes: tables may be written in one line too."""
    if not name:
        return None
    place = re.search(rf"[\"']{re.escape(name)}[\"']", text)
    return text.count("\n", 0, place.start()) + 1 if place else None
