"""The training file: an invented practice with twelve invented clients at different stages, and one visit run whole.

Everything goes through the real desk, with a clock that is set to the day on which each thing happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from needledesk.desk.desk import Desk
from needledesk.desk.files import unused, write_atomically
from needledesk.desk.training_clients import CHEEKS, CLIENTS, Earlier, Stage, practice, yes
from needledesk.domain import zones
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import say_moment
from needledesk.domain.letters import Letter
from needledesk.domain.photos import VIEWS, Moment
from needledesk.domain.returning import News
from needledesk.domain.screening import Plan, Verdict
from needledesk.domain.treatment import Cartridge, Endpoint, Intensity, Product, Treatment, ZoneWork
from needledesk.domain.visits import Visit

FILE_NAME = "training.needledesk"
#: Width and height of the three photos of today's visit, and of those of earlier visits.
TWELVE_MEGAPIXELS = (4000, 3000)
SMALL = (1600, 1200)


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The moment it was set to."""
        return self.at

    def go(self, day: date, hour: int, minute: int) -> None:
        """Set it to a day and a wall-clock time."""
        self.at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.at.tzinfo)


def record_file(folder: Path) -> Path:
    """Where the newest training file of that folder lies."""
    return max(folder.glob("training*.needledesk"), key=lambda path: path.stat().st_mtime)


