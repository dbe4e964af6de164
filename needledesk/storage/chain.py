"""The chain of the history, read from its beginning: every row in its place, bound to the one before it."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterable
from typing import Any

from needledesk.domain import clock_watch
from needledesk.storage import columns, history
from needledesk.storage.vault import Vault

_KEYS = "SELECT since, key FROM history_key ORDER BY since"


class Chain:
    """Takes the rows in order, a page at a time, and gathers what does not hold.

    A broken row breaks only itself: the next one is held against what stands there, so that each touched row is named.
    """

    def __init__(self, vault: Vault, head: tuple[int, str] | None = None) -> None:
        """`head`: number and code of a row as they were printed elsewhere."""
        kept = vault.tuples(_KEYS)
        self._since, self._keys = [since for since, _ in kept], [key for _, key in kept]
        self._own = vault.history_key
        self._head = head
        self._head_seen = False
        self._before, self._gap = bytes(32), False
        self._at = ""
        self._without: dict[int, int] = {}  # by client: the newest row without its detail
        self._erased: dict[int, int] = {}  # by client: the row that says so
        self.seq = 0
        self.read = 0
        self.faults: list[str] = []
        self.clock, self.backwards = 0, 0

    def take(self, rows: Iterable[Any]) -> None:
        """The next rows."""
        for row in rows:
            seq = row["seq"]
            self._in_place(seq)
            if self._head is not None and self._head[0] == seq:
                self._compare_head(row["mac"])
            if not self._holds(row):
                self.faults.append(f"Entry {seq} of the history, {row['at']}: changed or forged")
            self._time(row)
            self._before, self.seq, self.read = row["mac"], seq, self.read + 1

    def end(self) -> None:
        """There are no more rows."""
        if self._head is not None and not self._head_seen:
            self.faults.append(f"The history ends with entry {self.seq}: entry {self._head[0]}, as printed, is missing")
        for client, newest in self._without.items():
            if self._erased.get(client, 0) <= newest:
                self.faults.append("Entries of the history were emptied without an erasure of their client")

    def _in_place(self, seq: int) -> None:
        self._gap = seq != self.seq + 1
        if self._gap:
            first, last = self.seq + 1, seq - 1
            missing = f"Entry {first} of the history is" if first == last else f"Entries {first} to {last} are"
            self.faults.append(f"{missing} missing")

    def _compare_head(self, mac: bytes) -> None:
        assert self._head is not None
        self._head_seen = True
        if not mac.hex().upper().startswith(self._head[1]):
            self.faults.append(f"Entry {self._head[0]} of the history is not the one that was printed")

    def _holds(self, row: Any) -> bool:
        """Whether the row is as its code says. After a gap the code before it is not known: the gap was told."""
        detail = row["detail"]
        if detail is not None:
            digest = hashlib.sha256(detail.encode()).digest()
            if row["digest"] not in (None, digest):
                return False
        elif row["digest"] is not None:
            digest = row["digest"]
            self._without[row["client"]] = row["seq"]
        else:
            return False
        if row["action"] == history.ERASED:
            self._erased[row["client"]] = row["seq"]
        if self._gap:
            return True
        key = self._key(row["seq"])
        if history.mac(key, self._before, row, digest) == row["mac"]:
            return True
        return key != self._own and history.mac(self._own, self._before, row, digest) == row["mac"]

    def _key(self, seq: int) -> bytes:
        """Of the stretch in which the row lies; before any was kept, the one made from the file's own key."""
        place = bisect.bisect_right(self._since, seq)
        return self._keys[place - 1] if place else self._own

    def _time(self, row: Any) -> None:
        at = row["at"]
        if row["action"] == history.CLOCK:
            self.clock += 1
        elif at < self._at and _far(self._at, at):
            self.backwards += 1
        self._at = at


def _far(before: str, at: str) -> bool:
    try:
        return columns.moment(before) - columns.moment(at) > clock_watch.TOLERANCE
    except ValueError:
        return True
