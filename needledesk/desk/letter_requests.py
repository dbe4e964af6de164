"""Asking for a doctor's letter: one page for the client to take along."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from needledesk import resources
from needledesk.desk.aftercare import Sheet
from needledesk.desk.files import unused, write_atomically
from needledesk.desk.practice import PracticeDesk, country
from needledesk.desk.record_file import RecordFile
from needledesk.desk.screening import ScreeningDesk
from needledesk.domain.history_words import count
from needledesk.domain.letter_request import compose, why_not
from needledesk.errors import NotNow
from needledesk.storage import clients, history, visits


@cache
def texts(language: str = "en") -> dict[str, Any]:
    """The page's words in a language."""
    return resources.toml("texts", language, "letter_request.toml")


class LetterRequestDesk:
    """`desk.letter_requests`."""

    def __init__(self, file: RecordFile, practice: PracticeDesk) -> None:
        self._file = file
        self._practice = practice

    def sheet(self, visit: int) -> Sheet:
        """The page for what this visit found. Raises NotNow where no rule asks for a letter, or one cannot help."""
        from needledesk.documents import pages
        from needledesk.documents.letter_request import draw

        found, practice = visits.get(self._file.vault, visit), self._practice.get()
        verdict = ScreeningDesk(self._file).verdict(visit)
        refused = why_not(verdict)
        if refused:
            raise NotNow(refused, "Nothing was made.")
        client = clients.get(self._file.vault, found.client)
        request = compose(
            verdict=verdict,
            answers=found.answers,
            plan=found.plan,
            client=client,
            practice=practice,
            country=country(practice.country),
            protocol=self._file.protocol(found.protocol_version),
            texts=texts(),
            made=self._file.now(),
        )
        request = replace(request, history=history.head_of(self._file.vault).text)
        data = draw(request, country(practice.country))
        return Sheet(data, pages.count(data))

    def export(self, visit: int) -> Path:
        """Write the page to the practice's folder. Raises NotNow, NotSaved."""
        path, sheet = unused(self._practice.export_folder() / self.file_name(visit)), self.sheet(visit)
        write_atomically(path, sheet.data)
        words = f"Letter request exported, {count(sheet.pages, 'page')}"
        history.note(self._file.vault, "letter request exported", words, visit=visit)
        return path

    def for_printer(self, visit: int) -> bytes:
        """The page's bytes for the printer; call `printed` once the printer took them. Raises NotNow."""
        return self.sheet(visit).data

    def printed(self, visit: int) -> None:
        """Tell the history that the printer took it."""
        history.note(self._file.vault, "letter request printed", "Letter request printed", visit=visit)

    def file_name(self, visit: int) -> str:
        """`Letter request - 2026-11-22 - C-0007.pdf`: the client's number, as a name is nobody else's business."""
        found = visits.get(self._file.vault, visit)
        return f"Letter request - {found.opened:%Y-%m-%d} - {clients.get(self._file.vault, found.client).number}.pdf"
