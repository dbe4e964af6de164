"""A damaged record file: what is hit, and what can still be read of it."""

from __future__ import annotations

from collections.abc import Callable

from needledesk.desk.record_file import RecordFile
from needledesk.domain.damage import Hit
from needledesk.storage import damage


class DamageDesk:
    """`desk.damage`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    @property
    def found(self) -> bool:
        """Whether the file is damaged, so that it is only read."""
        return self._file.vault.read_only

    def hit(self, progress: Callable[[float], bool] = lambda _: True) -> tuple[Hit, ...]:
        """Everything that cannot be read any more. `progress` gets the share done and says whether to go on.

        Reads the whole file: minutes for a large one.
        """
        return damage.hit(self._file.vault, progress) if self.found else ()
