"""The sticks and disks that are there now, with the names that their owner gave them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

#: Where Linux and macOS put what is no place for copies; sticks come under /media, /run/media, /mnt and /Volumes.
_NONE = ("/proc", "/sys", "/dev", "/boot", "/snap", "/run/user", "/run/lock", "/run/credentials", "/System", "/private")
_NO_DISKS = (b"tmpfs", b"devtmpfs", b"squashfs", b"overlay", b"proc", b"sysfs", b"autofs", b"nsfs")


@dataclass(frozen=True, slots=True)
class Volume:
    """The top of a disk, and what it is called."""

    path: Path
    name: str


def present() -> tuple[Volume, ...]:
    """Every disk that could hold copies. Asks the system, some milliseconds: not on the window's thread."""
    found = []
    for info in QStorageInfo.mountedVolumes():
        root = info.rootPath()
        if info.isValid() and info.isReady() and not info.isReadOnly() and _may_hold(root, info):
            found.append(Volume(Path(root), info.name() or Path(root).name or root))
    return tuple(found)


def _may_hold(root: str, info: QStorageInfo) -> bool:
    if sys.platform == "win32":
        return not info.isRoot()
    return root != "/" and not root.startswith(_NONE) and bytes(info.fileSystemType().data()) not in _NO_DISKS


def named(folder: str, volumes: tuple[Volume, ...]) -> str:
    """What to call the disk of a folder: the stick's own name, or the folder above the copies."""
    inside = [volume for volume in volumes if Path(folder).is_relative_to(volume.path)]
    if inside:
        return max(inside, key=lambda volume: len(str(volume.path))).name
    return Path(folder).parent.name
