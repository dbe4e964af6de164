"""Encrypted record files of many gigabytes, made once and kept in the system's temp folder for the next run.

`NEEDLEDESK_BENCH_GB` says how large the practice of five years is, 2 unless told; 10 is what the goals are about.
"""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crowd import invented
from needledesk.desk.desk import Desk
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.photos import Moment, Prepared
from needledesk.domain.practice import Practice
from needledesk.domain.treatment import Cartridge, Endpoint, Treatment, ZoneWork
from needledesk.domain.visits import VisitState
from needledesk.storage import clients, photos, screening, seals, treatment, visits
from needledesk.storage.migrations import SCHEMA_VERSION
from needledesk.storage.vault import Vault

PASSPHRASE = "bench bench bench"
GIGABYTES = float(os.environ.get("NEEDLEDESK_BENCH_GB", "2"))
CLIENTS, SESSIONS, PHOTOS = 2_000, 20_000, 5_000
NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
TOGETHER = 100  # clients or photos in one transaction: for the making only
MEGABYTE = 1_000_000


def photo_file(size: int) -> Path:
    """One visit with photos of 2.5 MB each, `size` megabytes in all."""
    return _kept(f"photos-{size}mb", lambda vault: _photographed(vault, size))


def five_years(gigabytes: float = GIGABYTES) -> Path:
    """2,000 clients with ten sessions each and 5,000 photos that fill the file."""
    return _kept(f"five-years-{gigabytes:g}gb", lambda vault: _worked(vault, gigabytes))


def _kept(name: str, fill: Callable[[Vault], None]) -> Path:
    """The file of that name as it was made in an earlier run, or made now."""
    folder = Path(tempfile.gettempdir()) / "needledesk-bench-files"
    path = folder / f"{name}-v{SCHEMA_VERSION}.needledesk"
    if path.exists():
        return path
    folder.mkdir(exist_ok=True)
    making = path.with_name(f"making-{os.getpid()}.needledesk")
    practice = Practice("Bench", "202-555-0100", "US", practitioner="B. Bench", export_folder=str(folder))
    Desk.create(making, practice, PASSPHRASE, lambda: NOW).close()
    with Vault.open(making, PASSPHRASE) as vault:
        vault.execute("PRAGMA synchronous = OFF")
        fill(vault)
    return making.rename(path)


def _photographed(vault: Vault, size: int) -> None:
    chance = random.Random(20261122)
    client = clients.add(vault, invented(chance, 1), NOW)
    visit = visits.begin(vault, client.id, NOW, "UTC", 1)
    for _ in range(size * MEGABYTE // 2_500_000):
        photos.keep(vault, visit, Moment.BEFORE, "front", picture(chance, 2_500_000), NOW)


def _worked(vault: Vault, gigabytes: float) -> None:
    chance = random.Random(20261122)
    size = int(gigabytes * 1000 * MEGABYTE / PHOTOS)
    every = SESSIONS // PHOTOS
    for start in range(0, CLIENTS, TOGETHER):
        with vault.transaction():
            added = [clients.add(vault, invented(chance, number), NOW) for number in range(start, start + TOGETHER)]
        for client in added:
            with vault.transaction():
                for session in range(SESSIONS // CLIENTS):
                    at = NOW - timedelta(days=60 * (SESSIONS // CLIENTS - session), minutes=client.id)
                    _session(vault, client.id, at, picture(chance, size) if session % every == 0 else None)


def _session(vault: Vault, client: int, at: datetime, taken: Prepared | None) -> None:
    visit = visits.begin(vault, client, at, "UTC", 1)
    for question in shipped_protocol().asked:
        screening.answer(vault, visit, question, Answer(Reply.NO), at)
    if taken is not None:
        photos.keep(vault, visit, Moment.BEFORE, "front", taken, at)
    treatment.keep(vault, visit, _record(at))
    visits.write_note(vault, visit, f"{at:%H:%M} Cheeks 3 passes, redness even after the second. " * 8, at)
    visits.set_state(vault, visit, VisitState.FINISHED, at)
    visits.set_state(vault, visit, VisitState.CLOSED, at)
    seals.seal(vault, visit, "B. Bench", at)


def _record(at: datetime) -> Treatment:
    return Treatment(
        device="Pen 2",
        cartridge=Cartridge(f"C26-{at:%m%d}", (at + timedelta(days=400)).date(), 16, opened_in_front=True),
        zones=(ZoneWork("cheek_left", 1.5, 3), ZoneWork("cheek_right", 1.5, 3), ZoneWork("forehead", 0.5, 2)),
        endpoint=Endpoint.REDNESS,
        started=at,
        finished=at,
    )


def picture(chance: random.Random, size: int) -> Prepared:
    """Bytes of chance in the place of a picture and its thumbnail."""
    data = chance.randbytes(size)
    sha256 = hashlib.sha256(data).hexdigest()
    return Prepared(data, chance.randbytes(20_000), "jpeg", 4000, 3000, sha256, sha256, None)
