"""The proof that a client was erased, as ready words: nothing personal is on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from needledesk.domain.calendar import say_moment
from needledesk.domain.erasure import Erasure, said_counts
from needledesk.domain.handout import Line
from needledesk.domain.practice import Country, Practice


@dataclass(frozen=True, slots=True)
class ErasureSheet:
    """Everything that the sheet prints."""

    practice: str
    phone: str
    email: str
    practitioner: str
    number: str
    about: str
    facts: tuple[Line, ...]
    gone: tuple[Line, ...]
    kept: tuple[Line, ...]
    copies: tuple[Line, ...]
    made: str
    made_at: datetime
    language: str
    words: Mapping[str, str]


def compose(
    erasure: Erasure,
    practice: Practice,
    country: Country,
    copies: Sequence[str],
    texts: Mapping[str, Any],
    made: datetime,
) -> ErasureSheet:
    """The sheet of one erasure. `copies`: names of what still holds the client; `texts`: erasure.toml."""
    words = texts["words"]
    facts = [_told(words["when"], say_moment(erasure.at, year=True)), _told(words["by"], erasure.by or practice.name)]
    if erasure.reason:
        facts.append(_told(words["reason"], erasure.reason))
    copied = [*(_line(copy) for copy in copies), _line(words["copies_note"])]
    return ErasureSheet(
        practice=practice.name,
        phone=practice.phone,
        email=practice.email,
        practitioner=practice.practitioner,
        number=erasure.number,
        about=words["about"].format(number=erasure.number),
        facts=tuple(facts),
        gone=tuple(map(_line, (*(said_counts(erasure.counts) or (words["nothing"],)), words["room"]))),
        kept=tuple(map(_line, (*words["left"], words["head"].format(head=erasure.head)))),
        copies=tuple(copied if copies else [_line(words["no_copies"]), *copied]),
        made=say_moment(made, year=True),
        made_at=made,
        language=country.spelling,
        words={name: text for name, text in words.items() if isinstance(text, str)},
    )


def _line(text: str) -> Line:
    return Line(((text, False),), ())


def _told(name: str, value: str) -> Line:
    return Line(((f"{name}: ", True), (value, False)), ())
