"""What was typed and not kept yet: it survives a lock, a crash and an empty battery."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from needledesk.desk.record_file import RecordFile
from needledesk.storage import drafts


class DraftDesk:
    """`desk.drafts`. A place is the window's own word, such as `client form 12`; never a name or a text."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def keep(self, place: str, content: Mapping[str, object]) -> None:
        """Keep what stands there now. `content`: fields by name, plain values."""
        drafts.keep(self._file.vault, place, content, self._file.now())

    def get(self, place: str) -> tuple[dict[str, object], datetime] | None:
        """What was typed there, and when it was last changed; None without a draft."""
        found = drafts.get(self._file.vault, place)
        return found and (found[0], found[1].astimezone(self._file.now().tzinfo))

    def places(self) -> tuple[str, ...]:
        """Where something was typed and not kept, the newest first."""
        return tuple(drafts.places(self._file.vault))

    def discard(self, place: str) -> None:
        """It was kept, or is not wanted any more."""
        drafts.discard(self._file.vault, place)
