"""The desk: one object through which the window and the command line do everything."""

from __future__ import annotations

import contextlib
import sys
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from needledesk.desk.clients import ClientDesk
from needledesk.desk.clock import Clock, laptop_clock
from needledesk.desk.practice import PracticeDesk
from needledesk.desk.record_file import RecordFile
from needledesk.domain.practice import Practice
from needledesk.errors import NotSaved
from needledesk.storage import driver, history
from needledesk.storage.vault import Vault

if TYPE_CHECKING:
    from needledesk.desk.access import AccessDesk, Lock
    from needledesk.desk.aftercare import AftercareDesk
    from needledesk.desk.backups import BackupDesk
    from needledesk.desk.damage import DamageDesk
    from needledesk.desk.drafts import DraftDesk
    from needledesk.desk.erasing import ErasingDesk
    from needledesk.desk.exports import ExportDesk
    from needledesk.desk.history import HistoryDesk
    from needledesk.desk.imports import ImportDesk
    from needledesk.desk.letter_requests import LetterRequestDesk
    from needledesk.desk.letters import LetterDesk
    from needledesk.desk.photos import PhotoDesk
    from needledesk.desk.pretreatment import PretreatmentDesk
    from needledesk.desk.protocols import ProtocolDesk
    from needledesk.desk.records import RecordDesk
    from needledesk.desk.rescue import RescueDesk
    from needledesk.desk.screening import ScreeningDesk
    from needledesk.desk.seals import SealDesk
    from needledesk.desk.today import TodayDesk
    from needledesk.desk.treatment import TreatmentDesk
    from needledesk.desk.visits import VisitDesk
    from needledesk.domain.notices import Notice
    from needledesk.domain.protocol import Protocol


