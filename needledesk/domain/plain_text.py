"""Texts from outside as they may stand in a sentence of ours."""

from __future__ import annotations

LONGEST = 1_000  # signs of a text that is quoted


def printable(text: str) -> str:
    """The text on one line, cut to a readable length; what cannot be printed stands escaped."""
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in short)
