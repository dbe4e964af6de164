"""The erasure of a client: what goes, and what is left to prove it without anything personal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain.backups import Copy, Made
from needledesk.domain.calendar import say_day
from needledesk.errors import BadInput

#: Tables of the record by what their rows are called, one and several, in the order in which they are told.
COUNTED = {
    "visit": ("visit", "visits"),
    "screening_answer": ("answer", "answers"),
    "photo": ("photo", "photos"),
    "letter": ("letter", "letters"),
    "handout": ("aftercare sheet", "aftercare sheets"),
    "pretreatment": ("sheet before a treatment", "sheets before a treatment"),
    "signature": ("signature", "signatures"),
    "amendment": ("amendment", "amendments"),
    "draft": ("draft", "drafts"),
    "history": ("detail in the history", "details in the history"),
}
_SHORTEST = 3  # letters of a name that would give somebody away in a reason


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is kept of an erased client. `head`: of the history just before; `counts`: rows by table."""

    id: int
    number: str
    at: datetime
    by: str
    reason: str  # empty where the time of keeping had run out
    head: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, repr=False)
class Outlook:
    """What an erasure would take, and whether it is time. Holds a client's name: it has no repr."""

    number: str
    name: str
    counts: Mapping[str, int]
    last_visit: date | None
    years: int
    as_minor: bool  # the years count from the 18th birthday
    free_from: date | None  # None: nothing is held
    today: date
    copies: tuple[str, ...]  # where the client will still be found

    @property
    def held(self) -> bool:
        """Whether the time of keeping has not run out."""
        return self.free_from is not None and self.today < self.free_from


def said_counts(counts: Mapping[str, int]) -> tuple[str, ...]:
    """`5 visits`, `12 photos`: what there is any of, in plain words."""
    there = ((counts.get(table, 0), words) for table, words in COUNTED.items())
    return tuple(f"{count} {one if count == 1 else many}" for count, (one, many) in there if count)


def said_copies(copies: Iterable[Copy]) -> tuple[str, ...]:
    """`12 backups in “studio copies”, Sun 1 Nov 2026 to Sun 22 Nov 2026`: a line for each folder."""
    by_folder: dict[str, list[Copy]] = {}
    for copy in copies:
        by_folder.setdefault(re.split(r"[/\\]", copy.path)[-2:][0], []).append(copy)
    return tuple(_said_folder(folder, found) for folder, found in sorted(by_folder.items()))


def said_disks(last: Iterable[Made]) -> tuple[str, ...]:
    """A line for each stick or disk with copies that is not connected."""
    return tuple(
        f"a stick or disk that is not connected, last backup {say_day(made.at.date(), year=True)}"
        for made in sorted(last, key=lambda made: made.seq)
    )


def _said_folder(folder: str, copies: Sequence[Copy]) -> str:
    days = sorted(copy.made.date() for copy in copies)
    span = say_day(days[0], year=True) + (f" to {say_day(days[-1], year=True)}" if days[0] != days[-1] else "")
    return f"{len(copies)} backup{'' if len(copies) == 1 else 's'} in “{folder}”, {span}"


def must_be_typed(name: str, typed: str) -> None:
    """Raise BadInput unless the name was typed; capitals and spaces do not matter."""
    if _plain(typed) != _plain(name) or not _plain(name):
        raise BadInput("The name does not match.", "Nothing was erased.", "Type the client's name as it is shown.")


def without_names(reason: str, name: str) -> str:
    """The reason, tidied. Raises BadInput where it holds a part of the name: it stays when the client is gone."""
    words = {_plain(word) for word in name.split() if len(word) >= _SHORTEST}
    if words & {_plain(word.strip(".,;:!?()’'\"")) for word in reason.split()}:
        raise BadInput("The reason holds the client's name.", "Nothing was erased.", "Say it without the name.")
    return " ".join(reason.split())


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
