"""The versions that a practice's protocol has gone through, and the draft of the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from needledesk.domain.protocol import Protocol


@dataclass(frozen=True, slots=True, repr=False)
class Version:
    """One version as it was put in force. `changes`: what differs from the one before, a line each."""

    number: int
    author: str
    since: datetime
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What is being written now: kept in the file, in force for nobody. `changes` as against the version in force."""

    text: str
    protocol: Protocol  # under the number that it would get
    based_on: int
    changed: datetime
    changes: tuple[str, ...] = ()
