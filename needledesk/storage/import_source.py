"""An export that comes from outside: read with care, checked against its list of sums while it is read.

Nothing is ever unpacked: files are read by the names that the list of sums gives, and such a name cannot lead out of
the export. What would fill memory, lead elsewhere or stand twice is refused.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol

from needledesk.errors import BadInput
from needledesk.storage import live
from needledesk.storage.exporting import SUMS

PIECE = 512 * 1024
#: Bytes: of one file that is read at once, and of the list of sums. A photo has at most 40 MB.
LARGEST, LONGEST_LIST = 256 * 1024 * 1024, 64 * 1024 * 1024
#: How many times larger than the ZIP its content may be, before it counts as a trap.
SWOLLEN = 200
MOST_FILES = 2_000_000

_SAFE = "Nothing was read in."
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*)")


class _Inside(Protocol):
    def names(self) -> set[str]: ...
    def size(self) -> int: ...
    def open(self, name: str) -> IO[bytes]: ...
    def close(self) -> None: ...


class Source:
    """An export, open for reading. Use it in a `with` statement. Raises BadInput for what is no whole export."""

    def __init__(self, path: Path) -> None:
        if live.is_live(path):
            raise BadInput("This is the record file that is open.", _SAFE, "Choose an export.")
        if path.is_dir():
            self._inside: _Inside = _Folder(path)
        elif path.is_file():
            self._inside = _Zip(path)
        else:
            raise BadInput("There is no export of that name.", _SAFE, "Choose its folder or ZIP file.")
        self._left: set[str] = set()
        self._sums: dict[str, str] = {}

    def __enter__(self) -> Source:
        try:
            self._sums = self._read_sums()
        except BaseException:
            self._inside.close()
            raise
        self._left = set(self._sums)
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._inside.close()

    @property
    def names(self) -> list[str]:
        """The files that the list of sums names."""
        return sorted(self._sums)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return self._inside.size()

    def data(self, name: str, largest: int = LARGEST) -> bytes:
        """A whole file, which is as the list of sums says. Raises BadInput, naming it."""
        gathered, size = [], 0
        for piece in self._pieces(name):
            size += len(piece)
            if size > largest:
                raise BadInput(f"“{name}” in the export is too large.", _SAFE, "Export once more.")
            gathered.append(piece)
        return b"".join(gathered)

    def check_rest(self) -> Iterator[str]:
        """Check every file that was not read yet, one after another. Raises BadInput, naming the file."""
        for name in sorted(self._left):
            for _ in self._pieces(name):
                pass
            yield name

    def _pieces(self, name: str) -> Iterator[bytes]:
        expected = self._sums.get(name)
        if expected is None:
            raise BadInput(f"“{name}” is not on the list of files of the export.", _SAFE, "Export once more.")
        total = hashlib.sha256()
        try:
            with self._inside.open(name) as stream:
                while piece := stream.read(PIECE):
                    total.update(piece)
                    yield piece
        except (OSError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise _changed(name) from error
        if total.hexdigest() != expected:
            raise _changed(name)
        self._left.discard(name)

    def _read_sums(self) -> dict[str, str]:
        found = self._inside.names()
        if SUMS not in found:
            raise BadInput("This is no export of NeedleDesk: its list of files is missing.", _SAFE, "Choose another.")
        try:
            with self._inside.open(SUMS) as stream:
                text = stream.read(LONGEST_LIST + 1).decode("ascii")
        except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise _changed(SUMS) from error
        if not text.endswith("\n") or len(text) > LONGEST_LIST:
            raise _changed(SUMS)
        sums: dict[str, str] = {}
        for line in text[:-1].split("\n"):
            match = _LINE.fullmatch(line)
            if match is None or ".." in match[2].split("/") or "." in match[2].split("/") or match[2] in sums:
                raise _changed(SUMS)
            sums[match[2]] = match[1]
        for name in sums.keys() - found:
            raise BadInput(f"“{name}” is missing from the export.", _SAFE, "Export once more.")
        return sums


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> set[str]:
        found: set[str] = set()
        for folder, _, files in os.walk(self._root):  # does not follow links
            found |= {Path(folder, name).relative_to(self._root).as_posix() for name in files}
        return found

    def size(self) -> int:
        return sum(path.lstat().st_size for path in self._root.rglob("*"))

    def open(self, name: str) -> IO[bytes]:
        path = self._root
        for part in name.split("/"):
            path = path / part
            if path.is_symlink() or live.is_live(path):
                raise BadInput(f"“{name}” in the export leads elsewhere.", _SAFE, "Export once more.")
        stream = path.open("rb")
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            stream.close()
            raise BadInput(f"“{name}” in the export is not a file.", _SAFE, "Export once more.")
        return stream

    def close(self) -> None:
        """Nothing is open between two files."""


class _Zip:
    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
            raise BadInput("This is neither a folder nor a whole ZIP file.", _SAFE, "Choose another.") from error
        try:
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def names(self) -> set[str]:
        return {entry.filename for entry in self._zip.infolist() if not entry.is_dir()}

    def size(self) -> int:
        return sum(entry.file_size for entry in self._zip.infolist())

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(name)

    def close(self) -> None:
        self._zip.close()

    def _check(self) -> None:
        """Refuse what no export of ours has: names that lead out or stand twice, links, locks, traps."""
        entries, seen = self._zip.infolist(), set()
        if len(entries) > MOST_FILES:
            raise BadInput("The ZIP file holds too many files.", _SAFE, "Choose another.")
        for entry in entries:
            self._check_entry(entry)
            folded = entry.filename.casefold()
            if folded in seen:
                raise BadInput(f"“{_said(entry.filename)}” stands in the ZIP file twice.", _SAFE, "Choose another.")
            seen.add(folded)
        if sum(entry.file_size for entry in entries) > SWOLLEN * max(self._path.stat().st_size, PIECE):
            raise BadInput("The ZIP file would become too large.", _SAFE, "Choose another.")

    def _check_entry(self, entry: Any) -> None:
        name, mode = entry.filename, entry.external_attr >> 16
        parts = name.rstrip("/").split("/")
        if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or {"", ".", ".."} & set(parts):
            raise BadInput(f"“{_said(name)}” in the ZIP file leads out of it.", _SAFE, "Choose another.")
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise BadInput(f"“{_said(name)}” in the ZIP file is not a file.", _SAFE, "Choose another.")
        if entry.flag_bits & 1:
            raise BadInput("The ZIP file is locked with a password.", _SAFE, "Unpack it and choose the folder.")


def _changed(name: str) -> BadInput:
    return BadInput(f"“{name}” in the export was changed since it was written.", _SAFE, "Use another copy of it.")


def _said(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name[:120])
