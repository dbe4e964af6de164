"""Backups onto targets that fill up, go away or lose their program at a moment of chance.

A backup counts as done once the program said so. After each round every copy that counts must still be whole, the one
that was good before must be there byte for byte, and the newest one that was told must restore.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import needledesk
from needledesk.domain.progress import Watch
from needledesk.storage import chains, comparison, copy_files, page_copies, restoring
from needledesk.storage.vault import Vault

CODE = Path(needledesk.__file__).resolve().parents[1]
WORDS = "five words that nobody guesses"

#: Works, backs up, and says so: in a process of its own, as it will be killed. Its arguments: the record file, the
#: place of the target, the most bytes that a file may have (0: any), how it is broken, and the seed.
WORK = """
import random, resource, signal, sys, time
from pathlib import Path
from needledesk.desk.desk import Desk
from needledesk.domain import backups
from needledesk.domain.progress import Watch
from needledesk.errors import DeskError
from storage.random_work import work

record, place, limit, kind, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
chance = random.Random(seed)
desk = Desk.open(record, "five words that nobody guesses")
work(desk._file.vault, chance, desk.now(), chance.randint(3, 12))
[target] = desk.backups.known([place])
backups.needs_whole = lambda whole, parts: chance.random() < 0.3
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
steps = [0]
until = chance.randint(1, 30)

def told(words, done, whole):
    steps[0] += 1
    if kind == "pulled" and steps[0] == until and place.exists():
        place.rename(place.with_name("pulled"))

print("begun", flush=True)
try:
    copy = desk.backups.back_up(target, Watch(told))
    print("done", copy.path, flush=True)
except DeskError as error:
    assert error.happened and error.safe and error.do, repr(error)
    print("refused", error.happened, flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
desk.close()
print("closed", flush=True)
"""


@dataclass(slots=True)
class Tally:
    """What the rounds came to. `false_done`: said to be done, and is not; `harmed`: was good before, and is not."""

    rounds: int = 0
    done: int = 0
    refused: int = 0
    killed: int = 0
    false_done: list[str] = field(default_factory=list)
    harmed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def break_rounds(folder: Path, rounds: int, seed: int = 1) -> Tally:
    """So many backups, each broken in its own way."""
    from needledesk.desk.desk import Desk
    from needledesk.domain.practice import Practice

    chance, tally = random.Random(seed), Tally()
    record, place = folder / "soak.needledesk", folder / "stick"
    place.mkdir()
    desk = Desk.create(record, Practice("Soak", "1", "US", practitioner="S. Oak"), WORDS)
    desk.backups.back_up(desk.backups.choose(place))
    desk.close()
    for number in range(rounds):
        one_round(record, place, chance, seed * 100_000 + number, tally)
    return tally


def one_round(record: Path, place: Path, chance: random.Random, seed: int, tally: Tally) -> None:
    """One backup that is filled up, pulled out, killed, or left alone."""
    target = next(place.glob("NeedleDesk backup*"))
    before = newest_chain(target)
    kind = chance.choice(["killed", "killed", "full", "pulled"])
    limit = chance.choice([4096, 9000, 20_000, 60_000, 300_000]) if kind == "full" else 0
    said, complaints = worked(record, place, limit, kind, seed, chance.uniform(0, 0.8) if kind == "killed" else 0)
    pulled = place.with_name("pulled")
    if pulled.exists():
        pulled.rename(place)
    tally.rounds += 1
    tally.done += "done" in said
    tally.refused += "refused" in said
    tally.killed += "closed" not in said
    if complaints and kind != "killed":
        tally.faults.append(complaints)
    after = good(target)
    tally.harmed += sorted(name for name, sha256 in before.items() if after.get(name) != sha256)
    newest = said.get("done", "")
    if newest and Path(newest).name not in after:
        tally.false_done.append(newest)
    if tally.rounds % 5 == 0 or newest:
        tally.false_done += restored_otherwise(record, target, newest)


def newest_chain(target: Path) -> dict[str, str]:
    """The newest copy and all that it goes back to: what must be there whatever happens."""
    among = chains.links(target)
    chain = chains.chain(among[-1], among)
    assert chain is not None
    return {link.path.name: link.made.sha256 for link in chain.links}


def good(target: Path) -> dict[str, str]:
    """Every copy that counts, with the SHA-256 of what it is; one whose bytes are others than it says is left out."""
    watch = Watch()
    found = {link.path.name: (link, copy_files.sha256(link.path, watch, "")) for link in chains.links(target)}
    return {name: sha256 for name, (link, sha256) in found.items() if sha256 == link.made.sha256}


def restored_otherwise(record: Path, target: Path, newest: str) -> list[str]:
    """What the newest copy restores to, row by row against the record file; empty if nothing differs."""
    listed = [link for link in chains.links(target) if not newest or link.path.name == Path(newest).name]
    new = record.with_name("restored.needledesk")
    with Vault.open(record, WORDS) as vault:
        chain = chains.must_have(listed[-1].path)
        restoring.rebuild(chain, vault.key, new, (), Watch())
        with page_copies.reopened(new, vault.key) as copy:
            found = comparison.differences(vault, copy, chain.last.made.seq, Watch())
    copy_files.remove_with_sides(new)
    return [json.dumps(name) for name in found]


def worked(
    record: Path, place: Path, limit: int, kind: str, seed: int, kill_after: float
) -> tuple[dict[str, str], str]:
    """Run it; kill it so many seconds after it has begun. Returns what it said and what it complained of."""
    paths = os.pathsep.join([str(CODE), str(CODE / "tests")])
    child = subprocess.Popen(
        [sys.executable, "-c", WORK, *map(str, (record, place, limit, kind, seed))],
        env=os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    if kind == "killed":
        time.sleep(kill_after)
        child.send_signal(signal.SIGKILL)
    printed, complaints = child.communicate(timeout=100)
    words = (line.split(" ", 1) for line in (*lines, *printed.splitlines()) if line.strip())
    return {word[0].strip(): word[-1].strip() for word in words}, complaints
