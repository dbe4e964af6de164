"""Aftercare: compose the sheet from the visit, export it, hand it to the printer, keep exactly what was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from needledesk import resources
from needledesk.desk.files import unused, write_atomically
from needledesk.desk.practice import PracticeDesk, country
from needledesk.desk.record_file import RecordFile
from needledesk.domain.aftercare import AftercareDates, Handout, compose, dates
from needledesk.domain.visits import Visit
from needledesk.errors import NotNow
from needledesk.storage import clients, handouts, history, seals, visits

VOIDED = "This visit is voided: no aftercare sheet is given of it."


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """A drawn sheet: the PDF and its number of pages."""

    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Given:
    """A sheet that was handed out: where it lies (empty if only printed) and its id in the record file."""

    handout: int
    path: Path | None


@cache
def texts(language: str = "en") -> dict[str, Any]:
    """The handout's words in a language."""
    return resources.toml("texts", language, "aftercare.toml")


class AftercareDesk:
    """`desk.aftercare`."""

    def __init__(self, file: RecordFile, practice: PracticeDesk) -> None:
        self._file = file
        self._practice = practice

    def dates(self, visit: int) -> AftercareDates:
        """The times that count from the finish. Raises NotNow before it is stamped."""
        found = self._finished(visit)
        assert found.treatment.finished is not None
        return dates(found.treatment.finished, self._file.protocol(found.protocol_version))

    def sheet(self, visit: int, large: bool = False) -> Sheet:
        """The sheet as it would be given now; of a sealed visit, as it was given.

        Raises NotNow before the finish, and for a voided visit.
        """
        from needledesk.documents.handout import draw, page_count

        found = self._finished(visit)
        if found.voiding is not None:
            raise NotNow(VOIDED, "What was given then is kept with the visit.", "Begin a new visit.")
        if found.handouts and not large and seals.get(self._file.vault, visit):
            data = handouts.data(self._file.vault, found.handouts[-1].id)
            return Sheet(data, page_count(data))
        head = history.head_of(self._file.vault, visit=visit)
        handout = replace(self._compose(found), history=head.text)
        data = draw(handout, country(self._practice.get().country), large=large)
        return Sheet(data, page_count(data))

    def export(self, visit: int, large: bool = False) -> Given:
        """Write the sheet to the practice's folder and keep its exact bytes with the visit. Raises NotSaved."""
        found, sheet = self._finished(visit), self.sheet(visit, large)
        path = unused(self._practice.export_folder() / self.file_name(found))
        kept = self._keep(found, sheet)
        write_atomically(path, sheet.data)
        handouts.given(self._file.vault, kept, "exported", self._file.now())
        return Given(kept, path)

    def for_printer(self, visit: int, large: bool = False) -> tuple[int, bytes]:
        """Keep the sheet and give its id and bytes for the printer; call `printed` once the printer took it."""
        found, sheet = self._finished(visit), self.sheet(visit, large)
        return self._keep(found, sheet), sheet.data

    def printed(self, handout: int) -> None:
        """Note that the printer took that sheet."""
        handouts.given(self._file.vault, handout, "printed", self._file.now())

    def kept(self, handout: int) -> bytes:
        """The exact bytes of a sheet that was given. Raises NotFound."""
        return handouts.data(self._file.vault, handout)

    @staticmethod
    def pages(data: bytes) -> int:
        """How many pages a sheet has."""
        from needledesk.documents.pages import count

        return count(data)

    @staticmethod
    def picture(data: bytes, page: int, width: int) -> tuple[int, int, bytes]:
        """One page as a picture `width` pixels wide: width, height and RGB bytes, row by row."""
        from needledesk.documents.pages import render

        return render(data, page, width)

    def file_name(self, visit: Visit) -> str:
        """`Aftercare - 2026-11-22 - C-0007.pdf`: the client's number, as a name is nobody else's business."""
        number = clients.get(self._file.vault, visit.client).number
        assert visit.treatment.finished is not None
        return f"Aftercare - {visit.treatment.finished:%Y-%m-%d} - {number}.pdf"

    def _finished(self, visit: int) -> Visit:
        found = visits.get(self._file.vault, visit)
        if found.treatment.finished is None:
            raise NotNow("Treatment is not finished.", do="Finish it: every time on the sheet counts from then.")
        return found

    def _keep(self, visit: Visit, sheet: Sheet) -> int:
        return handouts.keep(
            self._file.vault, visit.id, sheet.data, sheet.pages, visit.protocol_version, self._file.now()
        )

    def _compose(self, visit: Visit) -> Handout:
        practice = self._practice.get()
        client = clients.get(self._file.vault, visit.client)
        assert visit.treatment.finished is not None
        return compose(
            finished=visit.treatment.finished,
            treatment=visit.treatment,
            session=visit.session,
            course=client.details.course,
            client_name=self._printable_name(client.details.name, client.number),
            practice=practice,
            country=country(practice.country),
            protocol=self._file.protocol(visit.protocol_version),
            texts=texts(),
            flags={finding.rule for finding in visit.verdict.findings} if visit.verdict else set(),
            made=self._file.now(),
        )

    @staticmethod
    def _printable_name(name: str, number: str) -> str:
        """The client's name, or the number where the sheet's letters do not have the name's script."""
        from needledesk.documents.stationery import printable

        return name if printable(name) else number
