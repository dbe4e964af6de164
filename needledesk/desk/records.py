"""The record of a visit on paper: gather everything, compose, export, hand to the printer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from needledesk.desk.aftercare import Sheet
from needledesk.desk.files import unused, write_atomically
from needledesk.desk.practice import PracticeDesk, country
from needledesk.desk.record_file import RecordFile
from needledesk.desk.screening import ScreeningDesk
from needledesk.desk.seals import SealDesk
from needledesk.desk.visits import STATUS_WORDS
from needledesk.domain.history_words import count
from needledesk.domain.letters import Letter
from needledesk.domain.pretreatment import BeforeGiven
from needledesk.domain.protocol import Status
from needledesk.domain.record_parts import VisitFacts
from needledesk.domain.visit_record import Record, compose
from needledesk.domain.visits import Visit
from needledesk.storage import clients, decisions, history, letters, pretreatment, visit_record, visits

#: What a status is called where somebody else reads it, years later.
_WORDS = STATUS_WORDS | {Status.PRACTITIONER_DECISION: "The practitioner decides"}


class RecordDesk:
    """`desk.records`. Nothing is kept of a printed record: it can be made anew from the file at any time."""

    def __init__(self, file: RecordFile, practice: PracticeDesk) -> None:
        self._file = file
        self._practice = practice

    def record(self, visit: int) -> Record:
        """Everything of one visit in words, as it stands now. Raises NotFound."""
        language = country(self._practice.get().country).spelling
        record = compose(self._facts(visits.get(self._file.vault, visit)), language, self._file.now())
        return replace(record, history=history.head_of(self._file.vault).text)

    def sheet(self, visit: int) -> Sheet:
        """The record as a PDF on the country's paper. Raises NotFound."""
        from needledesk.documents import pages
        from needledesk.documents.record import draw

        data = draw(self.record(visit), country(self._practice.get().country))
        return Sheet(data, pages.count(data))

    def export(self, visit: int) -> Path:
        """Write the record to the practice's folder. Raises NotFound, NotSaved."""
        path, sheet = unused(self._practice.export_folder() / self.file_name(visit)), self.sheet(visit)
        write_atomically(path, sheet.data)
        words = f"Visit record exported, {count(sheet.pages, 'page')}"
        history.note(self._file.vault, "record exported", words, visit=visit)
        return path

    def for_printer(self, visit: int) -> bytes:
        """The record's bytes for the printer; call `printed` once the printer took them."""
        return self.sheet(visit).data

    def printed(self, visit: int) -> None:
        """Tell the history that the printer took it."""
        history.note(self._file.vault, "record printed", "Visit record printed", visit=visit)

    def file_name(self, visit: int) -> str:
        """`Visit record - 2026-11-22 - C-0007.pdf`: the client's number, as a name is nobody else's business."""
        found = visits.get(self._file.vault, visit)
        return f"Visit record - {found.opened:%Y-%m-%d} - {clients.get(self._file.vault, found.client).number}.pdf"

    def _facts(self, visit: Visit) -> VisitFacts:
        vault = self._file.vault
        since, author = visit_record.protocol_since(vault, visit.protocol_version)
        return VisitFacts(
            visit=visit,
            client=clients.get(vault, visit.client),
            practice=self._practice.get(),
            protocol=self._file.protocol(visit.protocol_version),
            protocol_since=since.astimezone(visit.opened.tzinfo),
            protocol_author=author,
            verdict=ScreeningDesk(self._file).verdict(visit.id),
            status_words=_WORDS,
            answers=visit_record.answers(vault, visit.id),
            news=visit_record.news(vault, visit.id),
            overrides=tuple(decisions.overrides(vault, visit.id)),
            letters=tuple(_here(letter, visit) for letter in letters.of_client(vault, visit.client)),
            before=self._before(visit),
            ruled=visit_record.ruled(vault, visit.id),
            sealed=SealDesk(self._file).look(visit.id),
        )

    def _before(self, visit: Visit) -> tuple[BeforeGiven, ...]:
        """The sheets that were given for an appointment on the visit's day."""
        given = pretreatment.of_client(self._file.vault, visit.client)
        return tuple(each for each in given if each.appointment.date() == visit.opened.date())


def _here(letter: Letter, visit: Visit) -> Letter:
    """The letter with its moments in the visit's zone."""

    def local(at: datetime | None) -> datetime | None:
        return at.astimezone(visit.opened.tzinfo) if at is not None else None

    return replace(letter, added=local(letter.added), withdrawn=local(letter.withdrawn))
