"""What a client answered, as it was said: blank, unsure and no are three different things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from needledesk.domain.calendar import When


class Reply(StrEnum):
    """What was said. A blank is no Reply at all (None, or no Answer)."""

    YES = "yes"
    NO = "no"
    UNSURE = "unknown"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """One answer with what a yes carries. Fields that the question does not ask stay empty."""

    reply: Reply
    last: When | None = None
    prescribed: Reply | None = None
    name: str = ""
    detail: str = ""
    zones: tuple[str, ...] = ()
    current: bool = False
    past: bool = False
    grouped: bool = False  # set by "Rest of group: No", not one by one
    carried: bool = False  # confirmed to be as at an earlier visit

    def __repr__(self) -> str:
        """Without what was said: health data stays out of logs and crash reports."""
        return "Answer(…)"


Answers = Mapping[str, Answer]
