"""The last time that still counts: found by counting forward, to the date and to the minute, in any zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from needledesk.domain.calendar import When
from needledesk.domain.findings import add, ends
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.spans import last_time, usual_span, window_of
from needledesk.errors import BadInput

ZONES = ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns", "UTC")
HALF_YEAR = Window(6, Unit.MONTHS)


def at(text: str, zone: str = "America/New_York") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("appointment", "last"),
    [
        ("2026-11-22T10:00", date(2026, 5, 22)),
        ("2027-02-28T10:00", date(2026, 8, 28)),  # 29, 30 and 31 August roll forward to 1 March
        ("2027-03-01T10:00", date(2026, 9, 1)),
        ("2026-08-30T10:00", date(2026, 2, 28)),  # there is no 30 February
        ("2026-09-01T10:00", date(2026, 3, 1)),
        ("2028-02-29T10:00", date(2027, 8, 29)),
        ("2026-10-31T10:00", date(2026, 4, 30)),  # 30 April comes to 30 October, 1 May to 1 November
    ],
)
def test_half_a_year_back_at_the_ends_of_months(appointment: str, last: date) -> None:
    assert last_time(HALF_YEAR, at(appointment)) == last


@given(
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.builds(Window, st.integers(1, 40), st.sampled_from([Unit.DAYS, Unit.MONTHS, Unit.YEARS])),
)
@example(date(2027, 2, 28), HALF_YEAR)
def test_one_date_later_is_too_late(day: date, window: Window) -> None:
    found = last_time(window, datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
    assert add(found, window) <= day < add(found + timedelta(days=1), window)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)),
    st.integers(1, 168),
    st.sampled_from(ZONES),
)
@example(datetime(2026, 11, 2, 1, 30), 24, "America/New_York")
@example(datetime(2027, 3, 14, 12, 30), 10, "America/New_York")
def test_one_minute_later_is_too_late(clock: datetime, hours: int, zone: str) -> None:
    moment = clock.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    window = Window(hours, Unit.HOURS)
    found = last_time(window, moment)
    assert isinstance(found, datetime)
    assert ends(When(f"{found:%Y-%m-%dT%H:%M}"), window, moment.tzinfo) <= moment
    shown = found.replace(tzinfo=None)
    for minutes in range(1, 121):  # no later reading of the clock will do either
        later = When(f"{shown + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}")
        assert ends(later, window, moment.tzinfo) > moment


@pytest.mark.parametrize(
    ("appointment", "zone", "last"),
    [
        ("2026-12-05T10:00", "America/New_York", "2026-12-04T10:00"),
        ("2026-11-01T15:00", "America/New_York", "2026-10-31T16:00"),  # 25 hours by the clock
        ("2027-03-28T15:00", "Europe/London", "2027-03-27T14:00"),  # 23 hours by the clock
        # 24 hours before is 01:30 for the first time; read off a clock it may be the second, so 00:59 is the last.
        ("2026-11-02T00:30", "America/New_York", "2026-11-01T00:59"),
        ("2026-12-05T10:00:59.500000", "America/New_York", "2026-12-04T10:00"),  # a wait begins on a whole minute
        ("2026-12-05T10:00", "Pacific/Kiritimati", "2026-12-04T10:00"),  # whatever zone the machine is in
    ],
)
def test_hours_elapse_across_a_clock_change(appointment: str, zone: str, last: str) -> None:
    assert f"{last_time(Window(24, Unit.HOURS), at(appointment, zone)):%Y-%m-%dT%H:%M}" == last


def test_a_rule_without_its_wait_is_named(shipped: Protocol) -> None:
    assert window_of(shipped, "S-MED-08") == Window(24, Unit.HOURS)
    assert window_of(shipped, "S-INT-02", "until") == Window(28, Unit.DAYS)
    for rule, end, said in (("S-MED-03", "window", "a waiting time"), ("S-MED-01", "until", "the end")):
        with pytest.raises(BadInput, match=f"^Rule {rule} of the protocol lacks {said}") as refused:
            window_of(shipped, rule, end)
        kept, remedy = "The visit is kept.", "Restore the rule in Settings, Protocol."
        assert (refused.value.safe, refused.value.do) == (kept, remedy)
    with pytest.raises(BadInput, match="S-CRS-01"):
        window_of(shipped, "S-CRS-01")
    with pytest.raises(BadInput, match="X-99"):
        window_of(shipped, "X-99")


def test_a_span_is_told_in_weeks_where_they_are_whole(shipped: Protocol) -> None:
    assert usual_span(shipped, "S-INT-03") == "4 to 6 weeks"
    odd = replace(shipped.rules["S-INT-03"], window=Window(30, Unit.DAYS))
    assert usual_span(replace(shipped, rules=shipped.rules | {"S-INT-03": odd}), "S-INT-03") == "30 days to 42 days"
