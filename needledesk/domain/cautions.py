"""What about a treatment record needs a look: depth, products, cartridge. Extension rules X-20, X-21, X-30."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from needledesk.domain.calendar import say_day
from needledesk.domain.findings import add
from needledesk.domain.protocol import Protocol
from needledesk.domain.treatment import Caution, Intensity, Severity, Treatment
from needledesk.domain.zones import TREATABLE

#: mm above which a typed reason is asked for (X-20; device studies end at 1.5 mm).
REASON_ABOVE = 1.5
#: mm that no entry may exceed.
DEEPEST = 2.5
#: Days before an expiry date from which it is pointed out.
EXPIRES_SOON = 30


def cautions(treatment: Treatment, protocol: Protocol, today: date, last: date | None = None) -> tuple[Caution, ...]:
    """Everything that blocks closing, wants a reason, or is worth a look, in the order of the page.

    `last`: the day of the client's session before this one.
    """
    return (
        *(_cartridge(treatment, today) if protocol.on("X-30") else ()),
        *(_products(treatment, today) if protocol.on("X-21") else ()),
        *(_depths(treatment) if protocol.on("X-20") else ()),
        *_interval(treatment, protocol, today, last),
    )


def _cartridge(treatment: Treatment, today: date) -> Iterator[Caution]:
    cartridge = treatment.cartridge
    if not cartridge.lot.strip():
        yield Caution("cartridge", "The cartridge lot is missing.", Severity.BLOCKS, "X-30")
    if cartridge.expires is None:
        yield Caution("cartridge", "The cartridge expiry date is missing.", Severity.BLOCKS, "X-30")
    else:
        yield from _expiry("cartridge", "The cartridge", cartridge.expires, today, "X-30")


def _products(treatment: Treatment, today: date) -> Iterator[Caution]:
    for number, product in enumerate(treatment.products, 1):
        place = f"product {number}"
        if not product.plain_ha and not product.reason.strip():
            text = f"{product.name}: not plain hyaluronic acid. Type the reason."
            yield Caution(place, text, Severity.REASON, "X-21")
        if product.expires is not None:
            yield from _expiry(place, product.name, product.expires, today, "X-21")


def _expiry(place: str, what: str, expires: date, today: date, rule: str) -> Iterator[Caution]:
    if expires < today:
        yield Caution(place, f"{what} expired on {say_day(expires, year=True)}.", Severity.BLOCKS, rule)
    elif expires < today + timedelta(days=EXPIRES_SOON):
        yield Caution(place, f"{what} expires on {say_day(expires, year=True)}.", Severity.NOTICE, rule)


def _depths(treatment: Treatment) -> Iterator[Caution]:
    for work in treatment.zones:
        if work.depth > REASON_ABOVE and not work.reason.strip():
            text = f"{TREATABLE[work.zone]}: {work.depth:g} mm is deep. Type the reason."
            yield Caution(work.zone, text, Severity.REASON, "X-20")


def _interval(treatment: Treatment, protocol: Protocol, today: date, last: date | None) -> Iterator[Caution]:
    """Deeper than it was planned: the longer wait counts (P8), and the verdict could not know."""
    rule = protocol.rules["S-INT-03"]
    if last is None or not rule.on or rule.window is None or treatment.intensity is not Intensity.DEEP:
        return
    if today < add(last, rule.window):
        text = f"Deep, and the last session was on {say_day(last, year=True)}: a deep one waits {rule.window}."
        yield Caution("zones", text, Severity.NOTICE, "S-INT-03")
