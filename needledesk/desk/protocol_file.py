"""A protocol as one TOML file: written whole, and read as a person or another practice wrote it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from needledesk.desk.files import write_atomically
from needledesk.domain.calendar import say_day
from needledesk.domain.protocol import read as read_protocol
from needledesk.domain.worked_cases import printable
from needledesk.errors import BadInput

LARGEST = 2_000_000  # bytes; the shipped text has some 70,000


def write(path: Path, text: str, version: int, since: datetime) -> None:
    """Write the text with a head that names its version and date. Raises NotSaved."""
    head = f"# Microneedling protocol, version {version}, in force since {say_day(since.date(), year=True)}.\n"
    write_atomically(path, f"{head}\n{text}".encode())


def read(path: Path) -> str:
    """The text of a file that a protocol can be read from. Raises BadInput."""
    name = f"“{printable(str(path))}”"
    text = path.read_bytes()[: LARGEST + 1].decode("utf-8-sig")
    if not text.strip():
        raise BadInput(f"{name} is empty.", do="Choose a protocol.")
    read_protocol(text)
    return text
