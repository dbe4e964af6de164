"""Where in the program one is, in ids and moments: what a locked program knows of the desk it was."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, get_type_hints

#: Every word of a place is a key of the program's own: no name and no text has this shape for long.
_WORD = re.compile(r"[A-Za-z0-9_.:+-]{0,48}")

#: Why it was locked: in words, behind the time.
WHY = {
    "hand": "by you",
    "idle": "after {minutes} without a touch",
    "screen": "with the screen",
    "sleep": "when the laptop went to sleep",
    "away": "when another user came in",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what is looked at on it. It stands on a command line, so it holds ids and moments only."""

    room: str = "clients"  # "today", "clients" or "settings"
    client: int = 0
    visit: int = 0
    form: str = ""  # "new" or "change" while the form of a client is shown
    section: str = ""  # of the visit
    page: str = ""  # of the settings
    question: str = ""  # the one that had the focus
    focus: str = ""  # the field that had the focus: its kind and its number on the page
    cursor: int = 0  # where in that field, in characters
    scroll: int = 0  # px
    dialog: str = ""  # the one that was open with something typed in it
    needling: str = ""  # since when, as ISO
    locked: str = ""  # the moment of the lock, as ISO
    why: str = ""  # a key of WHY
    minutes: int = 0  # without a touch, where that was why

    def as_argument(self) -> str:
        """As one argument of a command line."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}, separators=(",", ":"))

    @classmethod
    def read(cls, argument: str) -> Place:
        """From such an argument. What is not a place in it is left out: an odd one must not keep anybody out."""
        try:
            stored = json.loads(argument)
        except ValueError:
            return cls()
        known = get_type_hints(cls)
        kept = stored.items() if isinstance(stored, dict) else ()
        return cls(**{name: value for name, value in kept if name in known and _fits(value, known[name])})

    @property
    def locked_words(self) -> str:
        """`Locked 14:18, after 5 minutes without a touch`; empty for a start that no lock came before."""
        at = moment(self.locked)
        if at is None:
            return ""
        minutes = f"{self.minutes} minute{'' if self.minutes == 1 else 's'}"
        why = WHY.get(self.why, "").format(minutes=minutes)
        return f"Locked {at:%H:%M}" + (f", {why}" if why else "")


def moment(text: str) -> datetime | None:
    """The moment that an ISO text names, aware; None for none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _fits(value: Any, kind: type) -> bool:
    if kind is int:
        return type(value) is int and 0 <= value < 2**62
    return isinstance(value, str) and _WORD.fullmatch(value) is not None
