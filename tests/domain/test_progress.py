"""A long job counts, and ends at its next step once nobody wants it."""

from __future__ import annotations

import pytest

from needledesk.domain.progress import Progress
from needledesk.errors import Stopped


def test_it_counts() -> None:
    progress = Progress()
    progress.expect(3)
    progress.step()
    progress.step(2)
    assert (progress.done, progress.total) == (3, 3)


def test_it_ends_at_the_next_step() -> None:
    progress = Progress()
    progress.step()
    progress.stop()
    with pytest.raises(Stopped):
        progress.step()
