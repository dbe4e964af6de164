"""Photos per second into an encrypted record file, against the least that any program must do with a photo.

The floor is one thread that copies the file, makes sure it is on the disk, and decodes it at an eighth of its size.
Ours is what the window does: two threads prepare (read, strip, decode in the limited children, thumbnail, digests)
and a third, which alone writes, puts all bytes into the encrypted file. The photos are 24 megapixels, drawn, with a
sensor's noise. Ours needs both processors of a small laptop: other work on the machine shows in the figure.
"""

from __future__ import annotations

import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from needledesk.domain.clients import Details
from needledesk.domain.photos import Moment, Photo
from needledesk.imaging import decoder, faces, intake
from needledesk.storage import clients, photos, protocol, visits
from needledesk.storage.vault import Vault

NAME, GOAL = "encrypted photo intake, of the floor's speed", 0.6
SIZE = (6000, 4000)  # pixels
PHOTOS, ROUNDS = 6, 7
AT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


def measure() -> list[tuple[str, float, float, bool]]:
    """The one figure: (name, ratio, goal, higher is better)."""
    with tempfile.TemporaryDirectory() as folder:
        taken = _photos(Path(folder))
        with Vault.create(Path(folder) / "bench.needledesk", "five words for a benchmark") as vault:
            try:
                ratio = _ratio(vault, taken)
            finally:
                decoder.close()
    return [(NAME, ratio, GOAL, True)]


def _photos(folder: Path) -> list[Path]:
    """The files as a camera left them."""
    made = []
    for seed in range(PHOTOS):
        path = folder / f"{seed}.jpg"
        path.write_bytes(faces.draw("front", seed, 0.3, SIZE, taken=datetime(2026, 11, 22, 13, 30)))  # noqa: DTZ001
        made.append(path)
    return made


def _ratio(vault: Vault, taken: list[Path]) -> float:
    """Floor and ours in turn, so that a machine that slows down slows both; medians."""
    visit = _visit(vault)
    floor, ours = [], []
    with ThreadPoolExecutor(2) as aside, ThreadPoolExecutor(1) as writer:

        def take_in(paths: list[Path]) -> None:
            for prepared in aside.map(intake.prepare_file, paths):
                kept.append(writer.submit(photos.keep, vault, visit, Moment.BEFORE, "front", prepared, AT))
            wait(kept)

        kept: list[Future[Photo]] = []
        take_in(taken[:2])  # the children start once a day
        for _ in range(ROUNDS):
            floor.append(_seconds(lambda: _floor(taken)))
            ours.append(_seconds(lambda: take_in(taken)))
        assert all(one.result().size for one in kept)
    return statistics.median(floor) / statistics.median(ours)


def _visit(vault: Vault) -> int:
    version = protocol.add(vault, "a protocol", "Ann", AT)
    client = clients.add(vault, Details("Ann", "Bench"), AT)
    return visits.begin(vault, client.id, AT, "UTC", version)


def _floor(paths: list[Path]) -> None:
    """Copy, sync, decode small; one photo after the other."""
    for path in paths:
        data = path.read_bytes()
        copy = path.with_suffix(".copy")
        with copy.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        image = Image.open(io.BytesIO(data))
        image.draft("RGB", (SIZE[0] // 8, SIZE[1] // 8))
        image.load()
        copy.unlink()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
