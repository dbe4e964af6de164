"""Copies of a practice of five years: the notes of 20,000 sessions, and everything while work goes on."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.large_files import PASSPHRASE, five_years
from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.domain.progress import Watch
from needledesk.storage import page_copies

NOTES_SECONDS, FULL_SECONDS, STALL_SECONDS, FLOOR_GOAL = 0.5, 30.0, 0.05, 3.0


def measure() -> list[tuple[str, float, float, bool]]:
    """Seconds as shares of the goals', and the full copy with its proof against copying the pages alone."""
    with tempfile.TemporaryDirectory(prefix="needledesk-bench-") as name:
        record = Path(name) / "record.needledesk"
        shutil.copyfile(five_years(), record)
        desk = Desk.open(record, PASSPHRASE)
        try:
            floor = _pages_alone(desk, Path(name) / "floor")
            busy, took, copying = _full_while_working(desk)
            notes = _notes(desk)
        finally:
            desk.close()
    return [
        ("copying all pages while work goes on, of 30 s", copying / FULL_SECONDS, 1.0, False),
        ("with its proof / copying the pages alone", took / floor, FLOOR_GOAL, False),
        ("longest wait for the file meanwhile, of 50 ms", max(busy.waits) / STALL_SECONDS, 1.0, False),
        ("keeping the notes of 20,000 sessions, of 0.5 s", notes / NOTES_SECONDS, 1.0, False),
    ]


@dataclass(slots=True)
class _Work:
    """Reads and writes until it is told to stop; keeps how long each had to wait for the file."""

    desk: Desk
    waits: list[float] = field(default_factory=lambda: [0.0])
    stop: bool = False

    def run(self) -> None:
        vault = self.desk._file.vault
        turn = 0
        while not self.stop:
            began = time.perf_counter()
            vault.tuples("SELECT 1")
            self.waits.append(time.perf_counter() - began)
            turn += 1
            if turn % 20 == 0:
                self.desk.clients.add(Details(f"Number {turn}", "Bench"))
            time.sleep(0.01)


def _pages_alone(desk: Desk, path: Path) -> float:
    began = time.perf_counter()
    page_copies.write(desk._file.vault._connection, path, desk._file.vault.key)
    took = time.perf_counter() - began
    path.unlink()
    return took


def _full_while_working(desk: Desk) -> tuple[_Work, float, float]:
    """The work with its waits, the seconds of the whole copy with its proof, and of the copying alone."""
    work, last = _Work(desk), [0.0]
    thread = threading.Thread(target=work.run)
    thread.start()
    began = time.perf_counter()

    def told(words: str, _done: int, _whole: int) -> None:
        if words == "Copying":
            last[0] = time.perf_counter()

    try:
        desk.backups.full(Watch(told))
        took = time.perf_counter() - began
    finally:
        work.stop = True
        thread.join()
    return work, took, last[0] - began


def _notes(desk: Desk) -> float:
    """Seconds for the notes after one more visit; the first time everything is taken out of the full copy."""
    desk.backups.notes()
    client = desk.clients.add(Details("One", "More"))
    visit = desk.visits.begin(client.id).id
    desk.treatment.write_note(visit, "Cheeks 3 passes, redness even after the second.")
    began = time.perf_counter()
    desk.backups.notes()
    return time.perf_counter() - began
