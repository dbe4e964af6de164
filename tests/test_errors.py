"""A DeskError says what happened, what is safe and what to do, in that order."""

from __future__ import annotations

import inspect

from needledesk import errors
from needledesk.errors import DeskError


def test_the_three_sentences_stand_in_order() -> None:
    assert (
        str(DeskError("It broke.", "Your notes are kept.", "Try again.")) == "It broke. Your notes are kept. Try again."
    )
    assert str(DeskError("It broke.", do="Try again.")) == "It broke. Try again."


def test_every_kind_is_a_desk_error_and_says_what_it_is_for() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    assert len(kinds) > 10
    assert all(issubclass(kind, DeskError) and kind.__doc__ for kind in kinds)
