"""The copies beside the record file: a full one each day, and the notes at every lock and each half hour."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from needledesk.domain import backups
from needledesk.domain.backups import Kind
from needledesk.domain.progress import Watch
from needledesk.storage import chains, copies, copy_files, notes_copies, targets
from needledesk.storage.chains import Link
from needledesk.storage.vault import Vault


def folder_of(record: Path) -> Path:
    """`NAME copies` beside the record file."""
    return record.with_name(f"{record.stem} copies")


def full(vault: Vault, practice: str, at: datetime, watch: Watch) -> Link:
    """Make today's full copy, and take out all but the two newest once it is proven. Raises BackupFailed kinds."""
    folder = _ready(vault)
    made = targets.link(copies.full(vault, folder, practice, at, watch))
    others = [link for link in chains.links(folder) if link.made.kind is Kind.FULL and link.path != made.path]
    others.sort(key=lambda link: (chains.is_past(vault, link.made), link.made.seq), reverse=True)
    for old in others[backups.FULL_KEPT - 1 :]:
        chains.remove(old.path)
    return made


def notes(vault: Vault, practice: str, at: datetime, watch: Watch, quick: bool = False) -> Link | None:
    """Add what came since to the notes that are kept for months; returns the newest copy.

    None where there is no full copy yet to begin with: `full` comes first then. `quick`: nothing is begun that
    takes seconds. Raises BackupFailed kinds.
    """
    folder = _ready(vault)
    so_far = chains.to_go_on(vault, folder, practice, pictures=False)
    if not quick and (so_far is None or backups.needs_whole(so_far.whole.made.size, so_far.sizes)):
        whole = chains.to_go_on(vault, folder, practice, pictures=True)
        if whole is not None:
            begun = targets.link(notes_copies.from_full(vault, whole.whole, watch))
            so_far = chains.Chain((begun,))
    if so_far is None:
        return None
    made = targets.added(vault, folder, so_far, Kind.NOTES_PART, at, watch)
    thin(vault, folder)
    return made


def thin(vault: Vault, folder: Path) -> None:
    """Take out notes that no rule keeps. Full copies are counted by themselves."""
    notes_only = [copy for copy in chains.listed(folder) if not copy.kind.pictures and not copy.missing]
    for copy in backups.superfluous(notes_only, lambda copy: chains.is_past(vault, copy)):
        chains.remove(Path(copy.path))


def _ready(vault: Vault) -> Path:
    folder = folder_of(vault.path)
    try:
        copy_files.make_folder(folder)
        chains.sweep(folder)
    except OSError as error:
        raise copy_files.failed(error) from error
    return folder
