"""What opens a record file: passphrases, the recovery sheet, and changing them."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from needledesk import resources
from needledesk.desk.aftercare import Sheet
from needledesk.desk.clock import laptop_clock
from needledesk.desk.files import write_atomically
from needledesk.desk.practice import PracticeDesk, country
from needledesk.desk.record_file import RecordFile
from needledesk.domain import passphrases, recovery
from needledesk.domain.passphrases import Strength
from needledesk.domain.practice import Practice
from needledesk.errors import BadInput, NotNow, WrongPassphrase
from needledesk.storage import backup_state, history, keys, opening

#: Groups of the sheet that are typed back before it counts as kept.
PROVEN = 2
_UNCHANGED = "Nothing was changed."


@cache
def words() -> tuple[str, ...]:
    """The words that passphrases are made of."""
    return tuple(resources.text("words", "passphrase.txt").split())


@cache
def texts(language: str = "en") -> dict[str, Any]:
    """The recovery sheet's words in a language."""
    return resources.toml("texts", language, "recovery_sheet.toml")


def generate() -> str:
    """A new passphrase of five words, by the system's dice."""
    return passphrases.generate(words(), secrets.choice)


def strength(passphrase: str, drawn: bool = False) -> Strength:
    """What a passphrase is worth: exactly where the program has `drawn` it, else by estimate."""
    return passphrases.drawn(words()) if drawn else passphrases.estimate(passphrase)


class Lock:
    """A key with all that is done with it before it is used: the sheet is drawn, kept, and two groups typed back.

    It holds the key: it has no repr.
    """

    def __init__(self, key: keys.Key) -> None:
        self.key = key
        self._groups = recovery.groups(key.raw)
        self.places = tuple(sorted(secrets.SystemRandom().sample(range(recovery.GROUPS), PROVEN)))

    @classmethod
    def new(cls, passphrase: str, salt: bytes | None = None) -> Lock:
        """For a file that is to be made. Takes a tenth of a second or more. Raises BadInput for an empty passphrase."""
        if not passphrase:
            raise BadInput("The passphrase is empty.", _UNCHANGED, "Type one, or take the words that are offered.")
        return cls(keys.with_salt(passphrase, salt) if salt else keys.derived(passphrase))

    def sheet(self, practice: Practice, file: str, at: datetime | None = None) -> Sheet:
        """The recovery sheet as a PDF; `file` is the record file's name, `at` this moment by default."""
        from needledesk.documents.recovery_sheet import draw
        from needledesk.domain.recovery_sheet import compose

        made = at or laptop_clock()
        found = compose(self.key.raw, self.key.id, file, practice, texts(), made)
        return Sheet(draw(found, country(practice.country)), 1)

    def proves(self, place: int, typed: str) -> bool:
        """Whether the group at that place, counted from 0, was typed as it is on the sheet."""
        return recovery.same(typed, self._groups[place])

    def proven(self, typed: Sequence[str]) -> bool:
        """Whether all the groups that were asked for are right."""
        return len(typed) == PROVEN and all(
            self.proves(place, group) for place, group in zip(self.places, typed, strict=True)
        )


def keep_sheet(sheet: Sheet, path: Path) -> Path:
    """Write the sheet where the user says, and nowhere else. Raises NotSaved."""
    write_atomically(path, sheet.data, "recovery sheet", "Nothing is lost: it can be printed or saved again.")
    return path


class AccessDesk:
    """`desk.access`."""

    def __init__(self, file: RecordFile, practice: PracticeDesk) -> None:
        self._file = file
        self._practice = practice

    @property
    def key_id(self) -> str:
        """Which key the file has, as it stands on its recovery sheet; empty for none."""
        key = self._file.vault.key
        return key.id if key else ""

    def check(self, typed: str) -> Lock:
        """The file's own lock, for whoever knows the passphrase or has the recovery sheet: a lost one can be replaced.

        Raises WrongPassphrase, NotNow where there is none.
        """
        key = self._file.vault.key
        if key is None:
            raise NotNow("This file has no passphrase.", _UNCHANGED, "Set one first.")
        if not typed or not (_on_sheet(key, typed) or self._file.vault.fits(typed)):
            history.note(self._file.vault, "passphrase refused")
            raise WrongPassphrase("That is not the passphrase of this file.", _UNCHANGED, "Check capitals and spaces.")
        return Lock(key)

    def lock(self, passphrase: str) -> Lock:
        """A lock that is to be the file's next one. Raises BadInput for an empty passphrase."""
        key = self._file.vault.key
        return Lock.new(passphrase, key.salt if key else None)

    def sheet(self, lock: Lock) -> Sheet:
        """The recovery sheet of a lock of this file; the history is told that there is one more."""
        history.note(self._file.vault, "recovery sheet made", "Recovery sheet made")
        return lock.sheet(self._practice.get(), self._file.path.name, self._file.now())

    def change(self, lock: Lock) -> None:
        """Lock the file with another passphrase, or with one at last.

        A verified copy is made first and removed once the new key has opened the file. Takes as long as writing the
        file twice. Raises FileTrouble without room for it, Damaged where the file does not hold together.
        """
        vault = self._file.vault
        vault.change_key(lock.key, "passphrase changed" if vault.encrypted else "passphrase set")
        backup_state.outdated(vault)

    def take_away(self) -> None:
        """No passphrase any more: whoever has the file can read it. Raises as `change` does; NotNow for none."""
        if not self._file.vault.encrypted:
            raise NotNow("This file has no passphrase.", _UNCHANGED)
        self._file.vault.change_key(None, "passphrase taken away")
        backup_state.outdated(self._file.vault)


def _on_sheet(key: keys.Key, typed: str) -> bool:
    """Whether these are the groups of the key's recovery sheet."""
    try:
        return hmac.compare_digest(recovery.read(typed), key.raw)
    except BadInput:
        return False


def key_of_sheet(path: Path, typed: str) -> bytes:
    """The key on a recovery sheet, for `Desk.open`. Raises BadInput naming the wrong group, FileTrouble kinds."""
    opening.must_exist(path)
    return recovery.read(typed)
