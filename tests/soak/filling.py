"""A disk that fills up at a random byte while notes and photos are saved, a copy is made or an old file is opened."""

from __future__ import annotations

import contextlib
import hashlib
import random
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from storage.small_disk import SmallDisk

from needledesk.domain.clients import Details
from needledesk.domain.photos import Moment, Prepared
from needledesk.errors import DeskError, FileTrouble, NotSaved
from needledesk.storage import backups, ballast, clients, photos, protocol, visits
from needledesk.storage.vault import Vault

AT = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
RAW_KEY = bytes(range(32))  # no waiting for its derivation
OLD = Path(__file__).parents[1] / "data" / "record_v1.needledesk"
MOST_LEFT = 3_000_000  # bytes that may be free when the saving begins
ROOM = 8_000_000  # bytes that are given free afterwards


@dataclass
class Tally:
    """What came of all points. `lost`, `torn` and `faults` must stay empty."""

    points: int = 0
    acknowledged: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass
class Saved:
    """What was acknowledged: the note's last text, and each photo's digest by its id."""

    note: str = ""
    photos: dict[int, str] = field(default_factory=dict)


def fill_at_random(disk: SmallDisk, points: int, seed: int, mark: str = "") -> Tally:
    """Fill the disk `points` times, each with a new file. `mark`: what makes its folder one of another kind."""
    chance, tally = random.Random(seed), Tally()
    for number in range(points):
        _clear(disk.folder)
        try:
            _point(disk, chance, tally, mark)
            _old_file(disk, chance)
        except Exception as fault:
            tally.faults.append(f"point {number} of seed {seed}: {fault!r}")
        tally.points += 1
    _clear(disk.folder)
    return tally


def _point(disk: SmallDisk, chance: random.Random, tally: Tally, mark: str) -> None:
    path, saved = disk.folder / "studio.needledesk", Saved()
    visit = _begin(path)
    if mark:
        (disk.folder / mark).mkdir()
    vault = Vault.open(path, RAW_KEY)
    try:
        if chance.random() < 0.5:
            ballast.beside(path).write_bytes(chance.randbytes(1_500_000))
        disk.fill(leave=chance.randrange(MOST_LEFT))
        _save_until_refused(vault, visit, chance, saved, tally, disk)
        if chance.random() < 0.5:
            vault.close()
            vault = Vault.open(path, RAW_KEY)  # on the full disk
            _compare(vault, visit, saved, tally)
        _copy(vault, path)
        disk.give(ROOM)
        _save(vault, visit, "after room was made", saved)
        _keep(vault, visit, chance, saved)
    finally:
        vault.close()
    with Vault.open(path, RAW_KEY) as again:
        _compare(again, visit, saved, tally)
        checks = {name: result for name, result in again.facts().items() if str(name).endswith("_check")}
        if set(checks.values()) != {"ok"}:
            tally.faults.append(str(checks))


def _begin(path: Path) -> int:
    with Vault.create(path, RAW_KEY) as vault:
        protocol.add(vault, "first text", "Ada", AT)
        return visits.begin(vault, clients.add(vault, Details("Ada"), AT).id, AT, "UTC", 1)


def _save_until_refused(
    vault: Vault, visit: int, chance: random.Random, saved: Saved, tally: Tally, disk: SmallDisk
) -> None:
    """Notes and photos in turn, until the disk has refused three of them in words; what it took counts."""
    refusals = 0
    for number in range(500):
        try:
            if chance.random() < 0.3:
                _keep(vault, visit, chance, saved)
            else:
                _save(vault, visit, f"{number} " + "x" * chance.randrange(20_000), saved)
            tally.acknowledged += 1
        except NotSaved as refusal:
            refusals += 1
            tally.refused += 1
            if not (refusal.happened and refusal.safe and refusal.do):
                tally.faults.append(f"no plain words: {refusal!r}")
            if refusals == 3:
                return
    raise AssertionError(f"the disk never filled: {disk.free()} bytes are free")


def _save(vault: Vault, visit: int, text: str, saved: Saved) -> None:
    visits.write_note(vault, visit, text, AT)
    saved.note = text


def _keep(vault: Vault, visit: int, chance: random.Random, saved: Saved) -> None:
    data = chance.randbytes(chance.randrange(1_000, 600_000))
    digest = hashlib.sha256(data).hexdigest()
    prepared = Prepared(data, b"small", "jpeg", 40, 30, digest, digest, None)
    saved.photos[photos.keep(vault, visit, Moment.BEFORE, "front", prepared, AT).id] = digest


def _compare(vault: Vault, visit: int, saved: Saved, tally: Tally) -> None:
    if visits.get(vault, visit).note != saved.note:
        tally.lost.append(f"a note of {len(saved.note)} letters")
    found = {photo.id: photos.data(vault, photo.id) for photo in photos.of_visit(vault, visit)}
    digests = {number: hashlib.sha256(data).hexdigest() for number, data in found.items()}
    if digests != saved.photos:
        tally.lost.append(f"photos: {len(digests)} are there, {len(saved.photos)} were acknowledged")


def _copy(vault: Vault, path: Path) -> None:
    """A copy is whole or refused in words, and leaves nothing where it is refused."""
    with contextlib.suppress(FileTrouble):
        backups.copy_beside(vault._connection, path, vault.key, 99).unlink()
    assert not list(path.parent.glob("*.partial*")), "half a copy was left"


def _old_file(disk: SmallDisk, chance: random.Random) -> None:
    """An older file is brought up to date or refused in words; then it is as it was, and opens once there is room."""
    _clear(disk.folder)
    path = disk.folder / "old.needledesk"
    shutil.copy(OLD, path)
    before = path.read_bytes()
    disk.fill(leave=chance.randrange(MOST_LEFT))
    try:
        Vault.open(path, None).close()
    except DeskError:
        assert not list(path.parent.glob("*.partial*")), "half a copy was left"
        assert path.read_bytes() == before or list(path.parent.glob("*.before-*")), "changed without a copy"
    disk.give(ROOM)
    with Vault.open(path, None) as vault:
        assert vault.facts()["integrity_check"] == "ok"


def _clear(folder: Path) -> None:
    for file in folder.iterdir():
        if file.is_dir():
            shutil.rmtree(file, ignore_errors=True)
        else:
            file.unlink()
