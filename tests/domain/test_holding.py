"""From when a record may go: years from the last visit, for a minor from the 18th birthday too, the later counts."""

from __future__ import annotations

from datetime import date

import pytest

from needledesk.domain.holding import free_from, held_as_minor

VISIT = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "years", "free", "minor"),
    [
        (None, 10, date(2036, 11, 22), False),
        (date(1990, 1, 1), 10, date(2036, 11, 22), False),
        (date(2008, 11, 22), 10, date(2036, 11, 22), False),  # 18 on the very day
        (date(2008, 11, 23), 10, date(2036, 11, 23), True),
        (date(2010, 6, 1), 7, date(2035, 6, 1), True),
        (date(2010, 6, 1), 0, date(2028, 6, 1), True),
        (date(2008, 2, 29), 1, date(2027, 11, 22), False),
        (date(2012, 2, 29), 1, date(2031, 3, 1), True),  # a day that is not there rolls forward
    ],
)
def test_the_later_of_the_two(born: date | None, years: int, free: date, minor: bool) -> None:
    assert free_from(VISIT, born, years) == free
    assert held_as_minor(VISIT, born) == minor


def test_a_visit_on_a_leap_day() -> None:
    assert free_from(date(2024, 2, 29), None, 1) == date(2025, 3, 1)


def test_without_a_visit_nothing_is_held() -> None:
    assert free_from(None, date(2020, 1, 1), 10) is None
    assert not held_as_minor(None, date(2020, 1, 1))
