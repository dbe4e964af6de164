"""A day at the desk that never ends: client after client, each saved step told before it is done and once it is done.

`found` reads the same facts back from a file: what was told as done must be there, whole, whatever happened between.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from needledesk.desk.access import Lock
from needledesk.desk.desk import Desk
from needledesk.desk.warm_up import warm_up
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.photos import Moment, Prepared
from needledesk.domain.practice import Practice
from needledesk.domain.treatment import Cartridge, Endpoint, Product, Treatment, ZoneWork
from needledesk.storage import history
from needledesk.storage.keys import Key

#: What is in the file, by what it is about: "visit 3 note" is its text, "visit 3 photo 5f…" is "whole".
Facts = dict[str, str]
#: Wraps one call of the desk: with what must be in the file once the call has returned, which may be added to.
Tell = Callable[[Facts], AbstractContextManager[Facts]]

#: The key itself, so that no opening waits for the derivation of one.
SECRET = b"N" * 32
MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ONE_BY_ONE = 8  # answers
VIEWS = ("left_45", "front", "right_45", "left", "right")

warm_up()  # so that a process forked off from one that has imported this begins at once


def clock() -> datetime:
    """It is always nine in the morning: the moments of a record are not what is tested."""
    return MORNING


def new_desk(path: Path, secret: bytes | None = SECRET) -> Desk:
    """A new record file whose sheets go to a folder beside it."""
    practice = Practice("Soak", "202-555-0100", "US", practitioner="S. Oak", export_folder=str(path.parent / "sheets"))
    return Desk.create(path, practice, Lock(Key(secret, b"S" * 16)) if secret else None, clock)


def open_desk(path: Path, secret: bytes | None = SECRET) -> Desk:
    """The same file again."""
    return Desk.open(path, secret, clock)


def work(desk: Desk, chance: random.Random, tell: Tell, photo: range = range(20_000, 300_000)) -> Iterator[None]:
    """One client after the other, from the first answer to the closed visit. `photo`: how many bytes one has."""
    while True:
        family = f"Client{chance.getrandbits(40):010x}"
        with tell({f"client {family}": "Soak"}):
            client = desk.clients.add(Details("Soak", family, date(1990, 5, 4)))
        visit = desk.visits.begin(client.id).id
        yield from _screen(desk, visit, chance, tell)
        yield from _photograph(desk, visit, chance, tell, photo)
        yield from _treat(desk, visit, chance, tell)
        yield from _send_home(desk, visit, tell)


def _screen(desk: Desk, visit: int, chance: random.Random, tell: Tell) -> Iterator[None]:
    """Some answers one by one, the others at one go: what comes after them is to be met as often as they are."""
    asked = list(desk.protocol().asked)
    chance.shuffle(asked)
    with desk._file.vault.transaction():
        for question in asked[ONE_BY_ONE:]:
            desk.screening.answer(visit, question.key, Answer(Reply.NO))
    for question in asked[:ONE_BY_ONE]:
        said = Answer(Reply.NO, detail=f"asked {chance.getrandbits(32):08x}")
        with tell({f"visit {visit} answer {question.key}": f"{said.reply} {said.detail}"}):
            desk.screening.answer(visit, question.key, said)
        yield


def _photograph(desk: Desk, visit: int, chance: random.Random, tell: Tell, sizes: range) -> Iterator[None]:
    for view in VIEWS[: chance.randint(1, 3)]:
        taken = random_photo(chance, sizes)
        with tell({f"visit {visit} photo {taken.sha256}": "whole"}):
            desk.photos.keep(visit, Moment.BEFORE, view, taken)
        yield
    if chance.random() < 0.3:
        photo = desk.visits.get(visit).photos[0]
        with tell({f"visit {visit} photo {photo.sha256}": ""}):
            desk.photos.remove(visit, photo.id)
        yield


def _treat(desk: Desk, visit: int, chance: random.Random, tell: Tell) -> Iterator[None]:
    desk.treatment.start(visit)
    work: tuple[ZoneWork, ...] = ()
    for zone in ("cheek_left", "cheek_right", "forehead"):
        work = (*work, ZoneWork(zone, 0.5, chance.randint(1, 3)))
        with tell({f"visit {visit} zones": _zones(work)}):
            desk.treatment.change(visit, _record(work))
        yield
        text = f"note {chance.getrandbits(64):016x} " + "word " * chance.randint(1, 400)
        with tell({f"visit {visit} note": text}):
            desk.treatment.write_note(visit, text)
        yield
    with tell({f"visit {visit} state": "finished"}):
        desk.treatment.finish(visit)
    yield


def _send_home(desk: Desk, visit: int, tell: Tell) -> Iterator[None]:
    with tell({}) as done:
        given = desk.aftercare.export(visit)
        sha256 = hashlib.sha256(given.path.read_bytes()).hexdigest()
        done |= {f"visit {visit} sheet {sha256}": "whole", f"sheet {given.path.name}": sha256}
    yield
    with tell({f"visit {visit} state": "closed"}):
        desk.visits.close(visit)
    yield


def found(desk: Desk) -> Facts:
    """Everything that is in the file, read through the desk, and the sheets beside it."""
    facts: Facts = {}
    for line in desk.clients.find("", limit=100_000):
        details = desk.clients.get(line.id).details
        facts[f"client {details.family}"] = details.given
        for entry in desk.visits.timeline(line.id):
            facts |= _of_visit(desk, entry.visit)
    for sheet in (desk.path.parent / "sheets").glob("*.pdf"):
        facts[f"sheet {sheet.name}"] = hashlib.sha256(sheet.read_bytes()).hexdigest()
    return facts


def missing(done: Facts, doing: Facts, facts: Facts) -> list[str]:
    """What was told as done and is not in `facts`; the step that was under way may be there or not."""
    return [name for name, value in done.items() if facts.get(name, "") not in (value, doing.get(name, value))]


def broken(desk: Desk) -> list[str]:
    """Where the history's chain does not hold, and seals that are not whole."""
    vault, before, count = desk._file.vault, bytes(32), 0
    wrong = []
    for count, row in enumerate(history.entries(vault), 1):
        code = history.mac(vault.history_key, before, row, hashlib.sha256(row["detail"].encode()).digest())
        if (row["seq"], row["mac"]) != (count, code):
            wrong.append(f"history row {row['seq']}")
        before = row["mac"]
    if history.head(vault).seq != count or not count:
        wrong.append("the history's head")
    sealed = [row["visit"] for row in vault.rows("SELECT visit FROM seal")]
    closed = [row["id"] for row in vault.rows("SELECT id FROM visit WHERE state IN ('closed', 'not_treated')")]
    wrong += [f"visit {visit} is closed without a seal" for visit in set(closed) - set(sealed)]
    return wrong + [f"the seal of visit {visit}" for visit in sealed if not desk.seals.unbroken(visit)]


