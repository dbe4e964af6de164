"""A proven copy of the open file on another disk, where the laptop's own disk refuses to keep anything more."""

from __future__ import annotations

from pathlib import Path

from needledesk.domain.progress import Watch
from needledesk.storage import copies, copy_files, page_copies
from needledesk.storage.vault import Vault

_PAGE = 4096


def copy(vault: Vault, folder: Path, mark: str, watch: Watch) -> Path:
    """Copy the file to `NAME.rescue-MARK.needledesk` in the folder and prove the copy; returns its path.

    Raises BackupFailed, Damaged or Stopped; nothing of it stays then.
    """
    target = copy_files.free_name(folder / vault.path.name, f"rescue-{mark}")
    partial = target.with_name(target.name + ".partial")
    with copies.trouble(partial):
        vault.copy_pages(partial, lambda left, whole: watch.step("Copying", (whole - left) * _PAGE, whole * _PAGE))
        page_copies.prove(partial, vault.key, watch)
        copy_files.take_name(partial, target)
    return target
