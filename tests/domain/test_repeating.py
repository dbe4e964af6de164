"""A repeated session takes over what is the same each time, and nothing that belongs to its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from needledesk.domain.repeating import repeated, taken_back
from needledesk.domain.treatment import Cartridge, DeviceType, Endpoint, Product, Treatment, ZoneWork

LAST = Treatment(
    device="Pen 2",
    device_type=DeviceType.STAMP,
    speed="4",
    cartridge=Cartridge("C26-0419", date(2028, 3, 31), 16, True),
    products=(Product("Growth factors", "GF-118", date(2026, 11, 30), plain_ha=False, reason="used twice"),),
    zones=(ZoneWork("nose", 0.5, 2), ZoneWork("chin", 2.0, 1, "old scar")),
    endpoint=Endpoint.REDNESS,
    scar_target=True,
    numbing="Lidocaine-free",
)


def test_lots_dates_reasons_and_what_was_seen_stay_with_their_day() -> None:
    again = repeated(Treatment(), LAST, (), zones=True)
    assert again == Treatment(
        device="Pen 2",
        device_type=DeviceType.STAMP,
        speed="4",
        products=(Product("Growth factors", plain_ha=False),),
        zones=(ZoneWork("nose", 0.5, 2), ZoneWork("chin", 2.0, 1)),
        scar_target=True,
    )


def test_a_zone_left_out_today_is_not_repeated() -> None:
    assert [work.zone for work in repeated(Treatment(), LAST, ("chin",), zones=True).zones] == ["nose"]


def test_what_is_already_written_stays() -> None:
    written = Treatment(device="Pen 3", zones=(ZoneWork("nose", 1.0, 1),), products=(Product("Saline"),))
    again = repeated(written, LAST, (), zones=True)
    assert again.device == "Pen 3"
    assert again.device_type is DeviceType.PEN
    assert again.products == (Product("Saline"),)
    assert again.zones == (ZoneWork("nose", 1.0, 1), ZoneWork("chin", 2.0, 1))


def test_before_the_start_no_zone_is_taken_over() -> None:
    again = repeated(Treatment(), LAST, (), zones=False)
    assert again.zones == ()
    assert not again.scar_target


def test_taking_back_spares_what_was_changed_since() -> None:
    before = Treatment(numbing="Cream")
    after = repeated(before, LAST, (), zones=True)
    current = replace(after, device="Pen 9", cartridge=Cartridge("NEW"))
    assert taken_back(current, before, after) == Treatment(device="Pen 9", cartridge=Cartridge("NEW"), numbing="Cream")
