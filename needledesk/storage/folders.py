"""What kind of folder a record file lies in, and what follows from it.

On a disk of the laptop the file keeps a write-ahead log. Where a program copies the folder, where the disk is another
computer's or where it can be pulled out, the log would be a second file that must never be parted from the first:
there the file is written in place, with a journal that is emptied after every change.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from needledesk.domain.notices import Notice
from needledesk.errors import FileTrouble
from needledesk.storage import cloud_folders, mounts
from needledesk.storage.mounts import Mount, Reach


class Kind(Enum):
    """What may happen to a file in the folder behind the program's back."""

    PLAIN = "plain"
    CLOUD = "cloud"
    NETWORK = "network"
    REMOVABLE = "removable"


#: The worst first: a path with a link in it may have two.
_KINDS = {Reach.NETWORK: Kind.NETWORK, Reach.REMOVABLE: Kind.REMOVABLE, Reach.LAPTOP: Kind.PLAIN}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder's kind, and the `service` that copies it where one does."""

    kind: Kind
    service: str = ""

    @property
    def journal(self) -> str:
        """How a file in it is kept whole, in SQLite's words."""
        return "WAL" if self.kind is Kind.PLAIN else "TRUNCATE"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the system says of itself: its variables, the home folder, the disks."""

    environment: Mapping[str, str]
    home: Path
    disks: tuple[Mount, ...]

    @classmethod
    def here(cls, path: Path) -> Surroundings:
        """Those of this laptop, as far as the path is concerned."""
        return cls(os.environ, Path.home(), mounts.here(path))


def folder_of(file: Path, around: Surroundings | None = None) -> Folder:
    """The kind of folder that a file lies in, or would: as it is written, and with every link followed."""
    around = around or Surroundings.here(file)
    ways = dict.fromkeys((file.absolute().parent, file.resolve().parent))
    homes = dict.fromkeys((around.home, around.home.resolve()))
    for folder in ways:
        for home in homes:
            service = cloud_folders.service(folder, around.environment, home)
            if service:
                return Folder(Kind.CLOUD, service)
    reaches = {mounts.under(folder, around.disks) for folder in ways}
    return Folder(next(kind for reach, kind in _KINDS.items() if reach in reaches))


def must_suit(file: Path, around: Surroundings | None = None) -> None:
    """Raise FileTrouble where no record file should begin its life: in a folder that is copied or on the network."""
    folder = folder_of(file, around)
    if folder.kind is Kind.CLOUD:
        raise FileTrouble(
            f"{folder.service} copies this folder, and could mix up or bring back old states of the record file.",
            "Nothing was made.",
            "Choose a folder on this laptop that no cloud service copies. Backups may go to this one.",
        )
    if folder.kind is Kind.NETWORK:
        raise FileTrouble(
            "This folder is on the network, where the record file could be torn when the connection drops.",
            "Nothing was made.",
            "Choose a folder on this laptop. Backups may go to this one.",
        )


def notice(folder: Folder) -> Notice | None:
    """What to tell about the folder while a file in it is open; None for a disk of the laptop."""
    if folder.kind is Kind.PLAIN:
        return None
    title, risk = {
        Kind.CLOUD: (
            f"The record file is in a {folder.service} folder",
            f"{folder.service} can keep a second copy of it or bring back an older one, and then entries are missing.",
        ),
        Kind.NETWORK: ("The record file is on the network", "If the connection drops, nothing can be saved."),
        Kind.REMOVABLE: (
            "The record file is on a stick or an outside disk",
            "If it is pulled out while NeedleDesk is open, nothing can be saved.",
        ),
    }[folder.kind]
    do = "Close NeedleDesk, move the file to a folder on this laptop and open it there."
    return Notice("folder", title, f"{risk} What you enter is saved with extra care meanwhile. {do}")
