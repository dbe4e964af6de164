"""The history as it is read: one entry for everything that happened, in the order in which it was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

#: What stands for words that were erased with the client whom they were about.
ERASED = "Erased with the client"


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One entry. `at` is aware, as the laptop's clock showed it then; the order is that of `seq`, never of `at`.

    `objects`: the rows that were written, such as `note 12`. `times`: how many entries in a row say the same; `seq` and
    `at` are then those of the newest. `number`: the client's, `C-0007`; empty without one.
    """

    seq: int
    at: datetime
    action: str
    words: str
    client: int = 0
    visit: int = 0
    objects: tuple[str, ...] = ()
    erased: bool = False
    times: int = 1
    number: str = ""

    @property
    def title(self) -> str:
        """The line to be read: `Depth, forehead: 1.0 to 0.5 mm`."""
        if self.erased:
            return ERASED
        return self.words.partition("\n")[0] or f"{self.action[:1].upper()}{self.action[1:]}"

    @property
    def more(self) -> str:
        """What stands under it, such as a typed reason; often empty."""
        return "" if self.erased else self.words.partition("\n")[2]


def folded(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Newest first as they came, with those that follow each other and say the same as one: a note is kept often."""
    kept: list[Entry] = []
    for entry in entries:
        last = kept[-1] if kept else None
        if last is not None and _same(last, entry):
            kept[-1] = replace(last, times=last.times + entry.times)
        else:
            kept.append(entry)
    return tuple(kept)


def _same(one: Entry, other: Entry) -> bool:
    said = (one.action, one.words, one.client, one.visit, one.erased)
    return said == (other.action, other.words, other.client, other.visit, other.erased)