def run(folder: Path, now: datetime) -> Iterator[str]:
    """Make the training file in `folder`, run today's visit up to `now`, and tell each step in a line."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = SetClock(now)
    desk = make(unused(folder / FILE_NAME), clock)
    try:
        yield f"Training file: {desk.path} ({desk.clients.count()} invented clients)"
        yield from _todays_visit(desk, clock, folder, now)
    finally:
        desk.close()


def make(path: Path, clock: SetClock) -> Desk:
    """A training file whose twelve clients have each been brought to their stage."""
    now = clock()
    desk = Desk.create(path, practice(str(path.parent)), None, clock)
    desk.history.trust_clock()
    for face, stage in enumerate(CLIENTS):
        _bring_to_stage(desk, clock, stage, face, now.date())
    clock.at = now
    return desk


def _bring_to_stage(desk: Desk, clock: SetClock, stage: Stage, face: int, today: date) -> None:
    clock.go(today - timedelta(days=stage.known_for), 9, 5)
    client = desk.clients.add(stage.details).id
    for letter in stage.letters:
        dated = today - timedelta(days=letter.days_ago)
        desk.letters.record(client, Letter((letter.rule,), dated, letter.by))
    for earlier in stage.visits:
        _earlier_visit(desk, clock, client, face, earlier, today - timedelta(days=earlier.days_ago))


def _earlier_visit(desk: Desk, clock: SetClock, client: int, face: int, earlier: Earlier, day: date) -> None:
    clock.go(day, 10, 2)
    visit = desk.visits.begin(client)
    desk.screening.plan(visit.id, Plan(earlier.intensity, earlier.zones or tuple(zones.FACE)))
    _answer(desk, visit, earlier.answers(day), earlier.answered)
    if earlier.left_open:
        return
    if earlier.work:
        _treat(desk, clock, visit, face, earlier, day)
    clock.go(day, 11, 40)
    if earlier.put_off:
        desk.visits.defer(visit.id, day + timedelta(days=earlier.put_off), "calls us if she took another")
    else:
        desk.visits.close(visit.id)


def _answer(desk: Desk, visit: Visit, said: dict[str, Answer], only: int = 0) -> None:
    """Give the answers; every other question is a no. `only`: how many questions are answered at all."""
    asked = desk.protocol().asked
    if desk.screening.bench(visit.id).earlier:
        desk.screening.tell_news(visit.id, News(Reply.NO))
    for question in asked[: only or len(asked)]:
        desk.screening.answer(visit.id, question.key, said.get(question.key, Answer(Reply.NO)))


def _treat(desk: Desk, clock: SetClock, visit: Visit, face: int, earlier: Earlier, day: date) -> None:
    clock.go(day, 10, 20)
    if earlier.reason:
        desk.screening.decide(visit.id, treat=True, reason=earlier.reason)
    if earlier.override:
        seen, by = desk.screening.verdict(visit.id).status, desk.practice.get().practitioner
        desk.screening.override(visit.id, earlier.override, by, seen)
    desk.treatment.start(visit.id)
    for view in earlier.photos:
        _photograph(desk, visit, view, face, clock.at)
    desk.treatment.change(visit.id, _record(earlier.work, day))
    desk.treatment.write_note(visit.id, f"10:35 {earlier.note}")
    clock.go(day, 11, 10)
    desk.treatment.finish(visit.id)
    if earlier.sheet:
        sheet, _ = desk.aftercare.for_printer(visit.id)
        desk.aftercare.printed(sheet)


def _photograph(desk: Desk, visit: Visit, view: str, face: int, taken: datetime) -> None:
    from needledesk.imaging.faces import draw
    from needledesk.imaging.intake import prepare

    picture = draw(view, face, redness=0.2, size=SMALL, taken=taken.replace(tzinfo=None))
    desk.photos.keep(visit.id, Moment.BEFORE, view, prepare(picture))


def _record(work: tuple[ZoneWork, ...], day: date) -> Treatment:
    return Treatment(
        device="Pen 2",
        speed="4",
        cartridge=Cartridge("C26-0419", day + timedelta(days=500), 16, opened_in_front=True),
        products=(Product("Hyaluronic acid, sterile", "HA-5521", day + timedelta(days=320)),),
        zones=work,
        endpoint=Endpoint.REDNESS,
    )


def _todays_visit(desk: Desk, clock: SetClock, folder: Path, now: datetime) -> Iterator[str]:
    """Screening, decision, photos, session with notes, finish and sheet for the first client."""
    clock.at = now - timedelta(minutes=55)
    client = desk.clients.find("Farnwick")[0]
    visit = desk.visits.begin(client.id)
    said = {
        "herpes_history": yes(detail="lip, about once a year"),
        "acne_active": yes(zones=("chin",)),
    }
    desk.screening.plan(visit.id, Plan(Intensity.DEEP, ("forehead", "nose", *CHEEKS, "chin")))
    _answer(desk, visit, said)
    yield f"Screened: {client.name}, {client.number}. {_say(desk.screening.verdict(visit.id))}"
    decision = desk.screening.decide(visit.id, treat=True, reason="Letter read, no sore seen today")
    yield f"Decided by {decision.by}: treat, “{decision.reason}”"
    yield from _take_photos(desk, clock, visit, folder)
    clock.at = now - timedelta(minutes=35)
    started = desk.treatment.start(visit.id)
    yield f"Treatment started {started:%H:%M}"
    yield _needle(desk, visit, started)
    clock.at = now
    finished = desk.treatment.finish(visit.id)
    given = desk.aftercare.export(visit.id)
    yield f"Treatment finished {say_moment(finished, year=True)}; makeup again {_makeup(desk, visit)}"
    yield f"Aftercare PDF: {given.path}"


def _take_photos(desk: Desk, clock: SetClock, visit: Visit, folder: Path) -> Iterator[str]:
    from needledesk.imaging.faces import draw

    for number, view in enumerate(("left_45", "front", "right_45"), 1):
        clock.at += timedelta(minutes=1)
        picture = draw(view, 0, redness=0.35, size=TWELVE_MEGAPIXELS, taken=clock.at.replace(tzinfo=None))
        path = unused(folder / "camera" / f"IMG_22{number:02}.JPG")
        write_atomically(path, picture)
        photo = desk.photos.keep(visit.id, Moment.BEFORE, view, desk.photos.prepare(path))
        size = f"{photo.width} x {photo.height}, {photo.size / 1e6:.1f} MB"
        yield f"Photo, {VIEWS[view]}: {path.name}, {size}, location and serial number removed"


def _needle(desk: Desk, visit: Visit, started: datetime) -> str:
    work = (
        ZoneWork("forehead", 0.5, 2), ZoneWork("nose", 0.5, 2),
        ZoneWork("cheek_right", 1.5, 3), ZoneWork("cheek_left", 1.5, 3),
    )  # fmt: skip
    desk.treatment.change(visit.id, _record(work, started.date()))
    notes = [
        f"{started + timedelta(minutes=6):%H:%M} Cheeks 3 passes, redness even after the second.",
        f"{started + timedelta(minutes=19):%H:%M} Forehead 2 passes. Chin not touched.",
    ]
    desk.treatment.write_note(visit.id, "\n".join(notes))
    return "Noted: forehead and nose 0.5 mm, cheeks 1.5 mm, cartridge C26-0419, serum HA-5521, two notes"


def _say(verdict: Verdict) -> str:
    from needledesk.desk.visits import STATUS_WORDS

    reasons = "; ".join(finding.title for finding in verdict.findings)
    return f"Verdict: {STATUS_WORDS[verdict.status]}" + (f" ({reasons})" if reasons else "")


def _makeup(desk: Desk, visit: Visit) -> str:
    return say_moment(desk.aftercare.dates(visit.id).makeup_from)
