"""Clients from another program's list: look at it, say what would happen, add them, take them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from needledesk.desk.files import read_bytes
from needledesk.desk.practice import PracticeDesk
from needledesk.desk.record_file import RecordFile
from needledesk.domain import client_columns, client_import, csv_table
from needledesk.domain.client_columns import Columns
from needledesk.domain.client_import import Line, Outcome
from needledesk.domain.clients import Client
from needledesk.domain.csv_table import Table
from needledesk.domain.progress import NOBODY, Steps, Watch
from needledesk.domain.written_dates import Order
from needledesk.errors import BadInput, NotNow, Stopped
from needledesk.storage import client_imports, clients

LARGEST = 20_000_000  # bytes of a list of clients
_Each = TypeVar("_Each")
_AT_ONCE = 200  # clients in one transaction: what else is asked meanwhile waits a few hundredths of a second


@dataclass(frozen=True, slots=True)
class LatestImport:
    """When clients were added from a list, and how many of them can be taken back as far as is known."""

    at: datetime
    count: int


@dataclass(frozen=True, slots=True, repr=False)
class TakenBack:
    """How many are gone, and who stays because something was built on them."""

    gone: int
    stays: tuple[Client, ...]


class ImportDesk:
    """`desk.imports`."""

    def __init__(self, file: RecordFile, practice: PracticeDesk) -> None:
        self._file = file
        self._practice = practice

    def look(self, path: Path, delimiter: str = "") -> tuple[Table, Columns]:
        """The list as it stands in the file, and what its columns seem to hold. Raises BadInput for what is none."""
        table = csv_table.read(read_bytes(path, LARGEST, "a list of clients"), delimiter)
        if not table.rows or not table.width:
            raise BadInput("There is no row in this file.", "Nothing was added.", "Choose another file.")
        return table, client_columns.guess(table, self._file.now().date(), self._usual_order())

    def plan(self, table: Table, columns: Columns) -> tuple[Line, ...]:
        """What would become of every row. Writes nothing. Raises BadInput where no column holds a name."""
        why_not = client_columns.why_not(columns.meanings)
        if why_not:
            raise BadInput(why_not, "Nothing was added.", "Choose what the columns hold.")
        known = client_imports.known(self._file.vault)
        return client_import.plan(table, columns, known, self._file.now().date())

    def add(self, lines: Sequence[Line], alike_too: bool = False, watch: Watch = NOBODY) -> int:
        """Add the new clients of a plan, on wish those who look like somebody too; returns how many.

        Raises NotSaved, and Stopped with everything of it taken back.
        """
        vault = self._file.vault
        wanted = (Outcome.NEW, Outcome.ALIKE) if alike_too else (Outcome.NEW,)
        details = [line.details for line in lines if line.outcome in wanted and line.details is not None]
        steps = Steps(watch, len(details))
        now = self._file.now()
        client_imports.begin(vault, now)
        try:
            for some in _parts(details):
                client_imports.add(vault, some, now)
                steps.step(len(some))
        except Stopped:
            self.take_back()
            raise Stopped("Stopped.", "No client of the list was added.") from None
        if not details:
            client_imports.end(vault)
        return len(details)

    def latest(self) -> LatestImport | None:
        """The import that can be taken back; None if there is none."""
        kept = client_imports.get(self._file.vault)
        if kept is None or not kept.clients:
            return None
        return LatestImport(kept.at.astimezone(self._file.now().tzinfo), len(kept.clients))

    def take_back(self, watch: Watch = NOBODY) -> TakenBack:
        """Take back the latest import: who has a visit, a letter or other details since stays and is told.

        Raises NotNow where there is none; NotSaved, after which the rest can still be taken back.
        """
        vault = self._file.vault
        kept = client_imports.get(vault)
        if kept is None:
            raise NotNow("There is no import that could be taken back.", "Nothing was changed.")
        steps = Steps(watch, len(kept.clients))
        gone, stays = 0, []
        for some in _parts(kept.clients):
            went, stayed = client_imports.take_back(vault, some)
            gone += len(went)
            stays += [clients.get(vault, client) for client in stayed]
            steps.step(len(some))
        client_imports.end(vault)
        return TakenBack(gone, tuple(stays))

    def _usual_order(self) -> Order:
        return Order(self._practice.country().date_order)


def _parts(all_of_them: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for start in range(0, len(all_of_them), _AT_ONCE):
        yield all_of_them[start : start + _AT_ONCE]
