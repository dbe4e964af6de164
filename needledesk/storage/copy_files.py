"""Files of copies, read and written as bytes: on a stick, on a second disk, or beside the record file.

The record file itself never passes through here: on Linux and macOS one plain open and close of it would give up the
program's lock. `from_stick` reads past what the system remembers, where it can: a copy is proven by what the stick
holds, not by what the laptop still has in memory.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from needledesk.domain.progress import Watch
from needledesk.errors import BackupFailed, FileTrouble

PIECE = 1 << 20  # bytes


def settle(path: Path) -> None:
    """Wait until the file's bytes are on the disk, and let the system forget that it knows them."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            with contextlib.suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def sha256(path: Path, watch: Watch, words: str) -> str:
    """The SHA-256 of a copy, read from the disk."""
    digest, whole, done = hashlib.sha256(), path.stat().st_size, 0
    watch.step(words, 0, whole)
    for piece in _pieces(path):
        digest.update(piece)
        done += len(piece)
        watch.step(words, done, whole)
    return digest.hexdigest()


def stream(source: Path, target: Path, watch: Watch, words: str) -> str:
    """Write a copy of a copy, and return the SHA-256 of what was written. The target is new."""
    digest, whole, done = hashlib.sha256(), source.stat().st_size, 0
    with target.open("xb") as file:
        private(target)
        for piece in _pieces(source):
            file.write(piece)
            digest.update(piece)
            done += len(piece)
            watch.step(words, done, whole)
    settle(target)
    return digest.hexdigest()


def keep_text(path: Path, text: str) -> None:
    """Write a small file whole, or not at all, and wait until it is on the disk."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def small_text(path: Path, largest: int = 1 << 20) -> str:
    """The text of a small file; empty where there is none or it is no text."""
    try:
        with path.open("rb") as file:
            return file.read(largest).decode()
    except (OSError, UnicodeDecodeError):
        return ""


def take_name(partial: Path, name: Path) -> None:
    """Give the finished file its name, for good. Raises FileExistsError rather than take the place of another."""
    if name.exists():
        raise FileExistsError(errno.EEXIST, "there already", str(name))
    partial.rename(name)
    sync_folder(name.parent)


def clear(folder: Path) -> None:
    """Empty a folder of the program's own and remove it; does nothing where there is none."""
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def free_name(path: Path, mark: str) -> Path:
    """`NAME.MARK.needledesk` beside the file, or with -2, -3 … where that is taken. Raises FileTrouble."""
    for count in range(1, 1000):
        again = f"-{count}" if count > 1 else ""
        target = path.with_name(f"{path.stem}.{mark}{again}{path.suffix}")
        if not target.exists():
            return target
    raise FileTrouble("There are too many old copies beside the file.", do="Move them to another folder.")


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder last through a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_with_sides(path: Path) -> None:
    """Remove a file that never became whole, and what SQLite may have left beside it.

    The file itself goes last: its log must never be found beside another one that takes the name.
    """
    for ending in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def discard(path: Path) -> None:
    """The same where the disk may be gone: what cannot be removed is no copy anyway."""
    with contextlib.suppress(OSError):
        remove_with_sides(path)


def make_folder(folder: Path) -> None:
    """Make the folder for copies if it is not there. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        sync_folder(folder.parent)


def failed(error: OSError, what: str = "The backup was not made") -> BackupFailed:
    """What an error of the target's disk means."""
    safe = "Your records are saved, and earlier copies are as they were."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return BackupFailed(f"{what}: the disk for it is full.", safe, "Free some space there, or use another stick.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BackupFailed(
            f"{what}: the disk for it cannot be written to.", safe, "Take off its write protection, or use another."
        )
    return BackupFailed(f"{what}: the disk for it did not answer.", safe, "Is it connected? Try again.")


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            yield piece


def private(path: Path) -> None:
    """Only the user may read it, where the disk knows of users."""
    if os.name == "posix":
        with contextlib.suppress(OSError):  # a stick's file system may know no owners
            path.chmod(0o600)
