"""Backing up one visit to a stick: with 2 GB of photos on file against 200 MB, and against what the visit holds."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.large_files import PASSPHRASE, photo_file
from needledesk.desk.desk import Desk
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.backups import Target
from needledesk.domain.clients import Details
from needledesk.storage import manifest

SMALL, LARGE = 200, 2_000  # megabytes
ROUNDS = 9
GOAL, BYTES_GOAL = 1.5, 3.0


@dataclass(frozen=True, slots=True)
class _Practice:
    """An open copy of a large file, with a full copy of it on a stick."""

    desk: Desk
    target: Target


def measure() -> list[tuple[str, float, float, bool]]:
    """The ratio of the medians, small and large in turn; and of the bytes written to those of the visit."""
    with _practice(SMALL) as small, _practice(LARGE) as large:
        times: tuple[list[float], list[float]] = ([], [])
        bytes_: list[float] = []
        for turn in range(ROUNDS + 1):
            for one, taken in zip((small, large), times, strict=True):
                took, share = _back_up_a_visit(one, turn)
                if turn:
                    taken.append(took)
                    bytes_.append(share)
        ratio = statistics.median(times[1]) / statistics.median(times[0])
        return [
            ("backing up one visit at 2 GB / at 200 MB", ratio, GOAL, False),
            ("bytes written for a visit / bytes of it", max(bytes_), BYTES_GOAL, False),
        ]


@contextmanager
def _practice(size: int) -> Iterator[_Practice]:
    with tempfile.TemporaryDirectory(prefix="needledesk-bench-") as name:
        record, stick = Path(name) / "record.needledesk", Path(name) / "stick"
        shutil.copyfile(photo_file(size), record)
        stick.mkdir()
        desk = Desk.open(record, PASSPHRASE)
        try:
            target = desk.backups.choose(stick)
            desk.backups.back_up(target)
            yield _Practice(desk, target)
        finally:
            desk.close()


def _back_up_a_visit(practice: _Practice, turn: int) -> tuple[float, float]:
    """Seconds, and the bytes of all files written as a multiple of the visit's."""
    desk, vault = practice.desk, practice.desk._file.vault
    before = vault.tuples("SELECT max(seq) FROM history")[0][0]
    client = desk.clients.add(Details(f"Number {turn}", "Bench"))
    visit = desk.visits.begin(client.id).id
    for question in shipped_protocol().asked:
        desk.screening.answer(visit, question.key, Answer(Reply.NO))
    desk.treatment.write_note(visit, "14:02 Cheeks 3 passes, redness even after the second. " * 8)
    held = _held(desk, visit, before)
    began = time.perf_counter()
    copy = desk.backups.back_up(practice.target)
    took = time.perf_counter() - began
    path = Path(copy.path)
    return took, (path.stat().st_size + manifest.beside(path).stat().st_size) / held


def _held(desk: Desk, visit: int, before: int) -> int:
    """The bytes of the visit's rows and of what the history says of it."""
    vault = desk._file.vault
    rows = [
        *vault.tuples("SELECT * FROM visit WHERE id = ?", visit),
        *vault.tuples("SELECT * FROM screening_answer WHERE visit = ?", visit),
        *vault.tuples("SELECT * FROM note WHERE visit = ?", visit),
        *vault.tuples("SELECT * FROM history WHERE seq > ?", before),
    ]
    return sum(len(value) if isinstance(value, bytes) else len(str(value)) for row in rows for value in row if value)
