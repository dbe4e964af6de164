"""Doctors' letters: record one with its pages, look at it, withdraw a mistaken one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from needledesk.desk.record_file import RecordFile
from needledesk.domain.history_words import letter_added, reasoned
from needledesk.domain.letters import Letter, checked
from needledesk.domain.photos import Prepared
from needledesk.domain.reasons import typed_reason
from needledesk.errors import BadInput
from needledesk.storage import decisions, letters, room


class LetterDesk:
    """`desk.letters`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def of_client(self, client: int) -> tuple[Letter, ...]:
        """Every letter of the client, in the order in which they were recorded."""
        return tuple(letters.of_client(self._file.vault, client))

    @staticmethod
    def prepare(path: Path) -> Prepared:
        """A photo or scan of a page, made fit to keep, without the record file.

        Raises PhotoRefused, and BadInput for the record file itself.
        """
        from needledesk.desk.files import must_be_another
        from needledesk.imaging.intake import prepare_file

        must_be_another(path)
        return prepare_file(path)

    def record(self, client: int, letter: Letter, pages: Sequence[Prepared] = ()) -> Letter:
        """Put a letter on file, with pictures of its pages. Raises BadInput, and NoRoom where the pages do not fit.

        What was decided in the client's open visit was decided without it: that has to be taken anew.
        """
        now = self._file.now()
        letter = checked(letter, now.date())
        if pages:
            room.for_photo(self._file.path.parent, sum(len(page.data) for page in pages))
        with self._file.vault.transaction("letter added", letter_added(letter), client):
            number = letters.add(self._file.vault, client, letter, now)
            for page in pages:
                letters.add_page(self._file.vault, number, page, now)
            decisions.reopen(self._file.vault, client, self._file.now())
        return letters.get(self._file.vault, number)[1]

    def withdraw(self, letter: int, reason: str) -> None:
        """A letter was recorded by mistake: it no longer counts, and stays on file with the reason. Raises BadInput."""
        why = typed_reason(reason)
        if not why:
            raise BadInput("Withdrawing a letter needs a reason.", "It still counts.", "Type a few words.")
        client, _ = letters.get(self._file.vault, letter)
        with self._file.vault.transaction("letter withdrawn", reasoned("Letter withdrawn", why), client):
            letters.withdraw(self._file.vault, letter, why, self._file.now())
            decisions.reopen(self._file.vault, client, self._file.now())

    def page(self, page: int) -> bytes:
        """The picture of a page, as it was kept. Raises NotFound."""
        return letters.page_data(self._file.vault, page)
