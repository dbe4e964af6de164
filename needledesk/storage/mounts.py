"""What this system says of the disk under a folder: a disk of the laptop, one that can be pulled out, or the network.

Each system has its own words for it; they are read here and nowhere else. What a system does not say counts as a disk
of the laptop: a wrong alarm would keep somebody from working.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PureWindowsPath


class Reach(Enum):
    """How sure it is that the disk is there, and that a lock on it holds."""

    LAPTOP = "laptop"
    REMOVABLE = "removable"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Mount:
    """A place in the tree of folders where another disk begins."""

    point: Path
    reach: Reach


#: Kinds of file system whose disk is another computer's, by what Linux and macOS call them.
_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "9p", "ceph", "glusterfs", "lustre"),
        *("davfs", "webdav", "ftp", "vboxsf", "vmhgfs", "prl_fs", "virtiofs", "macfuse", "osxfuse"),
    }
)
#: What lies beneath these is a disk of the laptop, though a program stands between.
_LOCAL_FUSE = frozenset(
    {
        *("ntfs-3g", "exfat", "exfat-fuse", "gocryptfs", "encfs", "cryfs", "securefs", "veracrypt"),
        *("bindfs", "mergerfs", "unionfs", "fuse-overlayfs", "snapfuse", "squashfuse", "lxcfs", "portal"),
    }
)
_STICKS = ("/media", "/run/media")

_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


def here(path: Path) -> tuple[Mount, ...]:
    """The mounts of this laptop that can matter for the path."""
    if sys.platform == "win32":
        ways = {str(path.absolute()), str(path.resolve())}  # a letter for a share resolves to the share
        return tuple(mount for way in ways for mount in windows_mounts(way, _drive_type))
    if sys.platform == "darwin":
        return mac_mounts(_asked(["/sbin/mount"]))
    return linux_mounts(_told(Path("/proc/self/mountinfo")), can_be_pulled)


def under(path: Path, mounts: Iterable[Mount]) -> Reach:
    """How the disk is reached on which the path lies: the deepest mount above it, of two at one place the later."""
    best = Mount(Path("/"), Reach.LAPTOP)
    for mount in mounts:
        if path.is_relative_to(mount.point) and len(mount.point.parts) >= len(best.point.parts):
            best = mount
    return best.reach


def linux_mounts(mountinfo: str, pulled: Callable[[str], bool]) -> tuple[Mount, ...]:
    """From the text of /proc/self/mountinfo. `pulled`: whether a device, by its `major:minor`, can be pulled out.

    What the whole system runs from counts as the laptop's own, whatever it is.
    """
    mounts = []
    for line in mountinfo.splitlines():
        found = re.match(r"\S+ \S+ (\S+) \S+ (\S+) .*? - (\S+) ", f"{line} ")
        if found is None:
            continue
        device, point, kind = found[1], _unescaped(found[2]), found[3]
        stick = point.startswith(tuple(f"{folder}/" for folder in _STICKS)) or (
            point != "/" and not device.startswith("0:") and pulled(device)
        )
        reach = Reach.NETWORK if is_network(kind) else Reach.REMOVABLE if stick else Reach.LAPTOP
        mounts.append(Mount(Path(point), Reach.LAPTOP if point == "/" else reach))
    return tuple(mounts)


def mac_mounts(said: str) -> tuple[Mount, ...]:
    """From what the command `mount` says on macOS: `//ann@server/share on /Volumes/share (smbfs, nodev)`."""
    mounts = []
    for line in said.splitlines():
        found = re.fullmatch(r".+? on (/.*) \(([^,)]+).*\)", line)
        if found is None:
            continue
        point, kind = found.groups()
        away = Reach.REMOVABLE if point.startswith("/Volumes/") else Reach.LAPTOP
        mounts.append(Mount(Path(point), Reach.NETWORK if is_network(kind) else away))
    return tuple(mounts)


def windows_mounts(path: str, drive_type: Callable[[str], int]) -> tuple[Mount, ...]:
    """From the path itself and what Windows says of its drive; one of a server needs no asking."""
    drive = PureWindowsPath(path).anchor
    bare = drive.removeprefix("\\\\?\\")
    if bare.startswith("UNC\\") or (bare == drive and drive.startswith("\\\\") and not drive.startswith("\\\\.\\")):
        reach = Reach.NETWORK
    else:
        kinds = {_WINDOWS_REMOVABLE: Reach.REMOVABLE, _WINDOWS_REMOTE: Reach.NETWORK}
        reach = kinds.get(drive_type(drive), Reach.LAPTOP)
    return (Mount(Path(drive), reach),)


def is_network(kind: str) -> bool:
    """Whether a file system of that kind lies on another computer; of FUSE, whatever is not known to be local."""
    if kind == "fuse" or kind.startswith("fuse."):
        return kind.removeprefix("fuse.") not in _LOCAL_FUSE
    return kind in _NETWORK


def can_be_pulled(device: str, blocks: Path = Path("/sys/dev/block")) -> bool:
    """Whether a block device, by its `major:minor`, is on USB or says of itself that it is removable."""
    with contextlib.suppress(OSError):
        block = (blocks / device).resolve(strict=True)
        if any(part.startswith("usb") for part in block.parts):
            return True
        disks = [block / "removable", block.parent / "removable"]
        return any(_told(disk).strip() == "1" for disk in disks if disk.exists())
    return False


def _unescaped(point: str) -> str:
    """A space and the like stand in the table as a backslash with three digits."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def _told(file: Path) -> str:
    """What the system tells in one of its own files under /proc and /sys; nothing where it tells nothing."""
    with contextlib.suppress(OSError):
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    return ""


def _asked(command: list[str]) -> str:
    import subprocess  # on macOS only

    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout  # noqa: S603
    return ""


def _drive_type(drive: str) -> int:
    """What Windows calls the kind of a drive; 0 where it does not know."""
    import ctypes

    library: object = getattr(ctypes, "windll", None)
    return int(library.kernel32.GetDriveTypeW(drive)) if library is not None else 0  # type: ignore[attr-defined]
