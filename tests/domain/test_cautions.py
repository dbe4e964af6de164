"""What the record asks for, word for word; where each rule begins and ends stands in rules/test_record.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from needledesk.domain.cautions import cautions
from needledesk.domain.protocol import Protocol
from needledesk.domain.treatment import Cartridge, Caution, Product, Severity, Treatment, ZoneWork

TODAY = date(2026, 11, 22)
BLOCKS, REASON, NOTICE = Severity.BLOCKS, Severity.REASON, Severity.NOTICE
SPOILT = Treatment(
    cartridge=Cartridge(),
    products=(
        Product("Plain HA", expires=date(2026, 11, 21)),
        Product("Vitamin C", plain_ha=False, expires=date(2026, 12, 1)),
    ),
    zones=(ZoneWork("cheek_left", 2.0, 3), ZoneWork("chin", 1.75, 2)),
)


def test_all_that_is_asked_for_in_the_order_of_the_page(shipped: Protocol) -> None:
    assert cautions(SPOILT, shipped, TODAY) == (
        Caution("cartridge", "The cartridge lot is missing.", BLOCKS, "X-30"),
        Caution("cartridge", "The cartridge expiry date is missing.", BLOCKS, "X-30"),
        Caution("product 1", "Plain HA expired on Sat 21 Nov 2026.", BLOCKS, "X-21"),
        Caution("product 2", "Vitamin C: not plain hyaluronic acid. Type the reason.", REASON, "X-21"),
        Caution("product 2", "Vitamin C expires on Tue 1 Dec 2026.", NOTICE, "X-21"),
        Caution("cheek_left", "Cheek L: 2 mm is deep. Type the reason.", REASON, "X-20"),
        Caution("chin", "Chin: 1.75 mm is deep. Type the reason.", REASON, "X-20"),
    )


def test_a_cartridge_says_when_it_expires_or_has(shipped: Protocol) -> None:
    def text(expires: date) -> list[str]:
        treatment = replace(SPOILT, cartridge=Cartridge("C-118", expires), products=(), zones=())
        return [caution.text for caution in cautions(treatment, shipped, TODAY)]

    assert text(date(2026, 11, 21)) == ["The cartridge expired on Sat 21 Nov 2026."]
    assert text(date(2026, 11, 22)) == ["The cartridge expires on Sun 22 Nov 2026."]
    assert text(date(2027, 11, 22)) == []


def test_each_rule_is_heard_only_while_it_is_on(shipped: Protocol) -> None:
    for rule in ("X-30", "X-21", "X-20"):
        off = replace(shipped, rules=shipped.rules | {rule: replace(shipped.rules[rule], on=False)})
        assert {caution.rule for caution in cautions(SPOILT, off, TODAY)} == {"X-30", "X-21", "X-20"} - {rule}


def test_an_expired_cartridge_is_pointed_out_at_the_cartridge(shipped: Protocol) -> None:
    treatment = replace(SPOILT, cartridge=Cartridge("C-118", date(2026, 11, 21)), products=(), zones=())
    assert [caution.place for caution in cautions(treatment, shipped, TODAY)] == ["cartridge"]


def test_deep_work_too_soon_after_the_last_session_is_pointed_out(shipped: Protocol) -> None:
    deep = Treatment(cartridge=Cartridge("C-118", date(2031, 1, 1)), zones=(ZoneWork("chin", 1.0, 2),))
    light = replace(deep, zones=(ZoneWork("chin", 0.5, 2),))
    on_the_27th, on_the_28th = date(2026, 10, 26), date(2026, 10, 25)
    text = "Deep, and the last session was on Mon 26 Oct 2026: a deep one waits 28 days."
    assert cautions(deep, shipped, TODAY, on_the_27th) == (Caution("zones", text, NOTICE, "S-INT-03"),)
    assert cautions(deep, shipped, TODAY, on_the_28th) == ()
    assert cautions(light, shipped, TODAY, on_the_27th) == ()
    assert cautions(deep, shipped, TODAY) == ()
    off = replace(shipped, rules=shipped.rules | {"S-INT-03": replace(shipped.rules["S-INT-03"], on=False)})
    assert cautions(deep, off, TODAY, on_the_27th) == ()
