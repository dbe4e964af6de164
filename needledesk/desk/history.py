"""The history: what happened in this file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from needledesk.desk.record_file import RecordFile
from needledesk.storage import columns, history


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One entry, `at` as the laptop's clock showed it then."""

    at: datetime
    action: str
    words: str
    times: int = 1

    @property
    def title(self) -> str:
        """The line to be read."""
        return self.words.partition("\n")[0] or f"{self.action[:1].upper()}{self.action[1:]}"

    @property
    def more(self) -> str:
        """What stands under it."""
        return self.words.partition("\n")[2]


class HistoryDesk:
    """`desk.history`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def note(self, action: str, words: str = "", client: int = 0, visit: int = 0) -> None:
        """Tell the history of something that changed nothing in the record: looked at, exported, printed."""
        history.note(self._file.vault, action, words, client, visit)

    def of_visit(self, visit: int) -> tuple[Entry, ...]:
        """What happened to a visit, newest first."""
        return tuple(reversed([_entry(row) for row in history.entries(self._file.vault, visit=visit)]))

    def head(self) -> str:
        """The head of the chain as it is printed: `1234-7F3A-91C2-55E0-0D1B`."""
        return history.head(self._file.vault).text


def _entry(row: Any) -> Entry:
    words = json.loads(row["detail"])[1] if row["detail"] else ""
    at = columns.moment(row["at"], timezone(timedelta(minutes=row["offset"])))
    return Entry(at, row["action"], words)
