"""Putting a restored file in the place of the record file, or where there is none yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from needledesk.desk.clock import Clock, laptop_clock
from needledesk.desk.record_file import RecordFile
from needledesk.domain.backups import Copy, Restored
from needledesk.domain.calendar import say_moment
from needledesk.domain.progress import NOBODY, Watch
from needledesk.errors import BackupFailed, DeskError, FileTrouble, InUse
from needledesk.storage import backup_state, chains, copy_files, history, keys, local_copies, restoring, swapping
from needledesk.storage.chains import Chain
from needledesk.storage.guard import Guard
from needledesk.storage.vault import Vault

Missing = tuple[tuple[str, int], ...]


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """Every copy in a folder, or in the backup folder of a stick, the newest first. No record file is needed."""
    inside = sorted(folder.glob("NeedleDesk backup - *")) if folder.is_dir() else []
    return tuple(copy for one in (folder, *inside) for copy in chains.listed(one))


def newest_of(record: Path, places: Iterable[Path] = ()) -> Copy | None:
    """The newest whole copy of a record file: beside it, or on one of the disks. No record file is opened."""
    beside = copies_in(local_copies.folder_of(record))
    practices = {chains.must_have(Path(copy.path)).whole.made.practice for copy in beside[:1]}
    found = [copy for copy in beside if not copy.missing]
    for place in places:
        found += [copy for copy in copies_in(place) if not copy.missing and _of(copy, practices)]
    return max(found, key=lambda copy: (copy.seq, copy.kind.pictures), default=None)


def _of(copy: Copy, practices: set[str]) -> bool:
    """Whether it is a copy of that practice; without any known, of whichever."""
    return not practices or chains.must_have(Path(copy.path)).whole.made.practice in practices


def needs_passphrase(copy: Path) -> bool:
    """Whether the copy is locked. Raises BackupFailed where it is none, or one that it needs is not there."""
    return bool(chains.must_have(copy).whole.made.key_id)


def restore_to(copy: Path, secret: str | bytes | None, record: Path, watch: Watch = NOBODY) -> Restored:
    """Restore a copy to a record file that nobody has open, on a new laptop or after damage.

    A file that is there already is put aside. Raises BackupFailed, Damaged, WrongPassphrase,
    InUse or Stopped; what was there is in its place then.
    """
    chain = chains.must_have(copy)
    key = restoring.key_of(chain, secret)
    swapping.finish(record)
    _must_be_free(record)
    missing = _build(record, chain, key, _pictures(chain, record), watch)
    aside = _swap(record, key, chain)
    return Restored(str(aside or ""), missing)


def put_in_place(
    file: RecordFile, chain: Chain, key: keys.Key | None, pictures: Sequence[Path], watch: Watch
) -> Restored:
    """The same for a record file that is open: it stays open while the new one is built, and is opened anew."""
    before = file.vault
    missing = _build(file.path, chain, key, pictures, watch)
    before.close()
    try:
        aside = _swap(file.path, key, chain)
    except DeskError:
        file.reopen(_open(file.path, before.key, before.now))
        raise
    file.reopen(_open(file.path, key, before.now))
    return Restored(str(aside or ""), missing)


def _build(record: Path, chain: Chain, key: keys.Key | None, pictures: Sequence[Path], watch: Watch) -> Missing:
    folder = swapping.workshop(record)
    try:
        copy_files.clear(folder)
        folder.mkdir(mode=0o700)
        rebuilt = restoring.rebuild(chain, key, folder / record.name, pictures, watch)
        watch.step("Putting today’s file aside")  # from here on it is carried through
    except OSError as error:
        copy_files.clear(folder)
        raise copy_files.failed(error, "Nothing was restored") from error
    except BaseException:
        copy_files.clear(folder)
        raise
    return rebuilt.missing


def _swap(record: Path, key: keys.Key | None, chain: Chain) -> Path | None:
    """Change the names, then open the file by its new name; take all of it back where it does not open."""
    guard = Guard.take(record)
    try:
        aside = swapping.take_place(record, laptop_clock())
    except OSError as error:
        raise copy_files.failed(error, "Nothing was restored") from error
    finally:
        guard.release()
    try:
        with _open(record, key) as vault:
            said = f"Went back to the copy of {_when(chain, vault)}\nhead {chain.last.made.head}"
            history.note(vault, backup_state.RESTORED, said)
    except DeskError as error:
        if aside is not None:
            swapping.take_back(record, aside)
        raise BackupFailed(
            "The restored file did not open in its place.", "Today’s file is back in its place.", "Try another copy."
        ) from error
    return aside


def _when(chain: Chain, vault: Vault) -> str:
    made = datetime.fromisoformat(chain.last.made.made)
    return say_moment(made.astimezone(vault.now().tzinfo), year=True)


def _open(record: Path, key: keys.Key | None, clock: Clock = laptop_clock) -> Vault:
    return Vault.open(record, None if key is None else key.raw, clock=clock)


def _must_be_free(record: Path) -> None:
    """Raise InUse where another program has the file open; whatever else is wrong with it is no hindrance."""
    try:
        Vault.needs_passphrase(record)
    except InUse:
        raise
    except FileTrouble:
        return


def _pictures(chain: Chain, record: Path) -> list[Path]:
    near = [link.path for link in reversed(chains.links(chain.whole.path.parent)) if link.made.kind.pictures]
    return [path for path in near if path.suffix == ".needledesk"] + ([record] if record.exists() else [])
