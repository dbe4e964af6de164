"""A protocol as one TOML file: written whole, and read as a person or another practice wrote it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from needledesk.desk.files import read_text, write_atomically
from needledesk.domain.calendar import say_day
from needledesk.domain.plain_text import printable
from needledesk.domain.protocol import Protocol
from needledesk.domain.protocol_checks import read_new
from needledesk.errors import BadInput

LARGEST = 2_000_000  # bytes; the shipped text has some 70,000
#: Begins each line of the head that an exported file has. Taken off again when it is read in.
HEAD = "#|"


def write(path: Path, text: str, version: int, since: date) -> None:
    """Write the text with a head that names its version and the day it was put in force. Raises NotSaved."""
    day = say_day(since, year=True)
    head = (
        f"{HEAD} A microneedling protocol for NeedleDesk: version {version}, in force since {day}.\n"
        f"{HEAD} Try it out with: needledesk protocol read FILE\n"
    )
    data = f"{head}{without_head(text)}".encode()
    write_atomically(path, data, "protocol", "The protocol itself is kept in the record file.")


def without_head(text: str) -> str:
    """The text without the head of an exported file."""
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith(HEAD):
        lines.pop(0)
    return "".join(lines)


def read(path: Path) -> tuple[str, Protocol]:
    """The text of a file and the protocol that it is. Raises BadInput, naming file and line, for any other."""
    name = f"“{printable(str(path))}”"
    text = read_text(path, LARGEST, "a protocol").replace("\r\n", "\n")
    if not without_head(text).strip():
        raise BadInput(f"{name} is empty.", do="Choose a file with a protocol.")
    try:
        protocol = read_new(text)
    except BadInput as error:
        raise BadInput(f"{name}: {printable(error.happened)}", error.safe, "Correct it there.") from error
    return without_head(text), protocol
