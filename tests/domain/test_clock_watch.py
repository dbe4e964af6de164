"""A clock that cannot be right is noticed; zones and clock changes are not mistaken for one."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.clock_watch import against_elapsed, against_newest, said

BERLIN = ZoneInfo("Europe/Berlin")
NEWEST = datetime(2026, 11, 22, 14, 21, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "wrong"),
    [
        (NEWEST, ""),
        (NEWEST - timedelta(seconds=59), ""),
        (NEWEST - timedelta(hours=1, minutes=2), "Clock went back by 1 h 02 min"),
        (NEWEST - timedelta(days=1), "Clock went back by 24 h 00 min"),
        (NEWEST + timedelta(days=1), ""),
        (datetime(1970, 1, 1, tzinfo=UTC), "Clock stands in the year 1970"),
        (datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC), "Clock is 11 years ahead of the last entry"),
    ],
)
def test_against_the_newest_entry(now: datetime, wrong: str) -> None:
    assert against_newest(NEWEST, now) == wrong


def test_a_new_file_has_nothing_to_compare_but_the_year() -> None:
    assert against_newest(None, NEWEST) == ""
    assert against_newest(None, datetime(1999, 12, 31, tzinfo=UTC)) == "Clock stands in the year 1999"


def test_a_year_that_was_told_is_not_told_again() -> None:
    assert against_newest(datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, 0, 5, tzinfo=UTC)) == ""


def test_the_hour_that_comes_twice_is_no_jump() -> None:
    first = datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN, fold=0)
    second = datetime(2026, 10, 25, 2, 5, tzinfo=BERLIN, fold=1)  # a quarter of an hour later
    assert against_newest(first, second) == ""
    assert against_elapsed(first, second, timedelta(minutes=15)) == ""
    assert against_newest(second, first) == "Clock went back by 15 min"


def test_the_hour_that_is_missing_is_no_jump() -> None:
    before, after = (datetime(2026, 3, 29, hour, 59 if hour == 1 else 0, tzinfo=BERLIN) for hour in (1, 3))
    assert against_elapsed(before, after, timedelta(minutes=1)) == ""


def test_another_zone_is_no_jump() -> None:
    assert against_newest(NEWEST, NEWEST.astimezone(ZoneInfo("America/New_York"))) == ""


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        (timedelta(minutes=5), ""),
        (timedelta(minutes=5, seconds=40), ""),
        (timedelta(days=1, minutes=5), "Clock jumped ahead by 24 h 00 min"),
        (timedelta(minutes=-57), "Clock went back by 1 h 02 min"),
    ],
)
def test_against_the_time_that_has_run(shown: timedelta, wrong: str) -> None:
    assert against_elapsed(NEWEST, NEWEST + shown, timedelta(minutes=5)) == wrong


def test_whatever_the_jump_it_is_told_exactly_if_it_is_one() -> None:
    chance = random.Random(27)
    for _ in range(500):
        run, jump = timedelta(seconds=chance.randrange(90_000)), timedelta(seconds=chance.randrange(-90_000, 90_000))
        found = against_elapsed(NEWEST, (NEWEST.astimezone(UTC) + run + jump).astimezone(BERLIN), run)
        assert bool(found) == (abs(jump) > timedelta(minutes=1))
        assert ("back" in found) == (jump < timedelta(minutes=-1))


def test_lengths_are_as_exact_as_they_need_be() -> None:
    lengths = (timedelta(minutes=7), timedelta(hours=26), timedelta(days=3), timedelta(days=4400))
    assert [said(one) for one in lengths] == ["7 min", "26 h 00 min", "3 days", "12 years"]