class Desk:
    """One open record file with a small object for each word: `desk.clients.find("ann")`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file
        self.practice = PracticeDesk(file)
        self.clients = ClientDesk(file)

    # Imported when first asked for: the list of clients is on the screen without them.

    @cached_property
    def visits(self) -> VisitDesk:
        """Begin, look back, close."""
        from needledesk.desk.visits import VisitDesk

        return VisitDesk(self._file)

    @cached_property
    def screening(self) -> ScreeningDesk:
        """Answer, judge, decide."""
        from needledesk.desk.screening import ScreeningDesk

        return ScreeningDesk(self._file)

    @cached_property
    def letters(self) -> LetterDesk:
        """Record, look at, withdraw."""
        from needledesk.desk.letters import LetterDesk

        return LetterDesk(self._file)

    @cached_property
    def treatment(self) -> TreatmentDesk:
        """Start, record, finish."""
        from needledesk.desk.treatment import TreatmentDesk

        return TreatmentDesk(self._file)

    @cached_property
    def photos(self) -> PhotoDesk:
        """Take in, look at, move, remove."""
        from needledesk.desk.photos import PhotoDesk

        return PhotoDesk(self._file)

    @cached_property
    def aftercare(self) -> AftercareDesk:
        """Compose, export, print, keep."""
        from needledesk.desk.aftercare import AftercareDesk

        return AftercareDesk(self._file, self.practice)

    @cached_property
    def protocols(self) -> ProtocolDesk:
        """Edit, check, put in force, export, read in."""
        from needledesk.desk.protocols import ProtocolDesk

        return ProtocolDesk(self._file)

    @cached_property
    def pretreatment(self) -> PretreatmentDesk:
        """The sheet before a treatment: compose, export, print, keep."""
        from needledesk.desk.pretreatment import PretreatmentDesk

        return PretreatmentDesk(self._file, self.practice)

    @cached_property
    def today(self) -> TodayDesk:
        """Who is here, who may come, what has come in."""
        from needledesk.desk.today import TodayDesk

        return TodayDesk(self._file)

    @cached_property
    def records(self) -> RecordDesk:
        """Everything of one visit on paper."""
        from needledesk.desk.records import RecordDesk

        return RecordDesk(self._file, self.practice)

    @cached_property
    def letter_requests(self) -> LetterRequestDesk:
        """Ask a doctor for a letter."""
        from needledesk.desk.letter_requests import LetterRequestDesk

        return LetterRequestDesk(self._file, self.practice)

    @classmethod
    def create(
        cls, path: Path, practice: Practice, lock: str | Lock | None = None, clock: Clock = laptop_clock
    ) -> Desk:
        """Make a new record file with the shipped protocol as its version 1, locked with a passphrase or a ready lock.

        Raises FileTrouble kinds.
        """
        from needledesk.desk.shipped_protocol import shipped_text
        from needledesk.storage import practice as kept_practice
        from needledesk.storage import protocol as kept_protocols

        vault = Vault.create(path, lock if lock is None or isinstance(lock, str) else lock.key, clock=clock)
        with vault.transaction("file made", "Record file made"):
            kept_practice.keep(vault, practice)
            kept_protocols.add(vault, shipped_text(), practice.practitioner, clock())
        return cls(RecordFile(vault, path, clock))

    @classmethod
    def open(cls, path: Path, secret: str | bytes | None = None, clock: Clock = laptop_clock) -> Desk:
        """Open a record file by its passphrase, or by the raw key of its recovery sheet.

        Raises WrongPassphrase, InUse, NotOurs, Damaged, TooNew or FileTrouble.
        """
        vault = Vault.open(path, secret, clock=clock)
        try:
            file = RecordFile(vault, path, clock)
            file.seal_left()
            history.note(file.vault, "opened", "Record file opened")
        except BaseException:
            vault.close()  # else the file stays locked, and the next try would call it in use
            raise
        return cls(file)

    @classmethod
    def open_damaged(cls, path: Path, secret: str | bytes | None = None, clock: Clock = laptop_clock) -> Desk:
        """Open a damaged record file to read what can still be read. Raises what `open` raises."""
        vault = Vault.open_damaged(path, secret, clock)
        try:
            return cls(RecordFile(vault, path, clock))
        except BaseException:
            vault.close()
            raise

    @staticmethod
    def needs_passphrase(path: Path) -> bool:
        """Whether the file is encrypted. Raises FileTrouble if it is not there."""
        return Vault.needs_passphrase(path)

    @property
    def path(self) -> Path:
        """Where the record file lies."""
        return self._file.path

    @property
    def encrypted(self) -> bool:
        """Whether the record file is locked with a passphrase."""
        return self._file.vault.encrypted

    @cached_property
    def access(self) -> AccessDesk:
        """Passphrase and recovery sheet."""
        from needledesk.desk.access import AccessDesk

        return AccessDesk(self._file, self.practice)

    @cached_property
    def damage(self) -> DamageDesk:
        """What is hit in a damaged file."""
        from needledesk.desk.damage import DamageDesk

        return DamageDesk(self._file)

    @cached_property
    def rescue(self) -> RescueDesk:
        """When the disk refuses."""
        from needledesk.desk.rescue import RescueDesk

        return RescueDesk(self._file)

    @cached_property
    def seals(self) -> SealDesk:
        """Sealed visits: check, amend, void."""
        from needledesk.desk.seals import SealDesk

        return SealDesk(self._file)

    @cached_property
    def drafts(self) -> DraftDesk:
        """What was typed and not kept yet."""
        from needledesk.desk.drafts import DraftDesk

        return DraftDesk(self._file)

    @cached_property
    def history(self) -> HistoryDesk:
        """What happened, and whether the record of it holds."""
        from needledesk.desk.history import HistoryDesk

        return HistoryDesk(self._file)

    @cached_property
    def erasing(self) -> ErasingDesk:
        """Erase a client, and prove it."""
        from needledesk.desk.erasing import ErasingDesk

        return ErasingDesk(self._file, self.practice, self.backups.within_reach)

    @cached_property
    def imports(self) -> ImportDesk:
        """Clients from another program's list."""
        from needledesk.desk.imports import ImportDesk

        return ImportDesk(self._file, self.practice)

    @cached_property
    def exports(self) -> ExportDesk:
        """Everything, or one client, as plain files."""
        from needledesk.desk.exports import ExportDesk

        return ExportDesk(self._file, self.practice)

    @cached_property
    def backups(self) -> BackupDesk:
        """Copy, prove, list, restore; what is due."""
        from needledesk.desk.backups import BackupDesk

        return BackupDesk(self._file)

    def now(self) -> datetime:
        """This moment on the laptop's clock."""
        return self._file.now()

    def protocol(self) -> Protocol:
        """The protocol in force."""
        return self._file.protocol()

    def facts(self) -> dict[str, object]:
        """Versions, integrity and counts, for `needledesk doctor`; `sound` if every check is ok."""
        facts = self._file.vault.facts()
        checks = [value for name, value in facts.items() if name.endswith("_check")]
        return {"sound": all(value == "ok" for value in checks), **facts}

    def fits(self, passphrase: str) -> bool:
        """Whether that passphrase is the one the open file is locked with. Takes as long as opening it would."""
        return bool(passphrase) and self._file.vault.fits(passphrase)

    def leave(self, words: str) -> None:
        """Close the file and end the children that read pictures: the lock ends this process. `words`: why it fell."""
        self.backups.at_lock()
        with contextlib.suppress(NotSaved):  # a full disk keeps no lock from falling
            self.history.note("locked", words)
        self.close()
        decoder = sys.modules.get("needledesk.imaging.decoder")
        if decoder is not None:
            decoder.close()

    def notices(self) -> tuple[Notice, ...]:
        """What there is to know about the record file while it is open, the most pressing first. Asks the disk."""
        from needledesk.desk import notices

        return notices.about(self._file)

    def keep_reserve(self) -> None:
        """Keep some room on the disk to give up once it is full. A training file needs none.

        Slow, and touches no record: call it beside the desk's own thread, in idle moments.
        """
        self._file.vault.ground.keep_reserve()

    @staticmethod
    def check_parts() -> None:
        """Raise Unfit unless everything that keeps records is there and new enough."""
        driver.check()

    def close(self) -> None:
        """Close the file; nothing is left in memory but what others still hold."""
        self._file.vault.close()
