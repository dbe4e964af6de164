"""Rules that wait: they count to the last day, hour or minute of their window, and not one unit longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.findings import judge
from needledesk.domain.protocol import Protocol, Status, Unit, Window
from needledesk.domain.screening import Verdict

Screen = Callable[..., Verdict]
NEW_YORK = ZoneInfo("America/New_York")
CLR, NT = Status.MEDICAL_CLEARANCE, Status.NOT_TODAY
PD, ZX = Status.PRACTITIONER_DECISION, Status.PROCEED_ZONE_LIMITED


def yes(last: str) -> Answer:
    """A yes with its last time, of a shop-bought product, in the middle of the face."""
    return Answer(Reply.YES, last=When.parse(last), prescribed=Reply.NO, zones=("chin",))


def fired(verdict: Verdict) -> list[tuple[str, Status]]:
    return [(finding.rule, finding.status) for finding in verdict.findings]


# Rule, question, window as the decisions have it, last time that still counts, earliest then, and one unit earlier,
# which no longer counts. The moment is Sunday 22 November 2026, 10:00 in New York.
WINDOWS = [
    ("S-MED-01", "aspirin", "7 days", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-02", "nsaid", "7 days", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-04", "herbal", "7 days", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-05", "vitamin_e", "7 days", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-06", "fish_oil", "7 days", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-08", "retinoid", "24 hours", "2026-11-21T10:01", "2026-11-22T10:01", "2026-11-21T10:00"),
    ("S-MED-09", "isotretinoin", "6 months", "2026-05-23", "2026-11-23", "2026-05-22"),
    ("X-06", "x_botulinum", "14 days", "2026-11-09", "2026-11-23", "2026-11-08"),
    ("X-08", "x_peel_laser", "28 days", "2026-10-26", "2026-11-23", "2026-10-25"),
    ("X-09", "x_chemo_radiotherapy", "28 days", "2026-10-26", "2026-11-23", "2026-10-25"),
    ("X-11", "x_face_surgery", "12 months", "2025-11-23", "2026-11-23", "2025-11-22"),
    ("X-25", "x_waxing", "5 days", "2026-11-18", "2026-11-23", "2026-11-17"),
    ("X-28", "x_acids", "3 days", "2026-11-20", "2026-11-23", "2026-11-19"),
    ("X-29", "x_self_tan", "48 hours", "2026-11-20T10:01", "2026-11-22T10:01", "2026-11-20T10:00"),
]


@pytest.mark.parametrize(
    ("rule", "key", "window", "last", "earliest", "long_ago"), WINDOWS, ids=[row[0] for row in WINDOWS]
)
def test_a_window_ends_exactly_when_it_is_over(
    screen: Screen, shipped: Protocol, rule: str, key: str, window: str, last: str, earliest: str, long_ago: str
) -> None:
    assert str(shipped.rules[rule].window) == window
    verdict = screen({key: yes(last)}, needs=(rule,))
    assert fired(verdict) == [(rule, CLR if rule in ("X-09", "X-11") else NT)]
    at = datetime.fromisoformat(earliest).replace(tzinfo=NEW_YORK) if "T" in earliest else date.fromisoformat(earliest)
    assert verdict.earliest == at
    assert not verdict.dateless
    assert f"+ {window} = " in verdict.findings[0].arithmetic
    met = screen({key: yes(last)}, earliest if "T" in earliest else f"{earliest}T00:00", needs=(rule,))
    assert (met.status, met.findings, met.earliest) == (Status.PROCEED, (), None)
    assert fired(screen({key: yes(long_ago)}, needs=(rule,))) == []


@pytest.mark.parametrize(("rule", "key"), [row[:2] for row in WINDOWS], ids=[row[0] for row in WINDOWS])
def test_a_last_time_that_is_not_known_never_counts_as_long_ago(screen: Screen, rule: str, key: str) -> None:
    for last in (None, When("unknown")):
        verdict = screen({key: Answer(Reply.YES, last=last, prescribed=Reply.NO)}, needs=(rule,))
        assert fired(verdict) == [(rule, Status.INCOMPLETE)]
        assert (verdict.earliest, verdict.unsure) == (None, (key,))


STEPS = [
    ("X-05", "x_sun_exposure", "2026-11-09", PD),
    ("X-05", "x_sun_exposure", "2026-11-08", None),
    ("X-07", "x_filler", "2026-11-09", NT),
    ("X-07", "x_filler", "2026-11-08", PD),
    ("X-07", "x_filler", "2026-05-23", PD),
    ("X-07", "x_filler", "2026-05-22", None),
    ("X-10", "x_recent_scar", "2026-05-23", ZX),
    ("X-10", "x_recent_scar", "2026-05-22", PD),
    ("X-10", "x_recent_scar", "2025-11-23", PD),
    ("X-10", "x_recent_scar", "2025-11-22", None),
]


@pytest.mark.parametrize(("rule", "key", "last", "status"), STEPS, ids=[f"{row[0]} {row[2]}" for row in STEPS])
def test_a_rule_steps_down_on_its_day(screen: Screen, rule: str, key: str, last: str, status: Status | None) -> None:
    verdict = screen({key: yes(last)}, needs=(rule,))
    assert fired(verdict) == ([(rule, status)] if status else [])
    assert verdict.excluded_zones == (("chin",) if status is ZX else ())
    assert verdict.earliest == (date(2026, 11, 23) if status is NT else None)


PRESCRIBED = [row[:2] for row in WINDOWS if row[0] in ("S-MED-01", "S-MED-02", "S-MED-04", "S-MED-05", "S-MED-06")]


@pytest.mark.parametrize(("rule", "key"), PRESCRIBED, ids=[rule for rule, _ in PRESCRIBED])
def test_the_prescriber_decides_within_the_window_only(screen: Screen, rule: str, key: str) -> None:
    def with_it(last: str, prescribed: Reply | None) -> Verdict:
        return screen({key: Answer(Reply.YES, last=When(last), prescribed=prescribed)})

    within = with_it("2026-11-16", Reply.YES)
    assert (fired(within), within.earliest, within.findings[0].arithmetic) == ([(rule, CLR)], None, "")
    assert fired(with_it("2026-11-15", Reply.YES)) == []
    for unclear in (None, Reply.UNSURE):
        assert fired(with_it("2026-11-16", unclear)) == [(rule, Status.INCOMPLETE)]
        assert fired(with_it("2026-11-15", unclear)) == []


DATED = [*WINDOWS, ("X-07", "x_filler", "14 days", "2026-11-09", "2026-11-23", "2026-11-08")]


@pytest.mark.parametrize(("rule", "key", "last"), [(*row[:2], row[3]) for row in DATED], ids=[row[0] for row in DATED])
def test_the_date_moves_with_the_window_by_one_unit(shipped: Protocol, rule: str, key: str, last: str) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=NEW_YORK)

    def earliest(more: int) -> datetime:
        own = shipped.rules[rule]
        assert own.window is not None
        longer = replace(own, window=Window(own.window.count + more, own.window.unit), on=True)
        protocol = replace(shipped, rules=shipped.rules | {rule: longer})
        found = next(found for found in judge(protocol, shipped.question(key), yes(last), at).findings)
        assert found.earliest is not None
        day = (
            found.earliest
            if isinstance(found.earliest, datetime)
            else datetime.combine(found.earliest, datetime.min.time())
        )
        return day.replace(tzinfo=None)

    moved = earliest(1) - earliest(0)
    window = shipped.rules[rule].window
    assert window is not None
    unit = {Unit.HOURS: 3600, Unit.DAYS: 86_400}.get(window.unit)
    assert moved.total_seconds() == unit if unit else 28 <= moved.days <= 31
