"""Writing zones into a treatment: a depth, its passes, the reason, the other side, and erasing."""

from __future__ import annotations

from dataclasses import replace

from needledesk.domain.cautions import REASON_ABOVE
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.domain.zones import TREATABLE

#: The depths that can be picked, in mm, lowest first.
DEPTHS = (0.25, 0.5, 1.0, 1.5, 2.0, 2.5)


def work_on(treatment: Treatment, zone: str) -> ZoneWork | None:
    """What was done to that zone; None if nothing."""
    return next((work for work in treatment.zones if work.zone == zone), None)


def with_depth(treatment: Treatment, zone: str, depth: float) -> Treatment:
    """The zone at that depth in mm; a zone not yet treated starts with one pass. A reason no longer asked for goes."""
    done = work_on(treatment, zone) or ZoneWork(zone, depth, 1)
    reason = done.reason if depth > REASON_ABOVE else ""
    return with_work(treatment, replace(done, depth=depth, reason=reason))


def with_passes(treatment: Treatment, zone: str, passes: int) -> Treatment:
    """The treated zone with that many passes; unchanged if it was not treated."""
    done = work_on(treatment, zone)
    return with_work(treatment, replace(done, passes=passes)) if done else treatment


def with_reason(treatment: Treatment, zone: str, reason: str) -> Treatment:
    """The treated zone with the reason for its depth; unchanged if it was not treated."""
    done = work_on(treatment, zone)
    return with_work(treatment, replace(done, reason=reason)) if done else treatment


def without(treatment: Treatment, zone: str) -> Treatment:
    """The treatment without that zone. Without any zone there is nothing left to grade against."""
    left = tuple(work for work in treatment.zones if work.zone != zone)
    return replace(treatment, zones=left, chosen=treatment.chosen if left else None)


def with_work(treatment: Treatment, work: ZoneWork) -> Treatment:
    """The treatment with that zone written anew; zones stand in the order of the map."""
    by_zone = {done.zone: done for done in treatment.zones} | {work.zone: work}
    return replace(treatment, zones=tuple(by_zone[zone] for zone in TREATABLE if zone in by_zone))


def other_side(zone: str) -> str:
    """The same zone on the client's other side; empty where there is only one."""
    for here, there in (("_left", "_right"), ("_right", "_left")):
        if zone.endswith(here):
            return zone.removesuffix(here) + there
    return ""


def mirrored(treatment: Treatment, zone: str) -> Treatment:
    """The treatment with the same done on the zone's other side; unchanged without one, or if nothing was done."""
    done, twin = work_on(treatment, zone), other_side(zone)
    return with_work(treatment, replace(done, zone=twin)) if done and twin else treatment


def short_name(zone: str) -> str:
    """`Crow’s feet R`: the zone's name without its explanation."""
    return TREATABLE[zone].partition(",")[0]
