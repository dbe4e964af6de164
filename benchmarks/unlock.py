"""Opening a locked record file by its passphrase, against one bare PBKDF2 run of the same rounds, in turn.

The rounds are SQLCipher's own and are the wait on purpose: a guess costs as much. What the program adds is the rest.
"""

from __future__ import annotations

import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from needledesk.desk import access
from needledesk.desk.desk import Desk
from needledesk.domain import recovery
from needledesk.domain.practice import Practice
from needledesk.storage import keys

ROUNDS = 15
WORDS = "amber kettle window forty lake"


def measure() -> Iterator[tuple[str, float, float, bool]]:
    """(name, ratio, goal, higher is better)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.needledesk"
        desk = Desk.create(path, Practice("Bench", "1", "US"), WORDS)
        groups = recovery.text(desk.access.check(WORDS).key.raw)
        desk.close()
        runs: tuple[Callable[[], object], ...] = (
            lambda: hashlib.pbkdf2_hmac("sha512", WORDS.encode(), bytes(keys.SALT), keys.ROUNDS, keys.SIZE),
            lambda: Desk.open(path, WORDS).close(),
            lambda: Desk.open(path, access.key_of_sheet(path, groups)).close(),
        )
        floor, passphrase, sheet = _medians(runs)
    print(f"  unlock: {passphrase:.0f} ms, by the sheet {sheet:.0f} ms; PBKDF2 alone {floor:.0f} ms")
    yield "unlock / PBKDF2 alone", passphrase / floor, 1.5, False
    yield "unlock by the sheet / PBKDF2 alone", sheet / floor, 0.5, False


def _medians(runs: tuple[Callable[[], object], ...]) -> list[float]:
    """Milliseconds of each, taken in turn so that a busy moment hits all of them."""
    taken: list[list[float]] = [[] for _ in runs]
    for number in range(-1, ROUNDS):
        for run, times in zip(runs, taken, strict=True):
            begun = time.perf_counter()
            run()
            if number >= 0:
                times.append((time.perf_counter() - begun) * 1000)
    return [statistics.median(times) for times in taken]
