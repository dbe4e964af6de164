"""Doctors' letters on file: who wrote one, when, which rules it answers, and until when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain.calendar import add_months
from needledesk.errors import BadInput

#: Calendar months that a letter holds where it does not say otherwise (decision 5, P9).
MONTHS = 12


@dataclass(frozen=True, slots=True, repr=False)
class Clearance:
    """What one letter says about one rule. Without `expires` it holds for twelve months from `dated`."""

    rule: str
    dated: date
    by: str
    expires: date | None = None
    note: str = ""

    @property
    def last_day(self) -> date:
        """The last date on which it holds."""
        return self.expires or add_months(self.dated, MONTHS)

    def holds(self, on: date) -> bool:
        """Whether it is in force on that date, both ends included."""
        return self.dated <= on <= self.last_day


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A photo or scan of a page; its bytes are kept under `id`. Sizes in pixels and bytes."""

    id: int
    kind: str  # "jpeg", "png" or "heic"
    width: int
    height: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A letter as it was recorded. One letter may answer several rules: cold sores, and their prevention."""

    rules: tuple[str, ...]
    dated: date
    by: str
    expires: date | None = None
    note: str = ""
    id: int = 0  # 0: not on file yet
    added: datetime | None = None
    withdrawn: datetime | None = None
    withdrawn_reason: str = ""
    pages: tuple[LetterPage, ...] = ()

    @property
    def last_day(self) -> date:
        """The last date on which it holds."""
        return self.expires or add_months(self.dated, MONTHS)

    def holds(self, on: date) -> bool:
        """Whether it is in force on that date: not withdrawn, both ends included."""
        return self.withdrawn is None and self.dated <= on <= self.last_day

    @property
    def clearances(self) -> tuple[Clearance, ...]:
        """What it says, rule by rule; nothing once it is withdrawn."""
        if self.withdrawn is not None:
            return ()
        return tuple(Clearance(rule, self.dated, self.by, self.expires, self.note) for rule in self.rules)


def checked(letter: Letter, today: date) -> Letter:
    """The letter as it may be kept, tidied. Raises BadInput without author or rule, and for dates that cannot be."""
    if not letter.by.strip():
        raise BadInput("A letter needs its author.", do="Type the name of the doctor or prescriber.")
    if not letter.rules:
        raise BadInput("A letter answers at least one question.", do="Choose which.")
    if letter.dated > today:
        raise BadInput("A letter cannot be dated in the future.", do="Check its date.")
    if letter.expires is not None and letter.expires < letter.dated:
        raise BadInput("A letter cannot end before its date.", do="Check until when it is valid.")
    return Letter(
        tuple(dict.fromkeys(letter.rules)), letter.dated, letter.by.strip(), letter.expires, letter.note.strip()
    )
