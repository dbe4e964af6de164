"""Sealed visits: whether the seal is whole, and what is added beside the original."""

from __future__ import annotations

from contextlib import suppress

from needledesk.desk.record_file import RecordFile
from needledesk.domain.history_words import reasoned
from needledesk.domain.reasons import typed_reason
from needledesk.domain.seals import Amendment, Seal, SealedVisit, Voiding
from needledesk.errors import BadInput, NotSaved
from needledesk.storage import history, seals

#: What the history is told each time a closed visit is opened.
WHOLE = "Opened, seal checked\nunchanged"
BROKEN = "Opened, seal is broken\nchanged past the program since it was closed"


class SealDesk:
    """`desk.seals`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def get(self, visit: int) -> Seal | None:
        """The visit's seal; None while it is open."""
        return seals.get(self._file.vault, visit)

    def unbroken(self, visit: int) -> bool:
        """Whether the visit is as it was sealed, computed anew."""
        return seals.unbroken(self._file.vault, visit)

    def look(self, visit: int) -> SealedVisit | None:
        """The seal, checked anew, with everything that was added; None while the visit is open."""
        vault = self._file.vault
        seal = seals.get(vault, visit)
        if seal is None:
            return None
        whole, now = seals.unbroken(vault, visit), self._file.now()
        return SealedVisit(seal, whole, now, self.amendments(visit), self.voiding(visit))

    def check(self, visit: int) -> SealedVisit | None:
        """The same, and the history is told of it: somebody opens the visit. Reading goes on where the disk is full."""
        found = self.look(visit)
        if found is not None:
            with suppress(NotSaved):
                words = WHOLE if found.unbroken else BROKEN
                history.note(self._file.vault, "seal checked", words, visit=visit)
        return found

    def amend(
        self,
        visit: int,
        title: str,
        text: str,
        reason: str,
        corrects: str = "",
        was: str = "",
        becomes: str = "",
    ) -> Amendment:
        """Add to a sealed visit, in the practitioner's name. `corrects`: the key of the value that it corrects.

        Raises BadInput without title, text or reason, or where a correction says nothing new; NotNow.
        """
        title, text, reason, was, becomes = (part.strip() for part in (title, text, reason, was, becomes))
        if not (title and text and typed_reason(reason)):
            raise BadInput("An amendment needs a title, a text and a reason.", "Nothing was added.", "Fill them in.")
        if (corrects or was or becomes) and (not becomes or becomes == was):
            raise BadInput("The corrected value is missing.", "Nothing was added.", "Type what it should be.")
        by, now = self._file.practitioner(), self._file.now()
        added = Amendment(title, text, reason, by, now, corrects, was, becomes)
        number = len(seals.amendments(self._file.vault, visit)) + 1
        with self._file.vault.transaction("amended", f"Amendment {number} added and sealed\n{title}", visit=visit):
            return seals.amend(self._file.vault, visit, added)

    def amendments(self, visit: int) -> tuple[Amendment, ...]:
        """What was added, oldest first."""
        return tuple(seals.amendments(self._file.vault, visit))

    def void(self, visit: int, reason: str) -> None:
        """Mark a sealed visit as not to be relied on; its content stays. Raises BadInput without a reason, NotNow."""
        if not typed_reason(reason):
            raise BadInput("Voiding a visit needs a reason.", "Nothing was changed.", "Type the reason.")
        voiding = Voiding(reason.strip(), self._file.practitioner(), self._file.now())
        with self._file.vault.transaction("voided", reasoned("Visit voided", voiding.reason), visit=visit):
            seals.void(self._file.vault, visit, voiding)

    def voiding(self, visit: int) -> Voiding | None:
        """Why the visit is not to be relied on; None if it is."""
        return seals.voiding(self._file.vault, visit)
