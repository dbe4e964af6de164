"""What a check of the whole record file found: named in the practitioner's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from needledesk.domain import row_words
from needledesk.domain.history_words import count
from needledesk.errors import BadInput

_FROM_ONE = ("screening_finding", "treatment_zone", "treatment_product")
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_HEAD = re.compile(r"(\d{1,12})-([0-9A-F]{8,16})")


@dataclass(frozen=True, slots=True)
class Report:
    """`faults`: what was touched, each in a line; `notices`: what is worth knowing and no fault.

    `entries`, `rows`, `sums`, `seals`: how much was looked at. `head`: the newest entry, as it is printed.
    """

    head: str
    entries: int
    rows: int
    sums: int
    seals: int
    faults: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    cancelled: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything was looked at, and all of it holds."""
        return not self.faults and not self.cancelled

    @property
    def summary(self) -> str:
        """The result in a sentence."""
        if self.faults:
            return f"{count(len(self.faults), 'thing')} {'does' if len(self.faults) == 1 else 'do'} not hold."
        if self.cancelled:
            return "The check was cancelled. What was looked at holds."
        return "Everything holds: nothing was changed past the program."

    @property
    def told(self) -> str:
        """The result as the history has it: it names nobody."""
        found = count(len(self.faults), "thing that does not hold", "things that do not hold")
        return f"Everything checked: {found if self.faults else 'nothing was touched'}"

    @property
    def looked_at(self) -> str:
        """How much was looked at."""
        parts = (
            count(self.entries, "entry of the history", "entries of the history"),
            count(self.rows, "row of the record", "rows of the record"),
            count(self.sums, "picture, sheet or text", "pictures, sheets and texts"),
            count(self.seals, "seal"),
        )
        return ", ".join(parts)


def named(table: str, key: tuple[str, ...], visit: int = 0, number: str = "") -> str:
    """`Note of visit 12 (client C-0007)`. `key`: the parts of the row's key; `number`: the client's."""
    parts = (*key[:1], str(int(key[1]) + 1)) if table in _FROM_ONE and key[1:] and key[1].isdigit() else key
    what = row_words.one_of(table).format(*parts, *[""] * (2 - len(parts)))
    return f"{what}{f' of visit {visit}' if visit else ''}{f' (client {number})' if number else ''}"


def read_head(text: str) -> tuple[int, str]:
    """The number and the code of a head as somebody copied it off paper. Raises BadInput for what is none."""
    found = _HEAD.fullmatch(_dashed(text))
    if found is None:
        raise BadInput(
            "That is no head of a history.", "Nothing was checked.", "It looks like 1234-7F3A-91C2-55E0-0D1B."
        )
    return int(found[1]), found[2]


def _dashed(text: str) -> str:
    first, *rest = _DASHES.sub("-", text.strip()).upper().strip("-").split("-")
    return f"{first}-{''.join(rest)}"
