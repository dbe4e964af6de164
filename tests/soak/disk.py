"""A disk rebuilt from what was recorded of it: what it may hold after the power was cut, and what was told before.

Only what was synced is certain. Of everything else each write is there, not there, or torn between sectors, each for
itself; and of the names made, changed or removed since their folder was synced, the later ones may be undone.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512
TOLD = "told"  # what is written to the file of that name was told, and cannot be taken back
_HEAD = struct.Struct("<cIqI")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of `disk_recorder.c`."""

    kind: str
    opening: int
    offset: int
    data: bytes


def read(record: Path) -> list[Record]:
    """Every record, in order."""
    return list(_records(record.read_bytes()))


def _records(raw: bytes) -> Iterator[Record]:
    at = 0
    while at < len(raw):
        kind, opening, offset, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        yield Record(kind.decode(), opening, offset, raw[at : at + length])
        at += length


@dataclass(eq=False, slots=True)
class Content:
    """What a file certainly holds, and what has happened to it since."""

    certain: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut off at that offset

    def sync(self) -> None:
        """Everything that happened is certain."""
        for offset, data in self.since:
            _do(self.certain, offset, data)
        self.since.clear()

    def after_power_loss(self, chance: random.Random) -> bytearray:
        """One of the contents that may be found."""
        left = bytearray(self.certain)
        for offset, data in self.since:
            fate = chance.choice(("there", "not there", "torn"))
            if data is None or fate == "there":
                if fate != "not there":
                    _do(left, offset, data)
            elif fate == "torn":
                for start, piece in _sectors(offset, data):
                    if chance.random() < 0.5:
                        _do(left, start, piece)
        return left


class Disk:
    """The recorded folder, brought forward record by record."""

    def __init__(self) -> None:
        self.told = b""
        self._names: dict[str, Content] = {}
        self._certain: dict[str, Content] = {}
        self._renamed: list[tuple[str, Content | None]] = []  # None: the name was removed
        self._openings: dict[int, Content | str] = {}  # a folder by its name

    def take(self, record: Record) -> None:
        """What happened next."""
        match record.kind:
            case "d":
                self._openings[record.opening] = record.data.decode()
            case "o":
                self._open(record.opening, record.data.decode())
            case "w" | "t":
                self._change(record)
            case "s":
                self._sync(self._openings[record.opening])
            case "u":
                self._name(record.data.decode(), None)
            case "r":
                old, new = record.data.decode().split("\0")
                content = self._names[old]
                self._name(new, content)
                self._name(old, None)

    def after_power_loss(self, chance: random.Random, into: Path) -> None:
        """Write into a folder one of the states that may be found."""
        names = dict(self._certain)
        for name, content in self._renamed[: chance.randint(0, len(self._renamed))]:
            _put(names, name, content)
        for name, content in names.items():
            if name != TOLD:
                path = into / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.after_power_loss(chance))

    def _open(self, opening: int, name: str) -> None:
        if name not in self._names:
            self._name(name, Content())
        self._openings[opening] = self._names[name]

    def _change(self, record: Record) -> None:
        content = self._openings[record.opening]
        assert isinstance(content, Content)
        if content is self._names.get(TOLD):
            self.told += record.data
        else:
            content.since.append((record.offset, record.data if record.kind == "w" else None))

    def _sync(self, opened: Content | str) -> None:
        if isinstance(opened, Content):
            opened.sync()
            return
        here, elsewhere = [], []
        for name, content in self._renamed:
            (here if _folder(name) == opened else elsewhere).append((name, content))
        for name, content in here:
            _put(self._certain, name, content)
        self._renamed = elsewhere

    def _name(self, name: str, content: Content | None) -> None:
        _put(self._names, name, content)
        self._renamed.append((name, content))


def _put(names: dict[str, Content], name: str, content: Content | None) -> None:
    if content is None:
        names.pop(name, None)
    else:
        names[name] = content


def _folder(name: str) -> str:
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else parent


def _do(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write at the offset, or cut off or lengthen to it."""
    end = offset if data is None else offset + len(data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset:end] = data


def _sectors(offset: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    start, end = offset, offset + len(data)
    while start < end:
        stop = min((start // SECTOR + 1) * SECTOR, end)
        yield start, data[start - offset : stop - offset]
        start = stop
