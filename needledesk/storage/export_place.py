"""Where an export is written: a folder or a ZIP, under another name until it is whole.

Every file is written a piece at a time and its SHA-256 noted. Tables grow while clients are written: they do so in
files, which in a ZIP are taken in as the last.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol

from needledesk.errors import FileTrouble, NotSaved
from needledesk.storage import room
from needledesk.storage.copy_files import sync_folder

PIECE = 512 * 1024  # bytes
_PACKED = (".json", ".csv", ".txt", ".toml", ".sqlite")  # the rest is packed already
_SAFE = "The record file was not changed, and nothing was left behind."


class _Inside(Protocol):
    def open(self, name: str, size: int) -> contextlib.AbstractContextManager[IO[bytes]]: ...
    def close(self) -> None: ...


class Place:
    """A new folder or ZIP. In a `with` statement: it has its name at the end, or is gone if anything is raised."""

    def __init__(self, target: Path, zipped: bool, at: datetime) -> None:
        self.target = target
        self.sums: dict[str, str] = {}
        self.size = 0
        self._partial = target.with_name(target.name + ".partial")
        self._tables = target.with_name(target.name + ".partial-tables") if zipped else self._partial
        self._zipped, self._at = zipped, at
        self._inside: _Inside

    def __enter__(self) -> Place:
        if self.target.exists() or self.target.is_symlink():
            raise FileTrouble(f"There is already something named “{self.target.name}” there.", _SAFE, "Choose another.")
        try:
            self._sweep()
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._tables.mkdir(mode=0o700)
            self._inside = _Zip(self._partial, self._at) if self._zipped else _Folder(self._partial)
        except OSError as error:
            raise _told(error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is None:
            try:
                self._finish()
            except OSError as trouble:
                self._drop()
                raise _told(trouble) from trouble
        else:
            self._drop()
            if isinstance(error, OSError):
                raise _told(error) from error

    def add(self, name: str, pieces: Iterable[bytes], size: int = 0) -> None:
        """Write a file. `name`: with slashes; `size`: in bytes, as far as it is known."""
        total, told = hashlib.sha256(), 0
        with self._inside.open(name, size) as stream:
            for piece in pieces:
                stream.write(piece)
                total.update(piece)
                told += len(piece)
        self.sums[name] = total.hexdigest()
        self.size += told

    def growing(self, name: str) -> Path:
        """Where to write a file that grows while others are written; `grown` takes it in."""
        path = self._tables / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def grown(self, name: str) -> None:
        """Take in a file that has grown."""
        path = self._tables / name
        if self._zipped:
            self.add(name, _read(path), path.stat().st_size)
        else:
            total = hashlib.sha256()
            for piece in _read(path):
                total.update(piece)
            self.sums[name] = total.hexdigest()
            self.size += path.stat().st_size

    def _finish(self) -> None:
        self._inside.close()
        self._partial.rename(self.target)
        sync_folder(self.target.parent)
        self._sweep()

    def _drop(self) -> None:
        if isinstance(self._inside, _Zip):
            with contextlib.suppress(OSError):
                self._inside.close()
        self._sweep()

    def _sweep(self) -> None:
        """What an export that did not become whole has left."""
        for path in (self._partial, self._tables):
            with contextlib.suppress(OSError):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._root.mkdir(mode=0o700, exist_ok=True)

    @contextlib.contextmanager
    def open(self, name: str, size: int) -> Iterator[IO[bytes]]:  # noqa: ARG002 - of no use here
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            yield stream
            if not _SYNC_ALL:
                stream.flush()
                os.fsync(stream.fileno())

    def close(self) -> None:
        """All files at once are on the disk sooner than each for itself."""
        if _SYNC_ALL:
            os.sync()


class _Zip:
    def __init__(self, path: Path, at: datetime) -> None:
        self._stream = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | _BINARY, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._stream, "w")
        self._at = at.timetuple()[:6]

    @contextlib.contextmanager
    def open(self, name: str, size: int) -> Iterator[IO[bytes]]:
        entry = zipfile.ZipInfo(name, self._at)
        entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith(_PACKED) else zipfile.ZIP_STORED
        entry.external_attr = 0o100600 << 16
        with self._zip.open(entry, "w", force_zip64=size > 2**31) as stream:
            yield stream

    def close(self) -> None:
        if not self._stream.closed:
            with self._stream:
                self._zip.close()
                self._stream.flush()
                os.fsync(self._stream.fileno())


_BINARY = getattr(os, "O_BINARY", 0)
_SYNC_ALL = hasattr(os, "sync")  # not on Windows


def must_have_room(folder: Path, size: int) -> None:
    """Raise NoRoom where the disk of `folder`, which may not be there yet, has no room for `size` bytes."""
    there = next((path for path in (folder, *folder.parents) if path.is_dir()), folder)
    room.for_export(there, size)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _told(error: OSError) -> NotSaved:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        happened = "The disk is full: the export was not written."
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        happened = "That folder cannot be written to."
    else:
        happened = "The export could not be written there."
    return NotSaved(happened, _SAFE, "Choose another folder, or make room.")
