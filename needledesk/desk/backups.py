"""Copies of the record file: made, proven by opening them, listed, and what is due."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from needledesk.desk.record_file import RecordFile
from needledesk.domain.backups import Copy, Due, Kind, Made, Restored, State, Target
from needledesk.domain.progress import NOBODY, Watch
from needledesk.errors import BackupFailed, Damaged, DeskError, NotFound, NotSaved
from needledesk.storage import (
    backup_state,
    chains,
    comparison,
    copies,
    copy_files,
    history,
    keys,
    local_copies,
    page_copies,
    restoring,
    targets,
    touched,
)
from needledesk.storage.chains import Chain, Link


class BackupDesk:
    """`desk.backups`. All but `state` and `due` take seconds or minutes: call them off the window's thread."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    @property
    def practice(self) -> str:
        """The number by which the practice's copies are known, such as `3F9A2C7D`."""
        return backup_state.practice(self._file.vault, secrets.token_hex(4).upper(), self._file.now())

    @property
    def folder(self) -> Path:
        """Where the laptop's own copies lie, beside the record file."""
        return local_copies.folder_of(self._file.path)

    def state(self) -> State:
        """When each kind of copy was last made."""
        return backup_state.state(self._file.vault, self._file.now())

    def due(self) -> Due:
        """What should be done now."""
        return self.state().due(self._file.now())

    def choose(self, place: Path) -> Target:
        """Keep copies at that place from now on, the top of a stick or a folder on a second disk. Raises BackupFailed.

        Raises it also for a place beside the record file: a copy there is lost with it.
        """
        if place.resolve() in (self._file.path.resolve().parent, self.folder.resolve()):
            raise BackupFailed(
                "That is the folder of the record file itself, and would be lost with it.",
                "Nothing was written.",
                "Choose a stick or another disk.",
            )
        target = targets.make(place, self.practice, secrets.token_hex(4))
        backup_state.keep_place(self._file.vault, str(place))
        return target

    def known(self, places: Iterable[Path]) -> tuple[Target, ...]:
        """The folders of this practice that are there: at these places, such as all disks, and where once chosen."""
        practice = backup_state.known_practice(self._file.vault)
        if not practice:
            return ()
        every = dict.fromkeys([*places, *map(Path, backup_state.places(self._file.vault))])
        found = (targets.found(place, practice) for place in every)
        return tuple({target.id: target for target in found if target is not None}.values())

    def last_on(self, target: Target) -> Made | None:
        """When the last copy was made on a stick or disk; None for never."""
        return backup_state.last(self._file.vault, f"target {target.id}")

    def at_lock(self) -> None:
        """Keep the notes once more before the file is closed, where that takes no more than a moment."""
        if self._file.vault.closed or self._file.vault.read_only:
            return
        with contextlib.suppress(DeskError):
            if self.state().notes_behind and not self._file.training():
                self.notes(quick=True)

    def back_up(self, target: Target, watch: Watch = NOBODY) -> Copy:
        """Bring a stick or a second disk up to date and prove it; only what is new is written. Returns its newest copy.

        Raises BackupFailed, Damaged or Stopped; what was there before is as it was.
        """
        now = self._file.now()
        link = targets.back_up(self._file.vault, target, self.practice, self.folder, now, watch)
        return self._noted(link, f"target {target.id}", "Backed up off the laptop", now)

    def full(self, watch: Watch = NOBODY) -> Copy:
        """Make a full copy on the laptop and prove it. Raises BackupFailed, Damaged or Stopped."""
        now = self._file.now()
        link = local_copies.full(self._file.vault, self.practice, now, watch)
        return self._noted(link, "full", "Full copy on the laptop", now)

    def notes(self, watch: Watch = NOBODY, quick: bool = False) -> Copy | None:
        """Keep what came since, without pictures; None while there is no full copy to begin with.

        `quick`: only where it can follow what was kept before. Raises BackupFailed, Damaged or Stopped.
        """
        now = self._file.now()
        link = local_copies.notes(self._file.vault, self.practice, now, watch, quick)
        if link is None:
            return None
        backup_state.made(self._file.vault, "notes", link.made.seq, now)
        return self._copy(link)

    def copies(self, folders: Iterable[Path] = ()) -> tuple[Copy, ...]:
        """Every moment that can be gone back to, the newest first: on the laptop and in the folders given."""
        found = [copy for folder in (self.folder, *folders) for copy in chains.listed(folder)]
        return tuple(sorted(found, key=lambda copy: (copy.made, copy.seq), reverse=True))

    def within_reach(self) -> tuple[Copy, ...]:
        """Every moment on the laptop, and on the sticks and disks that were chosen once and are there."""
        return self.copies(Path(target.folder) for target in self.known(()))

    def prove(self, copy: Copy, watch: Watch = NOBODY, secret: str | bytes | None = None) -> None:
        """Restore the copy into a folder of its own, check it and remove it again. Raises Damaged and others."""
        chain = chains.must_have(Path(copy.path))
        self._rebuilt(chain, secret, watch, compare=False)

    def drill(self, folders: Iterable[Path] = (), watch: Watch = NOBODY) -> Copy:
        """Restore the newest full moment, compare every row with today's file, and note how it went in the history.

        `folders`: those of the targets that are there. Raises Damaged where a row differs, NotFound without any copy.
        """
        found = (one for one in self.copies(folders) if one.kind.pictures and not one.missing and self._own(one))
        copy = next(found, None)
        if copy is None:
            raise NotFound("There is no copy yet that could be tried.", do="Back up first.")
        try:
            self._rebuilt(chains.must_have(Path(copy.path)), None, watch, compare=True)
        except DeskError as error:
            if isinstance(error, BackupFailed | Damaged):
                history.note(self._file.vault, backup_state.DRILL_FAILED, error.happened)
            raise
        history.note(self._file.vault, backup_state.DRILLED, copy.head)
        backup_state.made(self._file.vault, "drill", copy.seq, self._file.now())
        return copy

    def restore(self, copy: Copy, watch: Watch = NOBODY, secret: str | bytes | None = None) -> Restored:
        """Go back to that copy: it is built and checked first, then today's file is put aside.

        The desk then works with the restored file. `secret`: only for a copy with another key than today's. Raises
        BackupFailed, Damaged, WrongPassphrase or Stopped; today's file is in its place then.
        """
        from needledesk.desk.restoring import put_in_place

        chain = chains.must_have(Path(copy.path))
        return put_in_place(self._file, chain, self._key(chain, secret), self._pictures(), watch)

    def _rebuilt(self, chain: Chain, secret: str | bytes | None, watch: Watch, compare: bool) -> None:
        key = self._key(chain, secret)
        place = self.folder / "trial"
        try:
            copy_files.make_folder(self.folder)
            copy_files.clear(place)
            place.mkdir(mode=0o700)
            rebuilt = restoring.rebuild(chain, key, place / self._file.path.name, self._pictures(), watch)
            if compare:
                with page_copies.reopened(rebuilt.path, key) as record:
                    seq = chain.last.made.seq
                    if comparison.differences(self._file.vault, record, seq, watch):
                        raise page_copies.damaged()
        except OSError as error:
            raise copy_files.failed(error, "The copy could not be tried") from error
        except touched.NotToldError as error:
            raise BackupFailed("A client was erased since that copy.", do="Back up, then try that copy.") from error
        finally:
            copy_files.clear(place)

    def _key(self, chain: Chain, secret: str | bytes | None) -> keys.Key | None:
        key = self._file.vault.key
        same = chain.whole.made.key_id == copies.key_id(self._file.vault)
        return key if same else restoring.key_of(chain, secret)

    def _pictures(self) -> list[Path]:
        """Where bytes of pictures may be found for a copy that has none: the laptop's full copies, the newest first."""
        return [link.path for link in reversed(chains.links(self.folder)) if link.made.kind is Kind.FULL]

    def _own(self, copy: Copy) -> bool:
        link = targets.link(Path(copy.path))
        return link.made.practice == self.practice and chains.is_past(self._file.vault, link.made)

    def _noted(self, link: Link, kind: str, words: str, now: datetime) -> Copy:
        with contextlib.suppress(NotSaved):  # a full laptop makes no copy on a stick any less good
            backup_state.made(self._file.vault, kind, link.made.seq, now)
            history.note(self._file.vault, backup_state.BACKED_UP, f"{words}\nhead {link.made.head}")
        return self._copy(link)

    def _copy(self, link: Link) -> Copy:
        return next(copy for copy in chains.listed(link.path.parent) if copy.path == str(link.path))
