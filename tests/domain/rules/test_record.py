"""Rules of the record: what they block or ask a reason for begins exactly at their edge, and ends when they are off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from needledesk.domain.cautions import cautions
from needledesk.domain.protocol import Protocol
from needledesk.domain.treatment import Cartridge, DeviceType, Product, Severity, Treatment, ZoneWork

TODAY = date(2026, 11, 22)
GOOD = Cartridge("C-118", date(2027, 5, 1))
BLOCKS, REASON, NOTICE = Severity.BLOCKS, Severity.REASON, Severity.NOTICE


def without(protocol: Protocol, rule: str) -> Protocol:
    return replace(protocol, rules=protocol.rules | {rule: replace(protocol.rules[rule], on=False)})


CARTRIDGES = [
    (GOOD, []),
    (replace(GOOD, lot=" "), [BLOCKS]),
    (replace(GOOD, expires=None), [BLOCKS]),
    (Cartridge(), [BLOCKS, BLOCKS]),
    (replace(GOOD, expires=date(2026, 11, 21)), [BLOCKS]),
    (replace(GOOD, expires=date(2026, 11, 22)), [NOTICE]),
    (replace(GOOD, expires=date(2026, 12, 21)), [NOTICE]),
    (replace(GOOD, expires=date(2026, 12, 22)), []),
]
PRODUCTS = [
    (Product("Plain HA"), []),
    (Product("Vitamin C serum", plain_ha=False), [REASON]),
    (Product("Vitamin C serum", plain_ha=False, reason=" "), [REASON]),
    (Product("Vitamin C serum", plain_ha=False, reason="asked for"), []),
    (Product("Plain HA", expires=date(2026, 11, 21)), [BLOCKS]),
    (Product("Plain HA", expires=date(2026, 11, 22)), [NOTICE]),
    (Product("Plain HA", expires=date(2026, 12, 21)), [NOTICE]),
    (Product("Plain HA", expires=date(2026, 12, 22)), []),
]
DEPTHS = [
    (ZoneWork("chin", 1.5, 3), []),
    (ZoneWork("chin", 1.51, 3), [REASON]),
    (ZoneWork("chin", 2.0, 3, reason=" "), [REASON]),
    (ZoneWork("chin", 2.0, 3, reason="scar"), []),
]
CASES: list[tuple[str, Callable[[Treatment], Treatment], list[Severity]]] = [
    *(("X-30", lambda t, part=part: replace(t, cartridge=part), found) for part, found in CARTRIDGES),
    *(("X-21", lambda t, part=part: replace(t, products=(part,)), found) for part, found in PRODUCTS),
    *(("S-DEF-02", lambda t, part=part: replace(t, products=(part,)), found) for part, found in PRODUCTS),
    *(("X-20", lambda t, part=part: replace(t, zones=(part,)), found) for part, found in DEPTHS),
]


@pytest.mark.parametrize(("rule", "write", "found"), CASES, ids=[rule for rule, _, _ in CASES])
def test_the_record_asks_exactly_from_its_edge(
    shipped: Protocol, rule: str, write: Callable[[Treatment], Treatment], found: list[Severity]
) -> None:
    asks = "X-21" if rule == "S-DEF-02" else rule  # serums: what the source recommends, X-21 asks about
    treatment = write(Treatment(cartridge=GOOD))
    assert [(caution.rule, caution.severity) for caution in cautions(treatment, shipped, TODAY)] == [
        (asks, severity) for severity in found
    ]
    assert cautions(treatment, without(shipped, asks), TODAY) == ()


@pytest.mark.parametrize("rule", ["X-26"])
def test_neither_radio_frequency_nor_prp_can_be_recorded(shipped: Protocol, rule: str) -> None:
    assert sorted(DeviceType) == ["pen", "roller", "stamp"]
    for kind in ("rf", "radio_frequency", "prp"):
        with pytest.raises(ValueError, match=kind):
            DeviceType(kind)
