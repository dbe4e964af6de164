"""A small disk of a test's own, to be filled to the last byte; only where the system lets a test mount one."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


class SmallDisk:
    """A file system of a few megabytes at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def free(self) -> int:
        """How many bytes an ordinary program may still write."""
        seen = os.statvfs(self.folder)
        return seen.f_bavail * seen.f_frsize

    def fill(self, leave: int = 0) -> None:
        """Take all room but `leave` bytes, less than a block more or less."""
        with self._filler.open("ab") as file, contextlib.suppress(OSError):
            os.posix_fallocate(file.fileno(), file.tell(), max(0, self.free() - leave) or 1)
        with self._filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while leave == 0:
                file.write(b"\0" * 4096)

    def give(self, size: int) -> None:
        """Give so many bytes free again."""
        os.truncate(self._filler, max(0, self._filler.stat().st_size - size))

    def empty(self) -> None:
        """Give all of it free again."""
        self._filler.unlink(missing_ok=True)


def why_not() -> str:
    """Why no disk can be mounted here; empty if one can."""
    if not sys.platform.startswith("linux"):
        return "small disks are mounted on Linux only"
    return "" if os.geteuid() == 0 and _may_mount() else "mounting a small disk needs the administrator"


@contextlib.contextmanager
def mounted(folder: Path, megabytes: int, kind: str = "tmpfs") -> Iterator[SmallDisk]:
    """A new disk of that size at the folder; `kind` tmpfs, or ext4 in a file beside the folder."""
    folder.mkdir(parents=True)
    image = folder.with_name(folder.name + ".image")
    if kind == "tmpfs":
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "needledesk-test", str(folder)]
    else:
        with image.open("wb") as file:
            file.truncate(megabytes << 20)
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", "-F", str(image)], check=True, capture_output=True)
        command = ["mount", "-o", "loop", str(image), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)
        image.unlink(missing_ok=True)


def _may_mount() -> bool:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        try:
            with mounted(Path(name) / "disk", 1):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False
