"""Sealed visits: whether the seal is whole, and what is added beside the original."""

from __future__ import annotations

from needledesk.desk.record_file import RecordFile
from needledesk.domain.history_words import reasoned
from needledesk.domain.seals import Amendment, Seal, Voiding
from needledesk.errors import BadInput
from needledesk.storage import seals


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

    def amend(self, visit: int, title: str, text: str, reason: str, was: str = "", becomes: str = "") -> Amendment:
        """Add to a sealed visit, in the practitioner's name. Raises BadInput without title, text and reason, NotNow."""
        if not (title.strip() and text.strip() and reason.strip()):
            raise BadInput("An amendment needs a title, a text and a reason.", "Nothing was added.", "Fill them in.")
        words = (title.strip(), text.strip(), reason.strip(), self._file.practitioner(), self._file.now())
        number = len(seals.amendments(self._file.vault, visit)) + 1
        told = f"Amendment {number} added and sealed\n{title.strip()}"
        with self._file.vault.transaction("amended", told, visit=visit):
            return seals.amend(self._file.vault, visit, Amendment(*words, was.strip(), becomes.strip()))

    def amendments(self, visit: int) -> tuple[Amendment, ...]:
        """What was added, oldest first."""
        return tuple(seals.amendments(self._file.vault, visit))

    def void(self, visit: int, reason: str) -> None:
        """Mark a sealed visit as not to be relied on; its content stays. Raises BadInput without a reason, NotNow."""
        if not reason.strip():
            raise BadInput("Voiding a visit needs a reason.", "Nothing was changed.", "Type the reason.")
        voiding = Voiding(reason.strip(), self._file.practitioner(), self._file.now())
        with self._file.vault.transaction("voided", reasoned("Visit voided", voiding.reason), visit=visit):
            seals.void(self._file.vault, visit, voiding)

    def voiding(self, visit: int) -> Voiding | None:
        """Why the visit is not to be relied on; None if it is."""
        return seals.voiding(self._file.vault, visit)
