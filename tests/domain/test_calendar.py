from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk.domain.calendar import (
    Precision,
    When,
    add_days,
    add_hours,
    add_months,
    moment_of,
    say_at,
    say_day,
    say_full,
    say_long,
    say_moment,
)
from needledesk.errors import BadInput

NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-31", 6, "2027-03-01"),
        ("2026-08-29", 6, "2027-03-01"),
        ("2026-08-28", 6, "2027-02-28"),
        ("2027-08-29", 6, "2028-02-29"),
        ("2027-08-30", 6, "2028-03-01"),
        ("2026-12-31", 6, "2027-07-01"),
        ("2026-10-31", 1, "2026-12-01"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2008-02-29", 216, "2026-03-01"),
    ],
)
def test_months_roll_forward(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.integers(0, 120))
def test_months_never_come_early(day: date, count: int) -> None:
    later = add_months(day, count)
    months = (later.year - day.year) * 12 + later.month - day.month
    assert (months == count and later.day == day.day) or (months == count + 1 and later.day == 1)


def test_days_are_calendar_dates() -> None:
    assert add_days(date(2026, 12, 28), 7) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        (NEW_YORK, "2026-10-31T14:00", "2026-11-01T13:00"),  # clocks go back
        (NEW_YORK, "2026-03-07T14:00", "2026-03-08T15:00"),  # clocks go forward
        (LONDON, "2026-10-24T15:00", "2026-10-25T14:00"),
        (LONDON, "2026-03-28T15:00", "2026-03-29T16:00"),
        (NEW_YORK, "2026-11-21T10:00", "2026-11-22T10:00"),
    ],
)
def test_hours_elapse_across_a_clock_change(zone: ZoneInfo, start: str, end: str) -> None:
    later = add_hours(datetime.fromisoformat(start).replace(tzinfo=zone), 24)
    assert later.replace(tzinfo=None) == datetime.fromisoformat(end)
    assert later.tzinfo is zone


@pytest.mark.parametrize(
    ("text", "precision", "last_day"),
    [
        ("2026-11-21T10:01", Precision.MINUTE, date(2026, 11, 21)),
        ("2026-11-21 10:01", Precision.MINUTE, date(2026, 11, 21)),
        (" 2026-11-21 ", Precision.DAY, date(2026, 11, 21)),
        ("2026-02", Precision.MONTH, date(2026, 2, 28)),
        ("2028-02", Precision.MONTH, date(2028, 2, 29)),
        ("2026", Precision.YEAR, date(2026, 12, 31)),
        ("unknown", Precision.UNKNOWN, None),
    ],
)
def test_a_partial_date_counts_as_its_last_day(text: str, precision: Precision, last_day: date | None) -> None:
    when = When.parse(text)
    assert (when.precision, when.last_day(), when.known) == (precision, last_day, last_day is not None)


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "2026-13", "2026-00", "2026-02-30", "2026-11-21T25:00", "2026-11-21T10:61"),
        *("21.11.2026", "2026-1-1", "20261121", "0000", "1899", "2200-01-01", "9999-12-31", "２０２６"),
        *("2026-11-21T10:00:00", "2026-11-21T10:00+01:00"),
    ],
)
def test_what_is_not_a_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        When.parse(text)
    assert refused.value.do


@given(st.text(max_size=18))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = When.parse(text)
    except BadInput:
        return
    assert (when.latest(NEW_YORK) is None) == (not when.known)
    assert when.say()


def test_a_date_without_a_time_counts_as_the_end_of_that_day() -> None:
    assert When("2026-11-21").latest(NEW_YORK) == datetime(2026, 11, 22, tzinfo=NEW_YORK)
    assert When("2026-12").latest(NEW_YORK) == datetime(2027, 1, 1, tzinfo=NEW_YORK)
    assert When("2026-11-21T09:00").latest(NEW_YORK) == datetime(2026, 11, 21, 9, tzinfo=NEW_YORK)
    assert When("unknown").latest(NEW_YORK) is None


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-01T01:30", "2026-11-01T06:30"),  # comes twice: the second time
        ("2026-03-08T02:30", "2026-03-08T07:30"),  # does not come: the later reading
    ],
)
def test_a_time_in_the_hour_of_the_clock_change_counts_late(text: str, utc: str) -> None:
    latest = When(text).latest(NEW_YORK)
    assert latest is not None
    assert latest.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_date_compares_by_its_midnight() -> None:
    midnight = datetime(2026, 11, 22, tzinfo=NEW_YORK)
    assert moment_of(date(2026, 11, 22), NEW_YORK) == moment_of(midnight, None)
    assert moment_of(midnight + timedelta(minutes=1), None) > moment_of(date(2026, 11, 22), NEW_YORK)


def test_dates_name_the_month() -> None:
    at = datetime(2026, 11, 26, 14, 5, tzinfo=LONDON)
    assert say_day(at.date()) == "Thu 26 Nov"
    assert say_day(at.date(), year=True) == "Thu 26 Nov 2026"
    assert say_moment(at) == "Thu 26 Nov, 14:05"
    assert say_long(at) == "Thursday 26 November 2026, 14:05"
    assert say_full(at.date()) == "Thursday 26 November"


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("2026-11-21T10:01", "21 Nov 2026, 10:01", "21 Nov, 10:01"),
        ("2026-03-01", "1 Mar 2026", "1 Mar"),
        ("2026-03", "Mar 2026", "Mar 2026"),
        ("2026", "2026", "2026"),
        ("unknown", "not known", "not known"),
    ],
)
def test_a_moment_is_said_as_exactly_as_it_is_known(text: str, full: str, short: str) -> None:
    assert (When(text).say(), When(text).say(year=False)) == (full, short)


@pytest.mark.parametrize(
    ("text", "happened", "do"),
    [
        ("tea", "“tea” is not a date.", "Write it like 2026-11-21, 2026-11 or 2026."),
        ("2026-02-30", "There is no such day or time as 2026-02-30.", "Check the date."),
        ("2026-02-20T25:00", "There is no such day or time as 2026-02-20T25:00.", "Check the date."),
        ("1899-05", "The year 1899 cannot be right.", "Check the date."),
        ("2200-05-01", "The year 2200 cannot be right.", "Check the date."),
    ],
)
def test_a_date_that_cannot_be_says_why(text: str, happened: str, do: str) -> None:
    with pytest.raises(BadInput) as refused:
        When.parse(text)
    assert (refused.value.happened, refused.value.safe, refused.value.do) == (happened, "", do)


def test_the_first_and_the_last_year_can_be_meant() -> None:
    assert [When.parse(year).text for year in ("1900", "2199")] == ["1900", "2199"]


def test_moments_for_comparing_are_in_utc() -> None:
    known = datetime(2026, 11, 22, 10, tzinfo=NEW_YORK)
    assert moment_of(known, None).isoformat() == "2026-11-22T15:00:00+00:00"
    assert moment_of(date(2026, 11, 22), NEW_YORK).isoformat() == "2026-11-22T05:00:00+00:00"
    assert moment_of(known, None).tzinfo is moment_of(date(2026, 11, 22), NEW_YORK).tzinfo is UTC


def test_a_date_or_a_moment_is_said_as_what_it_is() -> None:
    at = datetime(2026, 11, 23, 14, 30, tzinfo=NEW_YORK)
    assert (say_at(at), say_at(at, year=True)) == ("Mon 23 Nov, 14:30", "Mon 23 Nov 2026, 14:30")
    assert (say_at(at.date()), say_at(at.date(), year=True)) == ("Mon 23 Nov", "Mon 23 Nov 2026")
