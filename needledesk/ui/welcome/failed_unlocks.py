"""Wrong passphrases, counted across the end of the program: starting it again does not begin the waiting anew.

Beside the settings, by a digest of the record file's path; the file itself cannot be written before it is open.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from needledesk import settings

#: Seconds to wait after the first, second and every further wrong passphrase.
PAUSES = (1, 2, 4, 8, 16, 30)
#: Moments that are remembered for one file: enough for the history, and no way to fill the disk.
KEPT = 200
NAME = "failed-unlocks.json"


class FailedUnlocks:
    """Those of one record file since it was opened last."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._key = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
        self._now = now
        self._store = settings.home() / NAME

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When a wrong passphrase was typed, oldest first."""
        return tuple(_moments(self._read().get(self._key)))

    @property
    def wait(self) -> int:
        """Seconds that the next try still has to wait. A clock that was set back makes it no longer than the pause."""
        moments = self.moments
        if not moments:
            return 0
        pause = PAUSES[min(len(moments), len(PAUSES)) - 1]
        passed = (self._now() - moments[-1]).total_seconds()
        return pause if passed < 0 else max(0, ceil(pause - passed))

    def add(self) -> None:
        """One more, now."""
        moments = [*self.moments, self._now()][-KEPT:]
        self._write({**self._read(), self._key: [at.isoformat(timespec="milliseconds") for at in moments]})

    def take(self) -> tuple[datetime, ...]:
        """The moments, for the history of the file that has been opened; from now on it counts from nothing."""
        moments, rest = self.moments, self._read()
        if rest.pop(self._key, None) is not None:
            self._write(rest)
        return moments

    def _read(self) -> dict[str, object]:
        try:
            stored = json.loads(self._store.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}

    def _write(self, content: dict[str, object]) -> None:
        beside = self._store.with_name(f"{NAME}.{os.getpid()}.partial")
        with contextlib.suppress(OSError):
            self._store.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(content), encoding="utf-8")
            beside.replace(self._store)


def _moments(stored: object) -> list[datetime]:
    found = []
    for text in stored if isinstance(stored, list) else ():
        with contextlib.suppress(TypeError, ValueError):
            at = datetime.fromisoformat(text)
            found.append(at if at.tzinfo is not None else at.replace(tzinfo=UTC))
    return found[-KEPT:]
