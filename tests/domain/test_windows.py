"""Windows are read as they are written, and compared wherever the count begins."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk.domain.findings import add
from needledesk.domain.windows import Unit, Window

WINDOWS = st.builds(Window, st.integers(1, 999), st.sampled_from(list(Unit)))


@given(WINDOWS)
def test_what_is_said_is_read(window: Window) -> None:
    assert Window.of(str(window)) == window


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "days",
        "seven days",
        "7 fortnights",
        "0 days",
        "-7 days",
        "1000 days",
        "٧ days",
        "7  days",
        "99999 days",
        "00007 days",
    ],
)
def test_what_is_no_window(text: str) -> None:
    assert Window.of(text) is None


@pytest.mark.parametrize(
    ("first", "second", "shorter"),
    [
        ("7 days", "8 days", True),
        ("7 days", "7 days", False),
        ("23 hours", "1 day", True),
        ("24 hours", "1 day", False),
        ("27 days", "1 month", True),
        ("28 days", "1 month", False),
        ("1 month", "31 days", False),
        ("1 month", "32 days", True),
        ("11 months", "1 year", True),
        ("12 months", "1 year", False),
        ("364 days", "1 year", True),
        ("1 year", "366 days", False),
        ("4 sessions", "8 sessions", True),
        ("8 sessions", "8 sessions", False),
        ("4 sessions", "8 days", False),
        ("4 days", "8 sessions", False),
    ],
)
def test_shorter(first: str, second: str, shorter: bool) -> None:
    one, other = Window.of(first), Window.of(second)
    assert one is not None
    assert other is not None
    assert one.shorter(other) is shorter
    assert not (one.shorter(other) and other.shorter(one))


@given(
    st.builds(Window, st.integers(1, 60), st.sampled_from([Unit.DAYS, Unit.MONTHS, Unit.YEARS])),
    st.builds(Window, st.integers(1, 60), st.sampled_from([Unit.DAYS, Unit.MONTHS, Unit.YEARS])),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_the_shorter_one_is_never_over_later(one: Window, other: Window, day: date) -> None:
    if one.shorter(other):
        assert add(day, one) <= add(day, other)
