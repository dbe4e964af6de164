"""A long job tells how far it is, and ends at its next step once nobody wants it."""

from __future__ import annotations

import pytest

from needledesk.domain.progress import NOBODY, Steps, Watch
from needledesk.errors import Stopped


def test_steps_are_counted_for_whoever_waits() -> None:
    told: list[tuple[str, int, int]] = []
    steps = Steps(Watch(lambda *step: told.append(step)), 3, "Writing")
    steps.step()
    steps.step(2)
    assert told == [("Writing", 1, 3), ("Writing", 3, 3)]


def test_it_ends_at_the_next_step() -> None:
    wanted = [True]
    steps = Steps(Watch(cancelled=lambda: not wanted[0]), 3)
    steps.step()
    wanted[0] = False
    with pytest.raises(Stopped):
        steps.step()


def test_nobody_stops_what_nobody_waits_for() -> None:
    NOBODY.step("Writing", 1, 3)
