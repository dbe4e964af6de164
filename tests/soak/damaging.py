"""A closed record file, damaged in one place at a time: is it noticed, and what does the desk do on it all the same?"""

from __future__ import annotations

import collections
import random
import shutil
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soak import working_day

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.errors import Damaged, DeskError, FileTrouble, InUse

PAGE = 4096
STEPS = 70  # saves in the file: three or four clients, almost a megabyte
Act = tuple[str, Callable[[], object]]


@dataclass
class Tally:
    """What the damages have shown. `refused`: told in words, by kind; `after`: at which a write came after the news."""

    secret: bytes | None
    damages: int = 0
    unnoticed: list[str] = field(default_factory=list)  # by the full check
    at_opening: int = 0
    shut: int = 0  # of these: not even to be read
    at_work: int = 0
    named: int = 0  # of these: what is hit was said
    faults: list[str] = field(default_factory=list)  # anything but a DeskError
    touched: list[str] = field(default_factory=list)  # found damaged at opening, and not left as it was
    held: list[str] = field(default_factory=list)  # refused at opening, and not let go of
    after: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # read without a complaint, and not what was kept
    speechless: list[str] = field(default_factory=list)  # says not what to do
    refused: collections.Counter[str] = field(default_factory=collections.Counter)


def whole_file(folder: Path, steps: int, secret: bytes | None = working_day.SECRET) -> Path:
    """A closed file of a day of that many saves."""
    path = folder / "whole.needledesk"
    desk = working_day.new_desk(path, secret)
    day = working_day.work(desk, random.Random(1), working_day.quietly, range(2_000, 60_000))
    for _ in zip(range(steps), day, strict=False):
        pass
    desk.close()
    return path


def damage_rounds(folder: Path, count: int, seed: int = 1, secret: bytes | None = working_day.SECRET) -> Tally:
    """Damage a copy of a day's file, check it, work on it; `count` times."""
    whole, chance, tally = whole_file(folder, STEPS, secret), random.Random(seed), Tally(secret)
    desk = working_day.open_desk(whole, secret)
    kept = {name: act() for name, act in _looks(desk)}
    desk.close()
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        for use in (_check, _work_on):
            here = folder / "damaged"
            here.mkdir()
            path = Path(shutil.copyfile(whole, here / "soak.needledesk"))
            which = f"{number}, seed {seed}: {kind.__name__} {kind(path, chance)}"
            use(path, tally, which, kept)
            shutil.rmtree(here)
        tally.damages += 1
    return tally


def one_bit(path: Path, chance: random.Random) -> str:
    """One bit the other way round."""
    at, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes((byte ^ 1 << bit,)))
    return f"bit {bit} of byte {at}, page {at // PAGE + 1}"


