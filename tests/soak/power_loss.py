"""The power is cut at moments of chance while the desk saves: every disk that may be found is opened by the desk.

A process of its own works and writes what it has saved into a file; all that it asks of the disk is recorded, and the
disk is rebuilt from that. Kill -9 cannot show this: the system goes on writing what a killed process handed over.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from soak import compiled, disk, working_day
from soak.working_day import Facts

from needledesk.errors import DeskError

FILE = "soak.needledesk"
#: How the file is kept: in the program's two ways, by the folder that it lies in, and as it must not be.
MODES = {"laptop": "WAL", "cloud": "TRUNCATE", "unsynced": "WAL"}


@dataclass
class Tally:
    """What the points have shown."""

    mode: str = "laptop"
    points: int = 0
    acknowledged: int = 0
    corrupt: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    warned: int = 0  # a page that no table uses is torn, and all that was kept is whole


def cut_power(folder: Path, mode: str, points: int, saves: int, seed: int = 1) -> Tally:
    """Record one process that makes a file and saves that many times, and cut the power at that many points."""
    records = disk.read(_record(folder, mode, saves, seed))
    chance, tally, now = random.Random(seed), Tally(mode), disk.Disk()
    at = sorted(chance.choices(range(1, len(records) + 1), k=points))
    for number, record in enumerate(records, 1):
        now.take(record)
        while at and at[0] == number:
            at.pop(0)
            into = folder / "found"
            now.after_power_loss(chance, into)
            _look(into, now.told, tally, f"{mode}, seed {seed}, record {number} of {len(records)}")
            shutil.rmtree(into, ignore_errors=True)
    done, _ = _told(now.told)
    tally.acknowledged = len(done)
    return tally


def _look(into: Path, told: bytes, tally: Tally, which: str) -> None:
    tally.points += 1
    done, doing = _told(told)
    path = into / FILE
    facts: Facts = {}
    try:
        if path.exists() or done:
            facts = _read(path, tally)
    except (DeskError, AssertionError) as error:
        tally.corrupt.append(f"{which}: {error}")
        return
    lost = working_day.missing(done, doing, facts)
    if lost:
        tally.lost.append(f"{which}: {lost}")
    if working_day.torn(facts):
        tally.corrupt.append(f"{which}: {working_day.torn(facts)}")


def _read(path: Path, tally: Tally) -> Facts:
    desk = working_day.open_desk(path)
    try:
        facts = working_day.found(desk)
        checked = desk.facts()
        bad = [name for name, value in checked.items() if name.endswith("_check") and value != "ok"]
        # A rollback journal keeps nothing of a page that was free before: torn, it fails its seal, and nobody reads it.
        free_page = bad == ["cipher_integrity_check"] and tally.mode == "cloud"
        assert not bad or free_page, checked
        tally.warned += free_page
        assert not working_day.broken(desk), working_day.broken(desk)
        return facts
    finally:
        desk.close()


def _told(told: bytes) -> tuple[Facts, Facts]:
    """What was done, and what was under way."""
    done: Facts = {}
    doing: Facts = {}
    for line in told.splitlines():
        what, facts = json.loads(line)
        doing = facts if what == "doing" else {}
        if what == "done":
            done |= facts
    return done, doing


def _record(folder: Path, mode: str, saves: int, seed: int) -> Path:
    """Let a process save under the recorder; gives the record."""
    watched, record = folder / "watched", folder / "record"
    (watched / "sheets").mkdir(parents=True)
    (watched / disk.TOLD).touch()
    preload = compiled.library("disk_recorder", folder)
    env = compiled.environment(LD_PRELOAD=str(preload), RECORDED_FOLDER=str(watched), RECORD=str(record))
    command = [sys.executable, "-m", "soak.power_loss", str(watched), mode, str(saves), str(seed)]
    subprocess.run(command, env=env, check=True, timeout=600)
    return record


def save(folder: Path, mode: str, saves: int, seed: int) -> None:
    """In the recorded process: make a file and save that many times, telling each before and after."""
    told = os.open(folder / disk.TOLD, os.O_WRONLY | os.O_APPEND)

    @contextlib.contextmanager
    def tell(facts: Facts) -> Iterator[Facts]:
        os.write(told, json.dumps(("doing", facts)).encode() + b"\n")
        yield facts
        os.write(told, json.dumps(("done", facts)).encode() + b"\n")

    chance = random.Random(seed)
    working_day.new_desk(folder / FILE).close()
    if mode == "cloud":
        (folder / ".stfolder").touch()  # as a service marks what it copies
    desk = working_day.open_desk(folder / FILE)
    vault = desk._file.vault
    assert vault.tuples("PRAGMA journal_mode") == [(MODES[mode].lower(),)]
    if mode == "unsynced":
        vault.execute("PRAGMA synchronous = NORMAL")
    for _ in zip(range(saves), working_day.work(desk, chance, tell, photo=range(2_000, 40_000)), strict=False):
        if chance.random() < 0.03:
            vault.checkpoint()  # as in an idle moment
    os._exit(0)  # what closing writes would be one more thing that is certain


if __name__ == "__main__":
    save(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
