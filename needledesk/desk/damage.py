"""A damaged record file: what is hit, and what can still be read of it."""

from __future__ import annotations

from needledesk.desk.record_file import RecordFile
from needledesk.domain.damage import Hit
from needledesk.domain.progress import NOBODY, Watch
from needledesk.storage import damage


class DamageDesk:
    """`desk.damage`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    @property
    def found(self) -> bool:
        """Whether the file is damaged, so that it is only read."""
        return self._file.vault.read_only

    def hit(self, watch: Watch = NOBODY) -> tuple[Hit, ...]:
        """Everything that cannot be read any more; once it is cancelled, what was found until then.

        Reads the whole file: minutes for a large one.
        """
        return damage.hit(self._file.vault, watch) if self.found else ()
