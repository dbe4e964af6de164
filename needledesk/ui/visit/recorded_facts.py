"""What a closed visit recorded, each fact in a few words, with where an amendment corrects it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from needledesk.domain.calendar import say_at, say_moment
from needledesk.domain.record_treatment import ENDPOINTS
from needledesk.domain.seals import SealedVisit
from needledesk.domain.verdict_text import STATUS_WORDS
from needledesk.domain.visits import Visit
from needledesk.domain.zones import ALL, FACE
from needledesk.ui.visit.section_state import photo_count


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """`amended`: the numbers of the amendments that correct it. `long`: it stands below its name."""

    name: str
    value: str
    amended: tuple[int, ...] = ()
    long: bool = False


def facts(visit: Visit, sealed: SealedVisit) -> tuple[Fact, ...]:
    """In the order in which they are read."""
    numbers: dict[str, tuple[int, ...]] = {}
    for number, added in enumerate(sealed.amendments, 1):
        if added.corrects:
            numbers[added.corrects] = (*numbers.get(added.corrects, ()), number)
    rows = _treated(visit) if visit.treatment.started is not None else _refused(visit)
    return tuple(
        Fact(name, value, tuple(number for key in keys for number in numbers.get(key, ())), name in _LONG)
        for name, value, keys in (*rows, *_both(visit))
    )


_Row = tuple[str, str, tuple[str, ...]]
_LONG = ("Note", "Agreed")


def _treated(visit: Visit) -> Iterator[_Row]:
    work = visit.treatment
    depths = tuple(f"{what} {zone.zone}" for zone in work.zones for what in ("depth", "passes"))
    yield "Depth", _depth(visit), depths
    hidden = [zone for zone in work.zones if zone.zone not in FACE]
    for zone in hidden if len(hidden) < len(work.zones) else ():  # the map shows the face
        yield ALL[zone.zone], f"{zone.depth:g} mm x {zone.passes}", ()
    yield "Started", f"{work.started:%H:%M}" if work.started else "", ("started",)
    yield "Finished", f"{work.finished:%H:%M}" if work.finished else "not finished", ("finished",)
    yield "Cartridge", work.cartridge.lot or "not noted", ("lot cartridge", "expiry cartridge")
    for number, product in enumerate(work.products, 1):
        name = "Serum" if len(work.products) == 1 else product.name
        yield name, product.lot or "lot not noted", (f"lot product {number}", f"expiry product {number}")
    yield "Numbing", work.numbing or "not noted", ("numbing",)
    yield "Device", work.device or "not noted", ("device",)
    yield "Endpoint", ENDPOINTS[work.endpoint].lower() if work.endpoint else "not noted", ("endpoint",)
    for zone in work.zones:
        if zone.reason:
            yield f"Reason, {ALL[zone.zone].lower()}", zone.reason, ()


def _refused(visit: Visit) -> Iterator[_Row]:
    yield "Treatment", "none", ()
    if visit.verdict is not None:
        yield "Verdict", STATUS_WORDS[visit.verdict.status], ()
    if visit.deferral is not None:
        yield "Put off to", say_at(visit.deferral.until, year=True), ()
        if visit.deferral.note:
            yield "Agreed", visit.deferral.note, ()


def _both(visit: Visit) -> Iterator[_Row]:
    answers = tuple(f"answer {key}" for key in visit.answers)
    yield "Answers", f"{len(visit.answers)}", answers
    count, of = photo_count(visit)
    yield "Photos", f"{count} of {of}" if visit.photos else "none", ()
    if visit.handouts:
        yield "Sheet given", say_moment(visit.handouts[-1].at), ()
    if visit.note.strip():
        yield "Note", visit.note.strip(), ("note",)


def _depth(visit: Visit) -> str:
    """`deep, to 1.5 mm`."""
    work = visit.treatment
    if not work.zones:
        return "no zone recorded"
    deepest = max(zone.depth for zone in work.zones)
    grade = f"{work.intensity.word}, " if work.intensity else ""
    return f"{grade}to {deepest:g} mm"
