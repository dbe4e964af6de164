"""When the laptop's disk refuses: a whole record file elsewhere, with everything that waits in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from needledesk.desk.record_file import RecordFile
from needledesk.domain.progress import NOBODY, Watch
from needledesk.errors import DeskError, FileTrouble
from needledesk.storage import rescuing
from needledesk.storage.vault import Vault

Save = Callable[[], object]


class RescueDesk:
    """`desk.rescue`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def copy_to(self, folder: Path, waiting: Iterable[Save], watch: Watch = NOBODY) -> Path:
        """Copy the record file into the folder and keep there what the disk refuses; returns the copy's path.

        `waiting`: calls of this desk that could not be kept, in their order. They still wait for the laptop's disk
        afterwards. Runs on the thread that the desk's calls run on. Raises BackupFailed, Damaged, NotSaved or Stopped.
        """
        path = rescuing.copy(self._file.vault, folder, f"{self._file.now():%Y-%m-%d-%H%M}", watch)
        with Vault.open(path, self._file.vault.key, clock=self._file.now) as copy, self._file.standing_in(copy):
            for save in waiting:
                _keep(save)
        return path


def _keep(save: Save) -> None:
    """What the record itself turns down, it turns down here as well; what the disk refuses ends the rescue."""
    try:
        save()
    except FileTrouble:
        raise
    except DeskError:
        return
