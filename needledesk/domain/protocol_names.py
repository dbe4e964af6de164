"""What the entries and levels of a protocol are called in a sentence."""

from __future__ import annotations

from needledesk.domain.protocol import Status

#: Entries whose own name says too little.
CALLED = {
    "on": "switch",
    "text": "question",
    "help": "help line",
    "card": "verdict card",
    "reason": "sentence on what follows",
    "last_label": "name of the date",
    "line": "source line",
    "says": "account of the source",
    "does": "account of what the program does",
    "why": "account of why they differ",
    "then": "level afterwards",
    "until": "far end",
    "elsewhere": "level outside the planned zones",
    "leaves_out": "leaving zones out",
    "asked_again": "asking again each time",
    "also": "further rules",
    "together": "name for one tap",
    "look": "looking each time",
}


def say_level(level: Status | None) -> str:
    """`not today`; a rule without a level is `a note only`."""
    return level.value.replace("_", " ").lower() if level else "a note only"
