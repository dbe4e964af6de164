"""What is known of a copy without opening it: a small file of plain text beside it, without anything about a person.

A copy counts only once its manifest is there: it is written last, after the copy was opened again and found whole. The
same facts stand inside every part, where nobody can change them without the key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from needledesk.domain.backups import Kind
from needledesk.storage import copy_files

FORMAT = 1
ENDING = ".json"
_ENDINGS = {Kind.FULL: ".needledesk", Kind.NOTES: ".ndnotes", Kind.PART: ".ndpart", Kind.NOTES_PART: ".ndpart"}
#: What the files of copies end in, and what they begin with.
ENDINGS = tuple(sorted(set(_ENDINGS.values())))
KINDS = tuple(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`after`, `head`: the newest row of the history before and in the copy, as it is printed. `size`: bytes.

    `erasures`: how many clients had been erased by then. `own`: a digest of each table that belongs to the file as a
    file, as of then: what did not change is not written again.
    """

    kind: Kind
    practice: str
    key_id: str
    schema: int
    program: str
    after: str
    head: str
    made: str
    erasures: int
    counts: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    size: int = 0
    sha256: str = ""

    @property
    def seq(self) -> int:
        """The number of the newest row of the history in it."""
        return number(self.head)

    @property
    def text(self) -> str:
        """As it stands in the file."""
        return json.dumps({"format": FORMAT} | asdict(self) | {"kind": self.kind.value}, indent=1)

    @property
    def name(self) -> str:
        """`full-2026-11-22-000123-7F3A91C2.needledesk`; a part names the first and the last row that it holds."""
        key = self.key_id.replace("-", "") or "open"
        rows = f"{self.seq:06d}" if self.kind.whole else f"{number(self.after) + 1:06d}-{self.seq:06d}"
        return f"{self.kind.value}-{self.made[:10]}-{rows}-{key}{_ENDINGS[self.kind]}"

    def follows(self, other: Manifest) -> bool:
        """Whether it holds what came right after the other, under the same key and with the same tables."""
        same = (self.practice, self.key_id, self.schema) == (other.practice, other.key_id, other.schema)
        return same and not self.kind.whole and self.after == other.head and self.kind.pictures == other.kind.pictures

    def of_file(self, path: Path, sha256: str) -> Manifest:
        """The same with what is known once the file is written."""
        return replace(self, size=path.stat().st_size, sha256=sha256)

    def moment(self) -> datetime:
        """When it was made, aware."""
        return datetime.fromisoformat(self.made)


def number(head: str) -> int:
    """The row's number in a head as it is printed; 0 where it is none."""
    digits = head.partition("-")[0]
    return int(digits) if digits.isdecimal() else 0


def beside(copy: Path) -> Path:
    """Where a copy's manifest lies."""
    return copy.with_name(copy.name + ENDING)


def read(copy: Path) -> Manifest | None:
    """The manifest of the copy at that path; None where there is none that can be used."""
    return from_text(copy_files.small_text(beside(copy)))


def from_text(text: str) -> Manifest | None:
    """The manifest that the text is; None where it is none of this format."""
    try:
        facts: dict[str, Any] = json.loads(text)
        if facts.pop("format") != FORMAT:
            return None
        made = Manifest(**facts | {"kind": Kind(facts["kind"])})
        made.moment()
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return made