def torn(facts: Facts) -> list[str]:
    """Photos and sheets whose bytes are not those that were kept."""
    return [name for name, value in facts.items() if value == "torn"]


def _of_visit(desk: Desk, number: int) -> Facts:
    visit, about = desk.visits.get(number), f"visit {number}"
    facts = {f"{about} state": str(visit.state.value), f"{about} note": visit.note}
    facts[f"{about} zones"] = _zones(visit.treatment.zones)
    for key, answer in visit.answers.items():
        facts[f"{about} answer {key}"] = f"{answer.reply} {answer.detail}"
    for photo in visit.photos:
        whole = desk.photos.thumbnail(photo.id) and _is(desk.photos.data(photo.id), photo.sha256)
        facts[f"{about} photo {photo.sha256}"] = "whole" if whole else "torn"
    for sheet in visit.handouts:
        whole = _is(desk.aftercare.kept(sheet.id), sheet.sha256)
        facts[f"{about} sheet {sheet.sha256}"] = "whole" if whole else "torn"
    return facts


def random_photo(chance: random.Random, sizes: range) -> Prepared:
    """Bytes of chance in the place of a picture: whoever keeps them does not look."""
    data, thumbnail = chance.randbytes(chance.choice(sizes)), chance.randbytes(2_000)
    sha256 = hashlib.sha256(data).hexdigest()
    return Prepared(data, thumbnail, "jpeg", 40, 30, sha256, sha256, None)


def _record(work: tuple[ZoneWork, ...]) -> Treatment:
    later = (MORNING + timedelta(days=400)).date()
    return Treatment(
        device="Pen 2",
        cartridge=Cartridge("C26-0419", later, 16, opened_in_front=True),
        products=(Product("Hyaluronic acid, sterile", "HA-5521", later),),
        zones=work,
        endpoint=Endpoint.REDNESS,
    )


def _zones(work: tuple[ZoneWork, ...]) -> str:
    return "; ".join(f"{one.zone} {one.depth:g} mm x {one.passes}" for one in work)


def _is(data: bytes, sha256: str) -> bool:
    return hashlib.sha256(data).hexdigest() == sha256


@contextlib.contextmanager
def quietly(facts: Facts) -> Iterator[Facts]:
    """Tells nobody: for a day that only fills a file."""
    yield facts
