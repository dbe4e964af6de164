"""Doing the same again: what a new session takes over from the last one, and taking that back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace

from needledesk.domain.treatment import Product, Treatment, ZoneWork
from needledesk.domain.zone_work import with_work, work_on


def repeated(current: Treatment, last: Treatment, left_out: Collection[str], zones: bool) -> Treatment:
    """`current`, with device, products and (if `zones`) zones of the last session where nothing is written yet.

    Lots, expiry dates and typed reasons belong to their day: they are not taken over. Zones left out today are not
    either.
    """
    device = last if not current.device.strip() else current
    again = replace(
        current,
        device=device.device,
        device_type=device.device_type,
        speed=current.speed or device.speed,
        products=current.products or tuple(Product(used.name, plain_ha=used.plain_ha) for used in last.products),
        scar_target=current.scar_target or (zones and last.scar_target),
    )
    for work in last.zones if zones else ():
        if work.zone not in left_out and not work_on(again, work.zone):
            again = with_work(again, ZoneWork(work.zone, work.depth, work.passes))
    return again


def taken_back(current: Treatment, before: Treatment, after: Treatment) -> Treatment:
    """`current` with every part that still reads as in `after` put back to how it was `before`."""
    untouched = {
        part.name: getattr(before, part.name)
        for part in fields(Treatment)
        if getattr(current, part.name) == getattr(after, part.name)
    }
    return replace(current, **untouched)
