"""Erasing a client: may it be, what would go, do it, and prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from needledesk import resources
from needledesk.desk.aftercare import Sheet
from needledesk.desk.files import unused, write_atomically
from needledesk.desk.practice import PracticeDesk, country
from needledesk.desk.record_file import RecordFile
from needledesk.domain.backups import Copy, Made
from needledesk.domain.calendar import say_day
from needledesk.domain.erasure import Erasure, Outlook, must_be_typed, said_copies, said_disks, without_names
from needledesk.domain.erasure_sheet import compose
from needledesk.domain.holding import LONGEST, free_from, held_as_minor
from needledesk.errors import BadInput, NotNow
from needledesk.storage import backup_state, clients, erasing, file_facts, history, swapping, targets, visits

_YEARS = "years kept"


@cache
def texts(language: str = "en") -> dict[str, Any]:
    """The words of the proof in a language."""
    return resources.toml("texts", language, "erasure.toml")


class ErasingDesk:
    """`desk.erasing`."""

    def __init__(
        self, file: RecordFile, practice: PracticeDesk, backups: Callable[[], Iterable[Copy]] = lambda: ()
    ) -> None:
        """`backups`: the copies of this file that can be reached now."""
        self._file = file
        self._practice = practice
        self._backups = backups

    def years(self) -> int:
        """For how many years after the last visit a record is kept: the practice's own choice, else a hint."""
        return int(file_facts.get(self._file.vault, _YEARS) or self._practice.country().years_kept)

    def keep_for(self, years: int) -> int:
        """Set the practice's own number of years. Raises BadInput."""
        if not 0 <= years <= LONGEST:
            raise BadInput("That number of years cannot be right.", do=f"Type a number from 0 to {LONGEST}.")
        file_facts.keep(self._file.vault, _YEARS, str(years))
        return years

    def outlook(self, client: int) -> Outlook:
        """What an erasure would take, and from when it may be. Raises NotFound."""
        found = clients.get(self._file.vault, client)
        last, born, years = self._last_visit(client), found.details.born, self.years()
        return Outlook(
            number=found.number,
            name=found.details.name,
            counts=erasing.counts(self._file.vault, client),
            last_visit=last,
            years=years,
            as_minor=held_as_minor(last, born),
            free_from=free_from(last, born, years),
            today=self._file.now().date(),
            copies=self.copies(),
        )

    def erase(self, client: int, typed: str, reason: str = "") -> Erasure:
        """Take out everything about the client, whose name was typed. Cannot be undone; takes seconds for many photos.

        Raises BadInput for another name or a reason that holds it, NotNow while the record must be kept and no reason
        is given, NotFound, NotSaved; nothing is erased then.
        """
        outlook = self.outlook(client)
        must_be_typed(outlook.name, typed)
        said = without_names(reason, outlook.name) if outlook.held else ""
        if outlook.held and not said:
            assert outlook.free_from is not None
            raise NotNow(
                f"This record must be kept until {say_day(outlook.free_from, year=True)}.",
                "Nothing was erased.",
                "Wait until then, or say why it goes earlier.",
            )
        return erasing.erase(self._file.vault, client, self._file.practitioner(), self._file.now(), said)

    def copies(self, upto: int | None = None) -> tuple[str, ...]:
        """Which copies the program knows of hold who was in the file, in words.

        `upto`: the number of the history's row after which the client was gone; None for a client who is still there.
        """
        beside = sorted(path.name for path in swapping.put_aside(self._file.path))
        backups = tuple(copy for copy in self._backups() if upto is None or copy.seq <= upto)
        return (*beside, *said_copies(backups), *said_disks(self._away(backups)))

    def _away(self, here: Iterable[Copy]) -> Iterable[Made]:
        """The last copy on each stick and disk that is not there now."""
        folders = {str(Path(copy.path).parent) for copy in here}
        for known, made in backup_state.targets(self._file.vault).items():
            if not any(targets.marked(Path(folder)) == known for folder in folders):
                yield made

    def is_undone_by(self, copy: Copy) -> bool:
        """Whether a client who was erased comes back with a restore of that copy."""
        return any(copy.seq <= int(one.head.partition("-")[0]) for one in self.all_of_them())

    def all_of_them(self) -> tuple[Erasure, ...]:
        """Every erasure so far, oldest first."""
        return tuple(erasing.all_of_them(self._file.vault))

    def sheet(self, erasure: int) -> Sheet:
        """The proof as a PDF on the country's paper. Raises NotFound."""
        from needledesk.documents.erasure import draw
        from needledesk.documents.pages import count

        practice, now = self._practice.get(), self._file.now()
        kept = erasing.get(self._file.vault, erasure, now.tzinfo)
        where = country(practice.country)
        copies = self.copies(int(kept.head.partition("-")[0]))
        data = draw(compose(kept, practice, where, copies, texts(), now), where)
        return Sheet(data, count(data))

    def export(self, erasure: int) -> Path:
        """Write the proof to the practice's folder. Raises NotFound, NotSaved."""
        path = unused(self._practice.export_folder() / self.file_name(erasure))
        write_atomically(path, self.sheet(erasure).data, safe="The erasure is noted in the record file.")
        history.note(self._file.vault, "erasure exported", "Proof of an erasure exported")
        return path

    def for_printer(self, erasure: int) -> bytes:
        """The proof's bytes for the printer. Raises NotFound."""
        return self.sheet(erasure).data

    def printed(self, erasure: int) -> None:
        """Tell the history that the proof has gone to the printer. Raises NotFound."""
        erasing.get(self._file.vault, erasure)
        history.note(self._file.vault, "erasure printed", "Proof of an erasure printed")

    def file_name(self, erasure: int) -> str:
        """`Record erased - 2026-11-22 - C-0007.pdf`."""
        kept = erasing.get(self._file.vault, erasure, self._file.now().tzinfo)
        return f"Record erased - {kept.at:%Y-%m-%d} - {kept.number}.pdf"

    def _last_visit(self, client: int) -> date | None:
        newest = visits.of_client(self._file.vault, client)[:1]
        return newest[0].opened.date() if newest else None
