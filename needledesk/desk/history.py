"""The history: what happened in this file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from needledesk.desk.clock import elapsed
from needledesk.desk.record_file import RecordFile
from needledesk.domain import clock_watch
from needledesk.domain.history import Entry, folded
from needledesk.domain.verification import Report, read_head
from needledesk.errors import DeskError
from needledesk.storage import file_facts, history
from needledesk.storage.verify import Verification

_CHECKED, _CHECK_AFTER = "checked", timedelta(days=7)


class HistoryDesk:
    """`desk.history`. Entries come newest first; their order is that in which they were told, whatever the clock."""

    def __init__(self, file: RecordFile, steady: Callable[[], float] = elapsed) -> None:
        self._file, self._steady = file, steady
        self._seen = 0  # the newest entry about the clock that was told
        self._shown = file.now(), steady()

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

    def verify(
        self,
        progress: Callable[[float], object] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        head: str = "",
        whole: bool = False,
    ) -> Report:
        """Check everything: the history, every row against it, every sum and seal, and the file. The result is told.

        `head`: a head that was printed or stands in a backup, to be found in this history. `progress` gets the part
        that is done, 0 to 1; once `cancelled` says so, it stops. `whole`: the file's free pages too, for which it is
        held for many seconds if it is large. Raises BadInput for a head that is none.
        """
        report = Verification(self._file.vault, read_head(head) if head.strip() else None, whole).run(
            progress, cancelled
        )
        if not report.cancelled:
            self.note("checked", report.told)
            with contextlib.suppress(DeskError):  # what cannot be kept is checked again
                file_facts.keep(self._file.vault, _CHECKED, self._file.now().isoformat(timespec="seconds"))
        return report

    def check_due(self) -> bool:
        """Whether everything was not checked for a week. One of the future, by a wrong clock, does not count."""
        last = file_facts.get(self._file.vault, _CHECKED)
        return not last or not timedelta(0) <= self._file.now() - datetime.fromisoformat(last) < _CHECK_AFTER

    def watch_clock(self) -> str:
        """Whether the clock jumped since it was last asked, or an entry says so: a sentence for the window, or nothing.

        A jump is told to the history, in its place. To be called every half minute or so.
        """
        (before, then), now, steady = self._shown, self._file.now(), self._steady()
        self._shown = now, steady
        wrong = clock_watch.against_elapsed(before, now, timedelta(seconds=steady - then))
        newest = history.newest_of(self._file.vault, history.CLOCK)
        if wrong and self._file.vault.watches_clock and (newest is None or newest.seq <= self._seen):
            history.note(self._file.vault, history.CLOCK, wrong)
            newest = history.newest_of(self._file.vault, history.CLOCK)
        if newest is None or newest.seq <= self._seen or newest.seq < self._file.opened_at:
            return ""
        self._seen = newest.seq
        return f"{newest.title}. {clock_watch.WARNING}"

    def trust_clock(self) -> None:
        """The clock is set by hand from here on: a training file whose invented visits lie in the past."""
        self._file.vault.watches_clock = False

    def note_failed_unlocks(self, moments: Iterable[datetime]) -> None:
        """Wrong passphrases that were typed before the file could be written."""
        for at in moments:
            here = at.astimezone(self._file.now().tzinfo)
            self.note("failed unlock", f"Wrong passphrase\n{here:%Y-%m-%d %H:%M:%S}")

    def head(self) -> str:
        """The head of the chain as it is printed: `1234-7F3A-91C2-55E0-0D1B`."""
        return history.head(self._file.vault).text
