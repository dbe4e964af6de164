"""Verifying 100,000 rows of the history: in seconds, over the two that are the goal, and as a ratio to what any check
of such a chain must do at least: read the rows and compute a SHA-256 and an HMAC for each.
"""

from __future__ import annotations

import hashlib
import hmac
import tempfile
import time
from pathlib import Path

from needledesk.storage import history
from needledesk.storage.chain import Chain
from needledesk.storage.vault import Vault
from needledesk.storage.verify import PAGE

ROWS = 100_000
SECONDS = 2.0
_PAGE = "SELECT * FROM history WHERE seq > ? ORDER BY seq LIMIT ?"


def measure() -> list[tuple[str, float, float, bool]]:
    """Seconds, and the ratio."""
    with tempfile.TemporaryDirectory() as folder, Vault.create(Path(folder) / "a.needledesk", "five words") as vault:
        with vault.transaction():
            for number in range(ROWS):
                history.note(vault, "printed", f"Sheet {number}", client=number % 50)
        least = min(_least(vault) for _ in range(3))
        ours = min(_verified(vault) for _ in range(3))
    return [
        ("verifying 100,000 rows of history, seconds", ours, SECONDS, False),
        ("verifying history over the least it takes", ours / least, 3.0, False),
    ]


def _verified(vault: Vault) -> float:
    start = time.perf_counter()
    chain = Chain(vault)
    while chain.seq < ROWS:
        chain.take(vault.rows(_PAGE, chain.seq, PAGE))
    chain.end()
    if chain.faults:
        raise RuntimeError(chain.faults[0])
    return time.perf_counter() - start


def _least(vault: Vault) -> float:
    start = time.perf_counter()
    for _, _, _, _, _, _, detail, _, mac in vault.tuples("SELECT * FROM history ORDER BY seq"):
        digest = hashlib.sha256(detail.encode()).digest()
        hmac.digest(b"key" * 10, mac + digest, "sha256")
    return time.perf_counter() - start
