"""The history: what happened in this file."""

from __future__ import annotations

from needledesk.desk.record_file import RecordFile
from needledesk.domain.history import Entry, folded
from needledesk.storage import history


class HistoryDesk:
    """`desk.history`. Entries come newest first; their order is that in which they were told, whatever the clock."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def note(self, action: str, words: str = "", client: int = 0, visit: int = 0) -> None:
        """Tell the history of something that changed nothing in the record: looked at, exported, printed.

        `action` is the program's own word; what is about a person stands in `words` only.
        """
        history.note(self._file.vault, action, words, client, visit)

    def of_visit(self, visit: int) -> tuple[Entry, ...]:
        """What happened to a visit; what was done several times in a row stands there once, with `times`."""
        return folded(history.page(self._file.vault, visit=visit))

    def of_client(self, client: int) -> tuple[Entry, ...]:
        """What happened to a client and all visits, told as in `of_visit`."""
        return folded(history.page(self._file.vault, client=client))

    def page(self, limit: int, before: int = 0) -> tuple[Entry, ...]:
        """The newest entries of all, or those next to number `before`: each by itself."""
        return tuple(history.page(self._file.vault, before=before, limit=limit))

    def count(self) -> int:
        """How many entries there are."""
        return history.count(self._file.vault)

    def head(self) -> str:
        """The head of the chain as it is printed: `1234-7F3A-91C2-55E0-0D1B`."""
        return history.head(self._file.vault).text
