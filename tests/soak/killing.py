"""Kill -9 in mid-save, again and again: a process of its own saves through the desk and tells each save over a pipe."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from soak import working_day
from soak.working_day import Facts

#: Rounds on one file before the next one is begun: reading all of a file back takes longer the more is in it.
ROUNDS_A_FILE = 25
#: After how many saves at most the process is killed, and how many rounds in a hundred do not wait for the opening.
SAVES, WHILE_OPENING = 25, 10


@dataclass
class Tally:
    """What the rounds have shown."""

    rounds: int = 0
    acknowledged: int = 0
    mid_save: int = 0  # killed between the beginning of a save and its end
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)


def kill_rounds(folder: Path, count: int, seed: int = 1) -> Tally:
    """Save, kill at a moment of chance, reopen, read everything back; `count` times."""
    chance, tally = random.Random(seed), Tally()
    for number in range(count):
        if number % ROUNDS_A_FILE == 0:
            done: Facts = {}
            path = folder / f"killed-{number}" / "soak.needledesk"
            path.parent.mkdir()
            working_day.new_desk(path).close()
        doing = _save_until_killed(path, chance, done, tally)
        _read_back(path, done, doing, tally, f"round {number}, seed {seed}")
    return tally


def _save_until_killed(path: Path, chance: random.Random, done: Facts, tally: Tally) -> Facts:
    """Add what the process told as done to `done`; gives what it was doing when it died."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = _children().Process(target=save, args=(path, chance.getrandbits(32), theirs), daemon=True)
    child.start()
    theirs.close()
    if chance.randrange(100) >= WHILE_OPENING:
        assert ours.recv() == ("open", {})
    doing: Facts = {}
    saving = False
    with contextlib.suppress(EOFError, OSError), ours:  # the last word may have been cut off
        for what, facts in _told(ours, child, chance):
            saving = what == "doing"
            doing = facts if saving else {}
            if what == "done":
                done |= facts
                tally.acknowledged += 1
    child.join()
    child.close()
    tally.mid_save += saving
    return doing


def _told(ours: Connection, child: Any, chance: random.Random) -> Iterator[tuple[str, Facts]]:
    """Every word of the process, which is killed soon after some word: about when the next one is due."""
    last, due = time.monotonic(), 0.02
    for _ in range(chance.randrange(2 * SAVES)):  # two words for each save
        yield ours.recv()
        last, due = time.monotonic(), time.monotonic() - last
    if ours.poll(chance.uniform(0, 2 * due)):
        yield ours.recv()
    assert child.exitcode is None, "The process ended by itself."
    child.kill()
    while True:
        yield ours.recv()


def _read_back(path: Path, done: Facts, doing: Facts, tally: Tally, which: str) -> None:
    tally.rounds += 1
    desk = working_day.open_desk(path)
    try:
        facts = working_day.found(desk)
        tally.lost += [f"{which}: {name}" for name in working_day.missing(done, doing, facts)]
        done |= {name: facts.get(name, "") for name in doing}  # what was under way is known from here on
        tally.torn += [f"{which}: {name}" for name in working_day.torn(facts)]
        checked = desk.facts()
        if not checked["sound"]:
            tally.unsound.append(f"{which}: {checked}")
        tally.unsound += [f"{which}: {name}" for name in working_day.broken(desk)]
    finally:
        desk.close()


def save(path: Path, seed: int, told: Connection) -> None:
    """In the process that will be killed: save and tell, for ever."""
    with contextlib.suppress(BrokenPipeError):

        @contextlib.contextmanager
        def tell(facts: Facts) -> Iterator[Facts]:
            told.send(("doing", facts))
            yield facts
            told.send(("done", facts))

        desk = working_day.open_desk(path)
        told.send(("open", {}))
        for _ in working_day.work(desk, random.Random(seed), tell):
            pass


def _children() -> Any:
    """Where the system can fork: from a process that has imported everything and holds nothing open."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # not there on Windows

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["soak.killing"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))  # its preloading knows no other way
    try:
        forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before
    return context
