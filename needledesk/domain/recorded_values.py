"""The single values that a visit’s record holds, each with a key, so that an amendment can say which it corrects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain import wording
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.protocol import Protocol
from needledesk.domain.record_parts import REPLIES
from needledesk.domain.record_treatment import ENDPOINTS
from needledesk.domain.seals import Amendment
from needledesk.domain.treatment import Treatment
from needledesk.domain.visits import Visit
from needledesk.domain.zones import ALL

#: How the key of a lot begins: lots that were corrected are found in the search by it.
LOT = "lot "


@dataclass(frozen=True, slots=True, repr=False)
class RecordedValue:
    """`key` is kept with amendments: once released it never changes. `value`: as recorded, empty if not noted."""

    key: str
    label: str
    value: str


def recorded(visit: Visit, protocol: Protocol) -> tuple[RecordedValue, ...]:
    """Everything of the visit that an amendment can correct: treatment, notes, answers."""
    work = _work(visit.treatment) if visit.treatment.started is not None else ()
    note = RecordedValue("note", "Note", visit.note.strip())
    return (*work, note, *_answers(visit.answers, protocol))


def label(amendment: Amendment, values: Iterable[RecordedValue]) -> str:
    """What the value is called that the amendment corrects; empty where it is none of the recorded ones."""
    return next((value.label for value in values if amendment.corrects and value.key == amendment.corrects), "")


def correction(amendment: Amendment, values: Iterable[RecordedValue]) -> str:
    """`Lot, cartridge: was C26-0388, becomes C26-0399`; empty for a plain addition."""
    if not amendment.becomes:
        return ""
    named = label(amendment, values)
    words = f"was {amendment.was or 'not noted'}, becomes {amendment.becomes}"
    return f"{named}: {words}" if named else words[0].upper() + words[1:]


def _work(work: Treatment) -> Iterator[RecordedValue]:
    for zone in work.zones:
        name = ALL.get(zone.zone, zone.zone)
        yield RecordedValue(f"depth {zone.zone}", f"Depth, {name.lower()}", f"{zone.depth:g} mm")
        yield RecordedValue(f"passes {zone.zone}", f"Passes, {name.lower()}", f"{zone.passes}")
    yield RecordedValue("lot cartridge", "Lot, cartridge", work.cartridge.lot)
    yield RecordedValue("expiry cartridge", "Expiry, cartridge", _day(work.cartridge.expires))
    for number, product in enumerate(work.products, 1):
        yield RecordedValue(f"lot product {number}", f"Lot, {product.name}", product.lot)
        yield RecordedValue(f"expiry product {number}", f"Expiry, {product.name}", _day(product.expires))
    yield RecordedValue("started", "Start", _moment(work.started))
    yield RecordedValue("finished", "Finish", _moment(work.finished))
    yield RecordedValue("numbing", "Numbing", work.numbing)
    yield RecordedValue("device", "Device", work.device)
    yield RecordedValue("endpoint", "Endpoint", ENDPOINTS[work.endpoint] if work.endpoint else "")


def _answers(answers: dict[str, Answer], protocol: Protocol) -> Iterator[RecordedValue]:
    for question in protocol.questions:
        if question.key in answers:
            given = answers[question.key]
            said = wording.answer(question, given) if given.reply is Reply.YES else REPLIES[given.reply]
            yield RecordedValue(f"answer {question.key}", f"Answer, {question.title}", said)


def _day(day: date | None) -> str:
    return say_day(day, year=True) if day is not None else ""


def _moment(at: datetime | None) -> str:
    return say_moment(at, year=True) if at is not None else ""
