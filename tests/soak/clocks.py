"""Clocks that are wrong: a dead battery, the end of 32 bits, a day off, summer time, a step back in mid-session.

`JumpingClock` is a clock for a desk or a vault; `wrong_rounds` works a day with it and says what came of that.
"""

from __future__ import annotations

import contextlib
import random
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from soak import working_day
from soak.working_day import Facts

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError
from needledesk.storage import history

ZONE = ZoneInfo("America/New_York")
#: Where a clock may suddenly stand, and how far it may step.
MOMENTS = {
    "dead battery": datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC),
    "end of 32 bits": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    "before summer time": datetime(2026, 3, 8, 6, 59, 58, tzinfo=UTC),
    "before winter time": datetime(2026, 11, 1, 5, 59, 58, tzinfo=UTC),
    "new year": datetime(2026, 12, 31, 23, 59, 59, tzinfo=ZONE),
    "leap day": datetime(2028, 2, 29, 12, 0, tzinfo=ZONE),
}
STEPS = {
    "a day ahead": timedelta(days=1),
    "a day back": timedelta(days=-1),
    "an hour back": timedelta(hours=-1),
    "five years ahead": timedelta(days=1826),
    "a second back": timedelta(seconds=-1),
}
NAMES = (*MOMENTS, *STEPS)


class JumpingClock:
    """Goes on by a second at each look, and jumps when told to."""

    def __init__(self, at: datetime = datetime(2026, 11, 22, 13, 30, tzinfo=ZONE)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """This moment, as the wrong clock has it."""
        self.at = (self.at.astimezone(UTC) + timedelta(seconds=1)).astimezone(ZONE)
        return self.at

    def jump(self, name: str) -> None:
        """To a moment, or by a step."""
        there = MOMENTS.get(name) or self.at.astimezone(UTC) + STEPS[name]
        self.at = there.astimezone(ZONE)


@dataclass
class Tally:
    """What a day with a wrong clock has shown."""

    jumps: int = 0
    saved: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)


def wrong_rounds(path: Path, jumps: int, seed: int = 1) -> Tally:
    """Work with a clock that jumps that many times, a few saves after each jump; then read everything back."""
    chance, clock, tally = random.Random(seed), JumpingClock(), Tally()
    working_day.new_desk(path).close()
    desk = Desk.open(path, working_day.SECRET, clock)
    done: Facts = {}
    try:
        order = _work(desk, clock, chance, jumps, done, tally)
        tally.lost += working_day.missing(done, {}, working_day.found(desk)) + working_day.broken(desk)
        told = [row["action"] for row in history.entries(desk._file.vault) if row["action"].startswith("step ")]
        if told != order:
            tally.disordered.append(f"{told} for {order}")
    finally:
        desk.close()
    return tally


def _work(desk: Desk, clock: JumpingClock, chance: random.Random, jumps: int, done: Facts, tally: Tally) -> list[str]:
    """Gives the words told to the history after each jump, in the order in which they were told."""

    @contextlib.contextmanager
    def tell(facts: Facts) -> Iterator[Facts]:
        yield facts
        done.update(facts)
        tally.saved += 1

    order = []
    day = working_day.work(desk, chance, tell, range(2_000, 4_000))
    for number in range(jumps):
        which = chance.choice(NAMES)
        clock.jump(which)
        tally.jumps += 1
        order.append(f"step {number}")
        desk.history.note(order[-1])
        try:
            desk.today.read()
            for _ in range(chance.randint(1, 60)):
                next(day)
        except DeskError:  # as a finish that lies before its start
            tally.refused += 1
            day = working_day.work(desk, chance, tell, range(2_000, 4_000))
        except Exception:
            tally.faults.append(f"{which}: {traceback.format_exc()}")
            day = working_day.work(desk, chance, tell, range(2_000, 4_000))
    return order
