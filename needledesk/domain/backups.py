"""Copies of the record file: of what kind, which may go, and what is due.

Order comes from the number of the newest row of the history, never from a clock: a wrong clock must not make the
newest copies look old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Kind(Enum):
    """`FULL`: the whole record file. `NOTES`: all but pictures and sheets. A part: what came after another copy."""

    FULL = "full"
    PART = "part"
    NOTES = "notes"
    NOTES_PART = "notes-part"

    @property
    def whole(self) -> bool:
        """Whether it needs no other copy before it."""
        return self in (Kind.FULL, Kind.NOTES)

    @property
    def pictures(self) -> bool:
        """Whether pictures and sheets are in it."""
        return self in (Kind.FULL, Kind.PART)


@dataclass(frozen=True, slots=True)
class Copy:
    """A moment that can be gone back to: the copy at `path`, with those that it needs before it.

    `seq`: the newest row of the history in it. `size`: bytes of this file alone. `missing`: a copy it needs is not
    there.
    """

    path: str
    kind: Kind
    seq: int
    head: str
    made: datetime
    size: int
    key_id: str = ""
    chain: str = ""  # the name of the whole copy that it goes back to
    missing: bool = False
    counts: tuple[tuple[str, int], ...] = ()

    def count(self, table: str) -> int:
        """How many rows of that table are in it, with all that it needs."""
        return dict(self.counts).get(table, 0)


@dataclass(frozen=True, slots=True)
class Target:
    """The folder of a practice's copies on some disk, marked with an `id` that tells it from every other."""

    folder: str
    id: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to. `aside`: the path of the file that was there before, empty if there was none.

    `missing`: pictures and sheets that no copy had the bytes of, by what they are, such as `photo`.
    """

    aside: str = ""
    missing: tuple[tuple[str, int], ...] = ()

    @property
    def words(self) -> str:
        """What is missing, such as `3 photos, 1 handout`; empty where nothing is."""
        return ", ".join(
            f"{number} {what.replace('_', ' ')}{'' if number == 1 else 's'}" for what, number in self.missing
        )


#: How many copies stay: of the newest, and one for each of so many days, weeks and months.
NEWEST, DAYS, WEEKS, MONTHS = 10, 12, 10, 9
#: A full copy each day; the two newest stay.
FULL_KEPT = 2


def superfluous(copies: Iterable[Copy], past: Callable[[Copy], bool] = lambda _: True) -> list[Copy]:
    """Which copies may go. The newest ten stay whatever their dates; then the newest of each day, week and month.

    A part is nothing without those before it: whatever a copy that stays goes back to stays too. `past`: whether it is
    of the file's own past. After a restore the copies of what was given up have higher numbers: they count as older.
    """
    newest_first = sorted(copies, key=lambda copy: (past(copy), copy.seq), reverse=True)
    kept = {copy.path for copy in newest_first[:NEWEST]}
    for period, number in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        seen: dict[object, str] = {}
        for copy in newest_first:
            seen.setdefault(period(copy.made), copy.path)
        kept.update(list(seen.values())[:number])
    last: dict[str, int] = {}
    for copy in newest_first:
        if copy.path in kept:
            last[copy.chain] = max(copy.seq, last.get(copy.chain, 0))
    return [copy for copy in newest_first if copy.seq > last.get(copy.chain, -1)]


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month


@dataclass(frozen=True, slots=True)
class Made:
    """When a kind of copy was last made, and the newest row of the history that is in it."""

    at: datetime
    seq: int


#: How long each may wait.
NOTES_AFTER, FULL_AFTER = timedelta(minutes=30), timedelta(days=1)
DRILL_AFTER, OFF_LAPTOP_AFTER = timedelta(days=30), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Due:
    """What should be done now. `off_laptop`: days since the last copy off the laptop, None while that is recent."""

    notes: bool
    full: bool
    drill: bool
    off_laptop: int | None


@dataclass(frozen=True, slots=True)
class State:
    """What was last made of each kind, None for never; `began`: when the file began to be looked after."""

    began: datetime
    changed: int  # the newest row of the history that changed anything
    notes: Made | None = None
    full: Made | None = None
    drill: Made | None = None
    off_laptop: Made | None = None

    def due(self, now: datetime) -> Due:
        """What is due. A copy from the future, by a clock that was wrong, counts as long ago."""
        return Due(
            notes=self._behind(self.notes) and _passed(self.notes, NOTES_AFTER, now),
            full=self._behind(self.full) and _passed(self.full, FULL_AFTER, now),
            drill=self.full is not None and _passed(self.drill or Made(self.began, 0), DRILL_AFTER, now),
            off_laptop=self._days_without(now),
        )

    @property
    def notes_behind(self) -> bool:
        """Whether anything has changed since the notes were kept."""
        return self._behind(self.notes)

    def _behind(self, made: Made | None) -> bool:
        return made is None or made.seq < self.changed

    def _days_without(self, now: datetime) -> int | None:
        since = self.off_laptop or Made(self.began, 0)
        return max(0, (now - since.at).days) if _passed(since, OFF_LAPTOP_AFTER, now) else None


def _passed(made: Made | None, wait: timedelta, now: datetime) -> bool:
    return made is None or not timedelta(0) <= now - made.at <= wait


def needs_whole(whole: int, parts: Iterable[int]) -> bool:
    """Whether parts of these sizes have become so many or so large that a new whole copy is better, sizes in bytes."""
    sizes = list(parts)
    return len(sizes) > 200 or sum(sizes) > whole / 2
