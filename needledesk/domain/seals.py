"""What closes a visit for good, and what may be added to it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, repr=False)
class Seal:
    """When and by whom a visit was sealed; `sha256` is over everything that it held then."""

    visit: int
    at: datetime
    by: str
    sha256: str

    @property
    def code(self) -> str:
        """`7F3A-91C2`: short enough to be read aloud."""
        return short(self.sha256)


@dataclass(frozen=True, slots=True, repr=False)
class Amendment:
    """An addition to a sealed visit. `was` and `becomes`: the value that it corrects, both empty for a plain addition.

    `corrects`: the key of that value (`recorded_values`), empty where it is none of them. `unbroken`: it is as it was
    added.
    """

    title: str
    text: str
    reason: str
    author: str
    at: datetime
    corrects: str = ""
    was: str = ""
    becomes: str = ""
    id: int = 0
    sha256: str = ""
    unbroken: bool = True

    @property
    def code(self) -> str:
        """`2B60-D41E`."""
        return short(self.sha256)


@dataclass(frozen=True, slots=True, repr=False)
class Voiding:
    """Why a sealed visit is not to be relied on, by whom and when. Its content is kept."""

    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class SealedVisit:
    """A closed visit as it was found at `checked`: its seal, whether it is unbroken, and what was added since."""

    seal: Seal
    unbroken: bool
    checked: datetime
    amendments: tuple[Amendment, ...] = ()
    voiding: Voiding | None = None


def short(sha256: str) -> str:
    """The first eight digits of a digest, as people compare them."""
    mark = sha256[:8].upper()
    return f"{mark[:4]}-{mark[4:]}"
