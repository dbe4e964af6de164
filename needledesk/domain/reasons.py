"""Reasons that a practitioner types: of an override, a decision, a letter that is withdrawn."""

from __future__ import annotations

#: Letters and digits that a typed reason has at the least.
SHORTEST = 3
IN_WORDS = "three"


def typed_reason(text: str) -> str:
    """The reason, tidied; empty where it says nothing: fewer than three letters or digits, such as `...` or `- -`."""
    return text.strip() if sum(sign.isalnum() for sign in text) >= SHORTEST else ""
