"""The history: what happened in this file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from needledesk.desk.record_file import RecordFile
from needledesk.storage import history


class HistoryDesk:
    """`desk.history`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def note(self, action: str, words: str = "", client: int = 0, visit: int = 0) -> None:
        """Tell the history of something that changed nothing in the record: looked at, exported, printed."""
        history.note(self._file.vault, action, words, client, visit)

    def note_failed_unlocks(self, moments: Iterable[datetime]) -> None:
        """Wrong passphrases that were typed before the file could be written."""
        for at in moments:
            self.note("failed unlock", f"{at.astimezone(self._file.now().tzinfo):%Y-%m-%d %H:%M:%S}")

    def head(self) -> str:
        """The head of the chain as it is printed: `1234-7F3A-91C2-55E0-0D1B`."""
        return history.head(self._file.vault).text
