"""A record file with a photo in it, a place for its copies, and what the tests of copies share."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime
from pathlib import Path

from needledesk.domain.clients import Details
from needledesk.domain.photos import Moment, Photo, Prepared
from needledesk.domain.progress import Watch
from needledesk.storage import clients, copies, photos, targets, visits
from needledesk.storage.chains import Link
from needledesk.storage.vault import Vault

PRACTICE = "3F9A2C7D"
WATCH = Watch()


def picture(seed: int, size: int = 30_000) -> Prepared:
    data = random.Random(seed).randbytes(size)
    return Prepared(data, data[:900], "jpeg", 40, 30, hashlib.sha256(data).hexdigest(), "0" * 64, None)


def photographed(vault: Vault, visit: int, at: datetime, seed: int = 1, size: int = 30_000) -> Photo:
    return photos.keep(vault, visit, Moment.BEFORE, "front", picture(seed, size), at)


def someone(vault: Vault, at: datetime, name: str = "Ines") -> int:
    """A client with a visit and a note; returns the visit."""
    client = clients.add(vault, Details(name, "Soto", phone="07700 900 456"), at)
    visit = visits.begin(vault, client.id, at, "Europe/Berlin", 1)
    visits.write_note(vault, visit, f"{name}: cheeks, three passes.", at)
    return visit


def full(vault: Vault, folder: Path, at: datetime, watch: Watch = WATCH) -> Link:
    folder.mkdir(exist_ok=True)
    return targets.link(copies.full(vault, folder, PRACTICE, at, watch))


def cancelled_at(words: str) -> Watch:
    """Someone who presses Cancel as soon as that is being done."""
    seen: list[str] = []

    def told(said: str, _done: int, _whole: int) -> None:
        seen.append(said)

    return Watch(told, lambda: words in seen)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