def one_sector(path: Path, chance: random.Random) -> str:
    """A sector of zeros."""
    at = chance.randrange(path.stat().st_size // 512) * 512
    with path.open("r+b") as file:
        file.seek(at)
        file.write(bytes(512))
    return f"sector at {at}, page {at // PAGE + 1}"


def cut_short(path: Path, chance: random.Random) -> str:
    """The end is missing."""
    size = chance.randrange(1, path.stat().st_size)
    if chance.random() < 0.5:
        size = max(PAGE, size // PAGE * PAGE)
    with path.open("r+b") as file:
        file.truncate(size)
    return f"to {size} bytes"


def two_pages(path: Path, chance: random.Random) -> str:
    """Two pages in each other's place."""
    one, other = chance.sample(range(path.stat().st_size // PAGE), 2)
    data = bytearray(path.read_bytes())
    here, there = slice(one * PAGE, (one + 1) * PAGE), slice(other * PAGE, (other + 1) * PAGE)
    data[here], data[there] = data[there], data[here]
    path.write_bytes(data)
    return f"{one + 1} and {other + 1}"


KINDS = (one_bit, one_sector, cut_short, two_pages)


def _check(path: Path, tally: Tally, which: str, _: Mapping[str, object]) -> None:
    """The full check, as the program makes it."""
    try:
        desk = working_day.open_desk(path, tally.secret)
    except DeskError:
        return
    except Exception:
        tally.faults.append(f"{which}, opening: {traceback.format_exc()}")
        return
    try:
        if desk.facts()["sound"]:
            tally.unnoticed.append(which)
    except Exception:
        tally.faults.append(f"{which}, checking: {traceback.format_exc()}")
    finally:
        desk.close()


def _work_on(path: Path, tally: Tally, which: str, kept: Mapping[str, object]) -> None:
    """Open, look at everything, then write; one step that is refused does not end the day."""
    before = _bytes(path)
    try:
        desk = working_day.open_desk(path, tally.secret)
    except DeskError as error:
        _refused(error, tally, f"{which}, opening")
        tally.at_opening += 1
        if _is_held(path, tally):
            tally.held.append(which)
        if isinstance(error, Damaged):
            _look_all_the_same(path, tally, which, kept)
        if _bytes(path) != before:
            tally.touched.append(which)
        return
    except Exception:
        tally.faults.append(f"{which}, opening: {traceback.format_exc()}")
        return
    try:
        _all_of_it(desk, path, tally, which, kept)
    finally:
        desk.close()


def _look_all_the_same(path: Path, tally: Tally, which: str, kept: Mapping[str, object]) -> None:
    """What the damaged file still holds, as the program offers it."""
    try:
        desk = Desk.open_damaged(path, tally.secret, working_day.clock)
    except DeskError as error:
        _refused(error, tally, f"{which}, opening to read")
        tally.shut += 1
        return
    try:
        for name, act in _looks(desk):
            _act(name, act, tally, which, kept)
    finally:
        desk.close()


def _act(name: str, act: Callable[[], object], tally: Tally, which: str, kept: Mapping[str, object]) -> bool:
    """Whether it met damage."""
    try:
        read = act()
        if name in kept and kept[name] != read:
            tally.wrong.append(f"{which}, {name}")
    except DeskError as error:
        _refused(error, tally, f"{which}, {name}")
        return isinstance(error, Damaged)
    except Exception:
        tally.faults.append(f"{which}, {name}: {traceback.format_exc()}")
    return False


def _is_held(path: Path, tally: Tally) -> bool:
    """Whether the next try finds the file in use, by the one before it."""
    try:
        working_day.open_desk(path, tally.secret).close()
    except InUse:
        return True
    except DeskError:
        pass
    return False


def _all_of_it(desk: Desk, path: Path, tally: Tally, which: str, kept: Mapping[str, object]) -> None:
    seen: dict[str, bytes] | None = None
    for name, act in (*_looks(desk), *_writes(desk, path)):
        if _act(name, act, tally, which, kept) and seen is None:
            seen = _bytes(path)
    if seen is not None:
        tally.at_work += 1
        tally.named += bool(desk.damage.hit())
    if seen is not None and _bytes(path) != seen:
        tally.after.append(which)


def _refused(error: DeskError, tally: Tally, which: str) -> None:
    tally.refused[type(error).__name__] += 1
    if isinstance(error, FileTrouble) and not (error.happened and error.do):
        tally.speechless.append(f"{which}: {error}")


def _looks(desk: Desk) -> Iterator[Act]:
    """Browse, search, read photos, draw sheets."""
    yield "list", lambda: desk.clients.find("", 100)
    yield "search", lambda: desk.clients.find("client")
    yield "day", desk.today.read
    yield "rules", desk.protocol
    yield "practice", desk.practice.get
    for client in _listed(lambda: [line.id for line in desk.clients.find("", 100)]):
        yield f"client {client}", lambda client=client: desk.clients.get(client)
        yield f"letters {client}", lambda client=client: desk.letters.of_client(client)
        yield f"timeline {client}", lambda client=client: desk.visits.timeline(client)
        for visit in _listed(lambda client=client: [entry.visit for entry in desk.visits.timeline(client)]):
            yield from _look_at(desk, visit)


def _look_at(desk: Desk, visit: int) -> Iterator[Act]:
    yield f"visit {visit}", lambda: desk.visits.get(visit)
    yield f"checklist {visit}", lambda: desk.screening.bench(visit)
    for photo in _listed(lambda: [one.id for one in desk.visits.get(visit).photos]):
        yield f"thumbnail {photo}", lambda photo=photo: desk.photos.thumbnail(photo)
        yield f"photo {photo}", lambda photo=photo: desk.photos.data(photo)
    for sheet in _listed(lambda: [one.id for one in desk.visits.get(visit).handouts]):
        yield f"kept sheet {sheet}", lambda sheet=sheet: desk.aftercare.kept(sheet)


def _writes(desk: Desk, path: Path) -> Iterator[Act]:
    """A sheet, an export, a new client with a visit."""
    for client in _listed(lambda: [line.id for line in desk.clients.find("", 100)])[:1]:
        for visit in _listed(lambda client=client: [entry.visit for entry in desk.visits.timeline(client)])[:1]:
            yield "record sheet", lambda visit=visit: desk.records.sheet(visit)
            yield "sheet", lambda visit=visit: desk.aftercare.export(visit)
    yield "protocol export", lambda: desk.protocols.export(path.with_suffix(".toml"))
    yield "new client", lambda: desk.clients.add(Details("After", "Damage"))
    yield "new visit", lambda: _begin(desk)


def _begin(desk: Desk) -> None:
    client = desk.clients.find("damage")
    if not client:
        return  # she could not be added
    visit = desk.visits.begin(client[0].id).id
    desk.screening.answer(visit, desk.protocol().asked[0].key, Answer(Reply.NO))
    desk.photos.keep(
        visit, working_day.Moment.BEFORE, "front", working_day.random_photo(random.Random(1), range(9_000))
    )


def _listed(read: Callable[[], list[int]]) -> list[int]:
    """What there is to look at; nothing where even that cannot be read: that was told by the step before."""
    try:
        return read()
    except Exception:
        return []


def _bytes(path: Path) -> dict[str, bytes]:
    """The file, and what waits beside it to become part of it. Nobody else has it open, so that no lock is lost."""
    parts = [path, *(path.with_name(path.name + ending) for ending in ("-wal", "-journal"))]
    return {part.name: part.read_bytes() for part in parts if part.exists() and part.stat().st_size}
