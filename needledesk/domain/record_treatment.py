"""The record of a visit: what was done to the skin, with what, and what was noted, pictured and handed out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from needledesk.domain import zones
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.photos import VIEWS, Moment, Photo
from needledesk.domain.record_parts import Entry, Section, VisitFacts
from needledesk.domain.treatment import Cartridge, Endpoint, Product, Treatment, ZoneWork, graded

ENDPOINTS = {
    Endpoint.NONE: "None",
    Endpoint.REDNESS: "Redness",
    Endpoint.PINPOINT: "Pinpoint bleeding",
    Endpoint.MORE: "More than pinpoint bleeding",
}
_DEVICES = {"pen": "Pen", "stamp": "Stamp", "roller": "Roller"}
_MOMENTS = {Moment.BEFORE: "Before", Moment.AFTER: "After"}


def treatment(facts: VisitFacts) -> Section:
    """Start, finish, device, cartridge, products, zones; or that there was none."""
    work = facts.visit.treatment
    if work.started is None:
        return Section("Treatment", (), "No treatment was started in this visit.")
    return Section("Treatment", tuple(_work(work)))


def _work(work: Treatment) -> Iterator[Entry]:
    assert work.started is not None
    yield Entry("Started", _moment(work.started))
    yield Entry("Finished", _moment(work.finished) if work.finished else "Not finished")
    yield Entry("Device", ", ".join(part for part in (work.device or "not noted", _DEVICES[work.device_type]) if part))
    yield Entry("Speed", work.speed or "not noted")
    yield Entry("Numbing", work.numbing or "not noted")
    yield _cartridge(work.cartridge)
    for number, product in enumerate(work.products, 1):
        yield _product(number, product)
    if not work.products:
        yield Entry("Products", "None noted")
    for zone in work.zones:
        yield _zone(zone)
    if not work.zones:
        yield Entry("Zones", "None noted")
    yield Entry("Endpoint seen", ENDPOINTS[work.endpoint] if work.endpoint else "not noted")
    yield Entry("A scar was the target", "Yes" if work.scar_target else "No")
    yield _intensity(work)


def _intensity(work: Treatment) -> Entry:
    intensity, by_rule = work.intensity, graded(work)
    if intensity is None:
        return Entry("Light or deep", "not graded")
    if work.chosen is not None and work.chosen is not by_rule:
        own = f"The program’s own grading: {by_rule.word if by_rule else 'none'}"
        return Entry("Light or deep", intensity.word.capitalize(), ("Set by the practitioner", own))
    return Entry("Light or deep", intensity.word.capitalize())


def _cartridge(cartridge: Cartridge) -> Entry:
    opened = (
        "Opened in front of the client" if cartridge.opened_in_front else "Not noted as opened in front of the client"
    )
    needles = (f"{cartridge.needles} needles",) if cartridge.needles else ()
    return Entry("Cartridge", _lot(cartridge.lot, cartridge.expires), (*needles, opened))


def _product(number: int, product: Product) -> Entry:
    kind = "Plain hyaluronic acid" if product.plain_ha else "Not plain hyaluronic acid"
    reason = (f"Reason: {product.reason}",) if product.reason else ()
    return Entry(f"Product {number}: {product.name}", _lot(product.lot, product.expires), (kind, *reason))


def _lot(lot: str, expires: date | None) -> str:
    until = f"expires {say_day(expires, year=True)}" if expires else "expiry not noted"
    return f"lot {lot or 'not noted'}, {until}"


def _zone(work: ZoneWork) -> Entry:
    passes = "1 pass" if work.passes == 1 else f"{work.passes} passes"
    name = zones.ALL.get(work.zone, work.zone)
    return Entry(name, f"{work.depth:g} mm, {passes}", (f"Reason: {work.reason}",) if work.reason else ())


def notes(facts: VisitFacts) -> Section:
    """What was written, whole, a line for each line."""
    text = facts.visit.note.strip()
    lines = tuple(line for line in text.splitlines() if line.strip())
    return Section("Notes", (Entry("", "", lines),) if lines else (), "" if lines else "None.")


def photos(facts: VisitFacts) -> Section:
    """How many pictures, and each by view, size and fingerprint."""
    taken = facts.visit.photos
    counts = [f"{sum(photo.moment is moment for photo in taken)} {name.lower()}" for moment, name in _MOMENTS.items()]
    note = f"{len(taken)} kept: {', '.join(counts)}." if taken else "None."
    return Section("Photos", tuple(_photo(photo) for photo in taken), note)


def _photo(photo: Photo) -> Entry:
    taken = f"Camera’s clock {say_moment(photo.taken, year=True)}, " if photo.taken else ""
    size = f"{photo.width} x {photo.height} pixels, {photo.size} bytes"
    name = f"{_MOMENTS[photo.moment]}: {VIEWS.get(photo.view, photo.view)}"
    return Entry(name, photo.kind.upper(), (size, f"{taken}added {_moment(photo.added)}", f"SHA-256 {photo.sha256}"))


def sheets(facts: VisitFacts) -> Section:
    """Each time a sheet was given: how, when, and the fingerprint of the kept copy."""
    given = [
        Entry("Sheet before treatment", f"{sheet.how} {_moment(sheet.at)}", (f"SHA-256 {sheet.sha256}",))
        for sheet in facts.before
    ]
    given += [
        Entry("Aftercare sheet", f"{sheet.how} {_moment(sheet.at)}", (f"SHA-256 {sheet.sha256}",))
        for sheet in facts.visit.handouts
    ]
    return Section("Sheets given", tuple(given), "" if given else "None.")


def _moment(at: datetime) -> str:
    return say_moment(at, year=True)
