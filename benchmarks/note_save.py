"""Saving a note through the desk, history and all, over one bare transaction that writes the same text: both into
encrypted files with the same pragmas, in turn.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from needledesk.desk.clock import laptop_clock
from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice
from needledesk.storage.vault import Vault

SAVES, WARM = 400, 40
GOAL = 1.5
PASSPHRASE = "five words are enough here"
BARE = "INSERT INTO bare (id, text, at) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text"


def measure() -> list[tuple[str, float, float, bool]]:
    """The ratio of the two medians."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.create(Path(folder) / "desk.needledesk", Practice("A", "1", "US"), PASSPHRASE)
        visit = desk.visits.begin(desk.clients.add(Details("Ada", "Byron")).id).id
        with Vault.create(Path(folder) / "bare.needledesk", PASSPHRASE, clock=laptop_clock) as vault:
            vault.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT")
            floor, ours = [], []
            for number in range(SAVES):
                text = f"{'two passes on both cheeks, ' * 15}{number}"
                floor.append(seconds(lambda text=text: bare(vault, text)))
                ours.append(seconds(lambda text=text: desk.treatment.write_note(visit, text)))
        desk.close()
    return [("saving a note over a bare transaction p50", median(ours[WARM:]) / median(floor[WARM:]), GOAL, False)]


def bare(vault: Vault, text: str) -> None:
    """One transaction without anything of ours around it."""
    vault.execute("BEGIN IMMEDIATE")
    vault.execute(BARE, text, "2026-11-22T13:30:00Z")
    vault.execute("COMMIT")


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def median(values: list[float]) -> float:
    """The middle one."""
    return sorted(values)[len(values) // 2]
