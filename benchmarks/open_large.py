"""Opening a file of 2 GB against one of 20 MB: from the passphrase to the first clients in the list.

Deriving the key takes the same tenth of a second for both and would hide the rest, so that the key itself is given too.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from benchmarks.large_files import PASSPHRASE, photo_file
from needledesk.desk.desk import Desk
from needledesk.storage import opening
from needledesk.storage.keys import Secret

SMALL, LARGE = 20, 2_000  # megabytes
ROUNDS = 15
GOAL = 1.5


def measure() -> list[tuple[str, float, float, bool]]:
    """Two ratios of medians, small and large in turn."""
    small, large = photo_file(SMALL), photo_file(LARGE)
    return [
        ("opening 2 GB / 20 MB", ratio(small, PASSPHRASE, large, PASSPHRASE), GOAL, False),
        ("the same with the key at hand", ratio(small, key(small), large, key(large)), GOAL, False),
    ]


def ratio(small: Path, small_key: Secret, large: Path, large_key: Secret) -> float:
    """How many times as long the large one takes."""
    floor, ours = [], []
    for turn in range(ROUNDS + 2):
        times = opened(small, small_key), opened(large, large_key)
        if turn > 1:  # the first of each reads from the disk what the others find in memory
            floor.append(times[0])
            ours.append(times[1])
    return statistics.median(ours) / statistics.median(floor)


def opened(path: Path, secret: Secret) -> float:
    """Seconds from asking for the file until the first clients are read."""
    start = time.perf_counter()
    desk = Desk.open(path, secret)
    desk.practice.get()
    desk.clients.find("", 50)
    took = time.perf_counter() - start
    desk.close()
    return took


def key(path: Path) -> bytes:
    """The raw key, which opens the file without deriving anything."""
    found = opening.key(path, PASSPHRASE)
    assert found is not None
    return found.raw
