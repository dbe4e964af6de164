"""A record file of 20,000 invented clients, made once for all modules of a run and removed at its end."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice
from needledesk.storage import clients
from needledesk.storage.vault import Vault

COUNT = 20_000
_SYLLABLES = Path(__file__).with_name("syllables.txt").read_text(encoding="utf-8").splitlines()
_STARTS, _MIDDLES, _ENDS = (line.split() for line in _SYLLABLES)


@cache
def crowded_file(count: int = COUNT) -> Path:
    """The path of the file; nobody holds it open."""
    folder = Path(tempfile.mkdtemp(prefix="needledesk-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "crowd.needledesk"
    Desk.create(path, Practice("Bench", "202-555-0100", "US", practitioner="B. Bench")).close()
    chance = random.Random(20261122)
    with Vault.open(path, None) as vault, vault.transaction():
        for number in range(count):
            clients.add(vault, invented(chance, number), datetime(2026, 1, 2, 12, tzinfo=UTC))
    return path


def invented(chance: random.Random, number: int) -> Details:
    """Somebody who does not exist."""
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    return Details(_name(chance), _name(chance), born, phone=f"202-555-{number:05d}", skin_type=chance.randint(1, 6))


def _name(chance: random.Random) -> str:
    return chance.choice(_STARTS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)
