"""A typed reason says something in letters or digits, in any script."""

from __future__ import annotations

import pytest

from needledesk.domain.reasons import typed_reason


@pytest.mark.parametrize(
    "text", ["", "   ", "...", "……………", "ok", "?!?!", "a - b", " x ", "–––––––", "\n\n\n", "🙂🙂🙂🙂"]
)
def test_what_says_nothing_is_no_reason(text: str) -> None:
    assert typed_reason(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" yes ", "yes"),
        ("2 d.", ""),
        ("2 d. x", "2 d. x"),
        ("agreed, 4 days\n", "agreed, 4 days"),
        ("нет", "нет"),
        ("同意済", "同意済"),
        ("c.f. 3", "c.f. 3"),
    ],
)
def test_three_letters_or_digits_are_enough(text: str, said: str) -> None:
    assert typed_reason(text) == said
