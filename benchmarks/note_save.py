"""Saving a note through the desk, against one bare transaction that writes the same row to the same kind of file.

Two encrypted files of the same content: the desk writes to one, a bare connection with the settings of the desk's
own to the other, in turn. What the desk adds is knowing that the visit is open, and everything that proves the save.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice
from needledesk.storage import driver, opening
from needledesk.storage.migrations import SCHEMA_VERSION

ROUNDS = 600
GOAL = 1.5
PASSPHRASE = "bench bench bench"
NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
WORDS = "10:35 Cheeks 3 passes, redness even after the second. "
FLOOR = """
INSERT INTO note (visit, text, changed_at) VALUES (?, ?, ?)
ON CONFLICT (visit) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at
"""


def measure() -> list[tuple[str, float, float, bool]]:
    """The ratio of what each takes when least disturbed: other work on the disk only ever adds, to both alike."""
    with tempfile.TemporaryDirectory(prefix="needledesk-bench-") as folder, both(Path(folder)) as (ours, floor):
        for number in range(30):  # warm
            ours(number)
            floor(number)
        desk, bare = [], []
        for number in range(ROUNDS):
            bare.append(seconds(lambda number=number: floor(number)))
            desk.append(seconds(lambda number=number: ours(number)))
    return [("saving a note / one bare transaction", undisturbed(desk) / undisturbed(bare), GOAL, False)]


@contextlib.contextmanager
def both(folder: Path) -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """A save through the desk, and a bare one; each takes the number of the round."""
    path, visit = a_visit(folder)
    other = path.with_name("floor.needledesk")
    shutil.copy(path, other)
    desk = Desk.open(path, PASSPHRASE, lambda: NOW)
    bare = opening.opened(other, opening.key(other, PASSPHRASE), SCHEMA_VERSION)
    try:
        yield (
            (lambda number: desk.treatment.write_note(visit, note(number))),
            (lambda number: save(bare, visit, number)),
        )
    finally:
        bare.close()
        desk.close()


def a_visit(folder: Path) -> tuple[Path, int]:
    """A new file with one visit under way, every question answered: closed, with the visit's number."""
    path = folder / "desk.needledesk"
    desk = Desk.create(path, Practice("Bench", "202-555-0100", "US", practitioner="B. Bench"), PASSPHRASE, lambda: NOW)
    client = desk.clients.add(Details("Test", "Client", date(1990, 5, 4)))
    visit = desk.visits.begin(client.id).id
    for question in desk.protocol().asked:
        desk.screening.answer(visit, question.key, Answer(Reply.NO))
    desk.treatment.start(visit)
    desk.close()
    return path, visit


def save(bare: driver.Connection | Any, visit: int, number: int) -> None:
    """One transaction, one row."""
    bare.execute("BEGIN IMMEDIATE")
    bare.execute(FLOOR, (visit, note(number), f"{NOW:%Y-%m-%dT%H:%M:%SZ}"))
    bare.execute("COMMIT")


def note(number: int) -> str:
    """A note of about a thousand letters, another one each time."""
    return f"{number} " + WORDS * 20


def undisturbed(values: list[float]) -> float:
    """The 20th percentile."""
    return statistics.quantiles(values, n=5)[0]


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
