"""A practice after five years: 2,000 clients, 20,000 sessions, 5,000 photos. Opening, saving, searching, checking.

Each against the least that could be done: opening a file with one visit, one bare transaction there, 50 rows by their
number, reading the closed file's bytes once.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from pathlib import Path

from benchmarks import note_save, open_large, search
from benchmarks.large_files import NOW, PASSPHRASE, five_years, photo_file
from needledesk.desk.desk import Desk
from needledesk.storage import clients
from needledesk.storage.vault import Vault

SAVES = 600
OPEN_GOAL, SAVE_GOAL, SEARCH_GOAL, CHECK_GOAL = 1.5, 2.0, 6.0, 18.0


def measure() -> list[tuple[str, float, float, bool]]:
    """Four ratios; the file is worked on as a copy."""
    kept = five_years()
    opening = open_large.ratio(photo_file(open_large.SMALL), PASSPHRASE, kept, PASSPHRASE)
    with tempfile.TemporaryDirectory(prefix="needledesk-bench-") as folder:
        path = Path(shutil.copy(kept, folder))
        return [
            ("five years: opening / 20 MB", opening, OPEN_GOAL, False),
            ("five years: saving p99 / one bare transaction", saving(path), SAVE_GOAL, False),
            ("five years: search p95 / 50 rows by number", searching(path), SEARCH_GOAL, False),
            ("five years: full check / hashing the file", checking(path), CHECK_GOAL, False),
        ]


def saving(path: Path) -> float:
    """A note of a new visit at the desk, and a bare one in a small file, in turn: the 99th percentile of each."""
    with tempfile.TemporaryDirectory(prefix="needledesk-bench-") as folder, note_save.both(Path(folder)) as (_, floor):
        desk = Desk.open(path, PASSPHRASE, lambda: NOW)
        try:
            visit = desk.visits.begin(desk.clients.find("", 1)[0].id).id
            ours, bare = [], []
            for number in range(SAVES):
                bare.append(note_save.seconds(lambda number=number: floor(number)))
                ours.append(note_save.seconds(lambda number=number: _write(desk, visit, number)))
        finally:
            desk.close()
    return p99(ours) / p99(bare)


def _write(desk: Desk, visit: int, number: int) -> None:
    desk.treatment.write_note(visit, note_save.note(number))


def searching(path: Path) -> float:
    """The query of each key while names are typed, over 50 rows by their number."""
    chance = random.Random(7)
    floor, query = [], []
    with Vault.open(path, PASSPHRASE) as vault:
        count = clients.count(vault)
        for typed in search.keystrokes(vault, chance):
            start = chance.randrange(count - search.ROWS)
            floor.append(search.seconds(lambda start=start: vault.tuples(search.FLOOR, start)))
            query.append(search.seconds(lambda typed=typed: clients.page(vault, typed, search.ROWS, 0)))
    return search.p95(query) / search.p95(floor)


def checking(path: Path) -> float:
    """Every check that the program has, over reading the closed file's bytes once for their SHA-256."""
    desk = Desk.open(path, PASSPHRASE, lambda: NOW)
    try:
        check = note_save.seconds(desk.facts)
    finally:
        desk.close()
    return check / note_save.seconds(lambda: _hashed(path))


def _hashed(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def p99(values: list[float]) -> float:
    """The 99th percentile."""
    return sorted(values)[int(len(values) * 0.99)]
