"""The check of everything: the history, every row against it, every sum, every seal, and the file itself.

It goes in small steps, each a moment of its own with the file, so that whoever works meanwhile never waits long. What
cannot be read is named and the check goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain as together

from needledesk.domain.verification import Report, named
from needledesk.errors import DeskError
from needledesk.storage import driver, history, rows_told, seals, sums, tables, third_schema
from needledesk.storage.chain import Chain
from needledesk.storage.vault import Vault

PAGE = 1000  # rows of the history in one step
_BREATH = 0.0002  # seconds: long enough for a waiting thread to take the lock
_PAGE = "SELECT * FROM history WHERE seq > ? ORDER BY seq LIMIT ?"
_GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"

Progress = Callable[[float], object]
#: What a step is about, in words, and what it does: gives the faults that it found.
Step = tuple[str, Callable[[], list[str]]]


class Verification:
    """One check of everything. `run` it once; `report` it then, or after it was cancelled."""

    def __init__(self, vault: Vault, head: tuple[int, str] | None = None, whole: bool = False) -> None:
        """`head`: number and code of an entry, as printed elsewhere. `whole`: read the file's free pages too.

        That last part cannot be done in steps: a large file is then held for many seconds.
        """
        self._vault, self._whole = vault, whole
        self._chain = Chain(vault, head)
        self._newest = history.head(vault)
        self._faults: list[str] = []
        self._rows = self._sums = self._seals = 0
        self._cancelled = False

    def run(self, progress: Progress = lambda _: None, cancelled: Callable[[], bool] = lambda: False) -> Report:
        """Do every step. `progress` gets the part that is done, 0 to 1; once `cancelled` says so, it stops."""
        total = max(1, self._count())
        for done, (what, act) in enumerate(self._steps()):
            if cancelled():
                self._cancelled = True
                break
            self._faults += self._acted(what, act)
            progress(min(1.0, (done + 1) / total))
            time.sleep(_BREATH)
        else:
            progress(1.0)
        return self._report()

    def _acted(self, what: str, act: Callable[[], list[str]]) -> list[str]:
        try:
            return act()
        except (DeskError, *driver.Error, ValueError, TypeError, KeyError):  # a damaged value is of any kind
            return [f"{what}: cannot be read"]

    def _steps(self) -> Iterator[Step]:
        yield "The file's own guards", self._guards
        yield from self._history()
        numbers: dict[int, str] = dict(sorted(self._vault.tuples(_CLIENTS)))  # one who is gone has no number
        for client, number in numbers.items():
            yield f"Client {number or client}", partial(self._client, client, number)
        yield "What belongs to no client", partial(self._client, 0, "")
        for one in together(sums.photos(self._vault), sums.others(self._vault)):
            yield one.name, partial(self._sum, one)
        for visit, number in self._vault.tuples(_SEALED):
            yield named("seal", (), visit, number or ""), partial(self._seal, visit, number or "")
        yield from self._file()

    def _history(self) -> Iterator[Step]:
        for start in range(0, self._newest.seq, PAGE):
            yield f"The history from entry {start + 1} on", self._page

    def _page(self) -> list[str]:
        rows = [row for row in self._vault.rows(_PAGE, self._chain.seq, PAGE) if row["seq"] <= self._newest.seq]
        self._chain.take(rows)
        return []

    def _client(self, client: int, number: str) -> list[str]:
        with self._vault.undisturbed():  # else a row that is written meanwhile would look touched
            seen, faults = rows_told.compare(self._vault, client, number)
        self._rows += seen
        return faults

    def _sum(self, one: sums.Sum) -> list[str]:
        self._sums += 1
        return [] if one.holds() else [f"{one.name}: not the one that was kept"]

    def _seal(self, visit: int, number: str) -> list[str]:
        self._seals += 1
        faults = [] if seals.unbroken(self._vault, visit) else [f"{named('seal', (), visit, number)}: broken"]
        for added in seals.amendments(self._vault, visit):
            if not added.unbroken:
                faults.append(f"{named('amendment', (str(added.id),), visit, number)}: changed")
        return faults

    def _guards(self) -> list[str]:
        there: dict[str, str] = dict(self._vault.tuples(_GUARDS))
        ours = third_schema.guards()
        wrong = [name for name, text in ours.items() if _plain(there.get(name)) != _plain(text)]
        return [f"{len(wrong)} of the file's guards against changes were taken out or altered"] if wrong else []

    def _file(self) -> Iterator[Step]:
        if self._whole:
            yield "The file itself", lambda: _not_ok(self._vault.integrity())
            return
        for table in (*tables.RECORDED, *[tables.Table(name) for name in tables.OWN]):
            if not table.bulky:
                yield f"The pages of {table.name}", partial(self._pages, f"integrity_check({table.name})")
        yield "What refers to what", partial(self._pages, "foreign_key_check")

    def _pages(self, check: str) -> list[str]:
        found = [str(row[0]) for row in self._vault.tuples(f"PRAGMA {check}")]
        return _not_ok({check: "ok" if found in ([], ["ok"]) else "; ".join(found[:5])})

    def _count(self) -> int:
        counted = "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM photo) + (SELECT count(*) FROM seal)"
        return self._newest.seq // PAGE + int(self._vault.tuples(counted)[0][0]) + len(tables.RECORDED)

    def _report(self) -> Report:
        if not self._cancelled:
            self._chain.end()
        return Report(
            head=self._newest.text,
            entries=self._chain.read,
            rows=self._rows,
            sums=self._sums,
            seals=self._seals,
            faults=tuple(dict.fromkeys((*self._chain.faults, *self._faults))),
            notices=tuple(self._notices()),
            cancelled=self._cancelled,
        )

    def _notices(self) -> Iterator[str]:
        if self._chain.clock:
            yield f"The laptop's clock was wrong {_times(self._chain.clock)}; the history says when."
        if self._chain.backwards:
            yield f"The times of the history go back {_times(self._chain.backwards)}: the clock was set by hand."
        if not self._vault.encrypted:
            yield "This file has no passphrase: compare the head with one on paper, or with that of a backup."


_CLIENTS = "SELECT id, number FROM client UNION SELECT DISTINCT client, '' FROM history WHERE client <> 0"
_SEALED = """
SELECT seal.visit, client.number FROM seal
LEFT JOIN visit ON visit.id = seal.visit LEFT JOIN client ON client.id = visit.client ORDER BY seal.visit
"""


def _not_ok(results: dict[str, str]) -> list[str]:
    return [f"The file itself, {check}: {result}" for check, result in results.items() if result != "ok"]


def _plain(text: object) -> str:
    return " ".join(str(text or "").split())


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
